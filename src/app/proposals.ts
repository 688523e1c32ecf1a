import { type ProposalView } from '../contract/views';
import { type Viewer, mayDecide } from '../domain/access';
import { type Json } from '../domain/canonical-json';
import { type Kpi } from '../domain/kpi';
import { type Terms, countedValues, differingTerms, heldBack, termsOf } from '../domain/lock';
import { type BaselineLevel, type Measure, baselineLevel, measureKey } from '../domain/measure';
import { type Outcome } from '../domain/outcome';
import { MAX_VALUES_NAMED, type Proposal, type ProposedChange, openAmong, subjectOf, withProposal } from '../domain/proposal';
import { type OutcomeSnapshot } from '../domain/snapshot';
import { type DatedPoint } from '../domain/value-log';
import { type Change } from './change';
import { ZONE } from './measure-locks';
import { checkTarget, checkWindow, laterLaunches } from './measure-terms';
import { type Ref, ref } from './ports';
import { Refused, archived, notFound } from './refused';
import { outcomeStream } from './streams';
import { chunkRefs, pointsIn, putOutcome } from './views';

/** What must have been read before anything is proposed or decided. */
export function proposalRefs(outcomeId: string): Ref[] {
  return [ref('outcome', outcomeId), ref('outcomeView', outcomeId), ref('proposals', outcomeId), ZONE];
}

export function openOutcome(tx: Change, outcomeId: string): Outcome {
  const outcome = tx.get(ref('outcome', outcomeId));
  if (!outcome) throw notFound('outcome', 'outcomeId');
  if (outcome.state === 'archived') throw archived('outcome', 'outcomeId');
  return outcome;
}

export interface Measured {
  measure: Measure;
  kpi: Kpi;
  points: DatedPoint[];
}

/** A measure with all that its lock depends on. */
export async function readMeasured(tx: Change, outcomeId: string, kpiId: string): Promise<Measured> {
  const [stored, storedKpi] = [ref('measure', measureKey(outcomeId, kpiId)), ref('kpi', kpiId)];
  await tx.read(stored, storedKpi);
  const [measure, kpi] = [tx.get(stored), tx.get(storedKpi)];
  if (!measure || !kpi) throw notFound('measure', 'kpiId');
  await tx.read(...chunkRefs(kpi));
  return { measure, kpi, points: pointsIn(tx, kpi) };
}

/** The measure with other terms; refused where they cannot be. `points` are those that a new window is taken from. */
export function withTerms({ measure, kpi, points }: Measured, to: Terms): Measure {
  const { outcomeId, kpiId, former } = measure;
  const later = laterLaunches({ launch: to.launch, laterLaunches: measure.laterLaunches });
  const next: Measure = { ...{ outcomeId, kpiId }, ...termsOf(to), ...(later ? { laterLaunches: later } : {}), ...(former ? { former } : {}) };
  checkWindow(next);
  const isSame = !differingTerms(measure, next).includes('baseline');
  checkTarget(next, kpi, countedValues(points, next, isSame ? kpi.locks?.[outcomeId] : undefined));
  return next;
}

/** The level of the measure's baseline as it counts now. */
export function levelNow({ measure, kpi, points }: Measured): BaselineLevel {
  return baselineLevel(measure.baseline, countedValues(points, measure, kpi.locks?.[measure.outcomeId]));
}

/** What it would be to change the terms. */
export function termsChange(measured: Measured, to: Terms): ProposedChange {
  const { measure, kpi, points } = measured;
  const next = withTerms(measured, to);
  const differs = differingTerms(measure, next);
  if (differs.length === 0) throw nothingToPropose('change');
  const level = differs.includes('baseline') ? baselineLevel(next.baseline, countedValues(points, next, undefined)) : levelNow(measured);
  return {
    ...{ kind: 'terms', kpiId: kpi.kpiId, from: termsOf(measure), to: termsOf(next), takes: kpi.series.takes ?? 0 },
    level: { ...levelOf('from', levelNow(measured)), ...levelOf('to', level) },
  };
}

