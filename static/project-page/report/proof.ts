import { useEffect, useState } from 'react';
import type { ValueRecord } from '../../../src/contract/views';
import { type Trouble, call } from '../../kit/call';
import { type Row } from '../rows';
import { type TrailHead, drawnMeasures } from './content';

/** What the report is proved by: the values behind its KPIs, and where the trails of these and of the outcomes end; and the name of its project, which the page does not tell. */
export interface Proof {
  /** True until all of it was answered, be it with a refusal. */
  waiting: boolean;
  heads: readonly TrailHead[];
  /** Outcomes and KPIs whose trail's end could not be read. */
  headless: readonly string[];
  /** Of the KPIs that could be read. */
  values: ReadonlyMap<string, readonly ValueRecord[]>;
  /** Of the project; undefined where it could not be read: its key names it too. */
  name: string | undefined;
  /** Why something could not be read. */
  trouble: Trouble | undefined;
}

const NONE: Proof = { waiting: true, heads: [], headless: [], values: new Map(), name: undefined, trouble: undefined };

/** Reads the proof of what is covered, and again when that changes; what was read before stays until the new has come. */
export function useProof(covered: readonly Row[]): Proof & { retry: () => void } {
  const [proof, setProof] = useState(NONE);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let left = false;
    setProof((before) => ({ ...before, waiting: true }));
    void readProof(covered).then((read) => {
      if (!left) setProof(read);
    });
    return () => {
      left = true;
    };
  }, [covered, attempt]);
  return { ...proof, retry: () => setAttempt(attempt + 1) };
}

/** Beyond any record: only where the trail ends is asked for. */
const PAST_THE_END = 1_000_000;

async function readProof(covered: readonly Row[]): Promise<Proof> {
  // One KPI may be the main one of several.
  const kpiIds = [...new Set(drawnMeasures(covered).map(({ kpiId }) => kpiId))];
  const [ends, values, project] = await Promise.all([
    Promise.all([
      ...covered.map(({ outcome: { outcomeId } }) => endOf(outcomeId, call('outcome.trail', { outcomeId, from: PAST_THE_END }))),
      ...kpiIds.map((kpiId) => endOf(kpiId, call('kpi.trail', { kpiId, from: PAST_THE_END }))),
    ]),
    Promise.all(kpiIds.map(async (kpiId) => ({ kpiId, answer: await call('kpi.read', { kpiId }) }))),
    call('project.name', {}),
  ]);
  return {
    waiting: false,
    heads: ends.flatMap(({ id, answer }) => (answer.ok ? [{ id, ...answer.data.head }] : [])),
    headless: ends.flatMap(({ id, answer }) => (answer.ok ? [] : [id])),
    values: new Map(values.flatMap(({ kpiId, answer }) => (answer.ok ? [[kpiId, answer.data.values] as const] : []))),
    name: project.ok ? project.data.name : undefined,
    trouble: [...values, ...ends].flatMap(({ answer }) => (answer.ok ? [] : [answer.trouble]))[0],
  };
}

async function endOf(id: string, asked: ReturnType<typeof call<'outcome.trail' | 'kpi.trail'>>) {
  return { id, answer: await asked };
}