/** What it would be to let the values count that were recorded in the window since it was locked. */
export function valuesChange(measured: Measured): ProposedChange {
  const { measure, kpi, points } = measured;
  const held = heldBack(points, measure, kpi.locks?.[measure.outcomeId]);
  if (held.length === 0) throw nothingToPropose('change.kind');
  return {
    ...{ kind: 'values', kpiId: kpi.kpiId, takes: kpi.series.takes ?? 0, count: held.length, values: held.slice(0, MAX_VALUES_NAMED) },
    level: { ...levelOf('from', levelNow(measured)), ...levelOf('to', baselineLevel(measure.baseline, countedValues(points, measure, undefined))) },
  };
}

function levelOf<K extends string>(key: K, level: BaselineLevel): { [P in K]?: number } {
  return level.kind === 'level' ? ({ [key]: level.level } as { [P in K]?: number }) : {};
}

function nothingToPropose(field: string): Refused {
  return new Refused('invalid-input', `${field}: proposes nothing that is not so already.`, { field, remedy: 'Say what should be different. Nothing was changed.' });
}

/** Adds a proposal; the outcome and what `proposalRefs` names must have been read. */
export function propose(tx: Change, outcome: Outcome, proposal: Proposal): Outcome {
  const { outcomeId } = outcome;
  const before = tx.get(ref('proposals', outcomeId))?.items ?? [];
  const subject = subjectOf(proposal.change);
  if (before.some((one) => one.state === 'open' && subjectOf(one.change) === subject)) {
    throw new Refused('already-exists', 'A proposal about this awaits a decision.', { field: 'change', remedy: 'Let it be decided first, or have it withdrawn.' });
  }
  const { proposalId, reason, change, alarmId } = proposal;
  tx.record(outcomeStream(outcomeId), 'proposal.made', { proposalId, reason, change: asJson(change), ...(alarmId === undefined ? {} : { alarmId }) });
  return putProposal(tx, outcome, proposal);
}

/** Puts the proposal and the outcome, which names those that are open. */
export function putProposal(tx: Change, outcome: Outcome, proposal: Proposal): Outcome {
  const stored = ref('proposals', outcome.outcomeId);
  const items = withProposal(tx.get(stored)?.items ?? [], proposal);
  tx.put(stored, { items });
  const after: Outcome = { ...outcome, openProposals: openAmong(items) };
  putOutcome(tx, after);
  return after;
}

/** The one that is open under this id; somebody may have decided it since it was read. */
export function openProposal(tx: Change, outcomeId: string, proposalId: string): Proposal {
  const proposal = tx.get(ref('proposals', outcomeId))?.items.find((one) => one.proposalId === proposalId);
  if (!proposal) throw notFound('proposal', 'proposalId');
  if (proposal.state !== 'open') {
    throw new Refused('changed-meanwhile', `This proposal is ${proposal.state} already.`, { field: 'proposalId', remedy: 'Look at the newest state. Nothing was changed.' });
  }
  return proposal;
}

export function asJson(change: ProposedChange): Json {
  // Absent fields are left out, as JSON has them.
  return JSON.parse(JSON.stringify(change)) as Json;
}

/** A proposal as the viewer sees it, field by field. */
export function proposalView(viewer: Viewer, outcome: Pick<OutcomeSnapshot, 'outcomeId' | 'ownerId' | 'approverIds' | 'measures'>, proposal: Proposal): ProposalView {
  const { proposalId, at, byId, reason, state, change, decided } = proposal;
  const measure = change.kind === 'close' ? undefined : outcome.measures.find(({ kpiId }) => kpiId === change.kpiId);
  return {
    ...{ proposalId, outcomeId: outcome.outcomeId, at, byId, reason, state, change: changeView(change) },
    ...(measure ? { kpi: { name: measure.name, unit: measure.unit } } : {}),
    ...(decided ? { decided } : {}),
    mayDecide: state === 'open' && mayDecide(viewer, outcome, { ...proposal, kind: change.kind }),
    mayWithdraw: state === 'open' && byId === viewer.accountId,
  };
}

function changeView(change: ProposedChange): ProposalView['change'] {
  switch (change.kind) {
    case 'terms': {
      const { kind, kpiId, from, to, level } = change;
      return { kind, kpiId, from, to, level };
    }
    case 'values': {
      const { kind, kpiId, level, count, values } = change;
      return { kind, kpiId, level, count, values };
    }
    case 'remove':
      return { kind: change.kind, kpiId: change.kpiId };
    case 'close':
      return { kind: change.kind };
  }
}
