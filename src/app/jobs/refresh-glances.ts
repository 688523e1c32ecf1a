import { GLANCE_MARKS } from '../../domain/glance-status';
import { outcomeSignal } from '../../domain/outcome-signal';
import { type SignalKind, worseSignal } from '../../domain/signal';
import { type Ports, SITE, ref } from '../ports';
import { eachOf } from './each-of';

/** Marks changed in one run over all projects: each costs a request to Jira. What is left is done by the next. */
const MOST_CHANGES = 500;
/** After so many that failed in a row Jira is not there, or not for this project, and no more are tried in this run. */
const GIVE_UP_AFTER = 3;

/**
 * Puts the signal of what an epic serves beside the epic's glance, where it is seen without opening anything. Jira shows
 * it to whoever may browse the issue; as an outcome that is not restricted is theirs to see, and a restricted one is left
 * out, nobody learns more by it. Only what changed is written, so a run cut off anywhere is made up for by the next. An epic
 * or a project that fails stops no other.
 */
export async function refreshGlances(ports: Ports): Promise<{ marks: number; failed: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const did = { marks: 0, failed: 0 };
  const projects = await eachOf(ports, 'The marks of a project', projectIds, async (projectId) => {
    if (did.marks >= MOST_CHANGES) return;
    const { marks, failed } = await refreshProject(ports, projectId, MOST_CHANGES - did.marks);
    did.marks += marks;
    did.failed += failed;
  });
  return { ...did, failed: did.failed + projects };
}

async function refreshProject(ports: Ports, projectId: string, most: number): Promise<{ marks: number; failed: number }> {
  const stored = ref('glances', projectId);
  const served = ref('projectOutcomes', projectId);
  const found = await ports.store.read([stored, served]);
  const before = found.get(stored)?.body.signals ?? {};
  const wanted = await signalsIn(ports, projectId, found.get(served)?.body.outcomeIds ?? []);
  const issueIds = new Set([...Object.keys(before), ...wanted.keys()]);
  const changed = [...issueIds].filter((id) => before[id] !== wanted.get(id)).slice(0, most);
  const did = { marks: 0, failed: 0 };
  if (changed.length === 0) return did;
  const signals = new Map(Object.entries(before));
  let inARow = 0;
  for (const issueId of changed) {
    if (inARow === GIVE_UP_AFTER) break;
    const signal = wanted.get(issueId);
    const failed = await eachOf(ports, 'The mark of an epic', [issueId], async () => {
      // An issue that is gone takes its mark with it.
      const isThere = await ports.app.markGlance(issueId, signal === undefined ? null : GLANCE_MARKS[signal]);
      if (signal !== undefined && isThere) signals.set(issueId, signal);
      else signals.delete(issueId);
    });
    did.failed += failed;
    did.marks += 1 - failed;
    inARow = failed === 0 ? 0 : inARow + 1;
  }
  await ports.store.commit([{ ref: stored, body: { signals: Object.fromEntries(signals) }, expect: 'any' }], []);
  return did;
}

/** The worst signal among the open outcomes that each epic of the project serves; restricted ones tell nothing. */
async function signalsIn(ports: Ports, projectId: string, outcomeIds: readonly string[]): Promise<Map<string, SignalKind>> {
  const today = ports.now().slice(0, 10);
  const views = await ports.store.read(outcomeIds.map((id) => ref('outcomeView', id)));
  const signals = new Map<string, SignalKind>();
  for (const outcomeId of outcomeIds) {
    const view = views.get(ref('outcomeView', outcomeId))?.body;
    if (!view || view.state !== 'open' || view.restricted) continue;
    const { kind } = outcomeSignal(view, today);
    for (const issueId of view.delivery[projectId]?.epicIds ?? []) {
      const other = signals.get(issueId);
      signals.set(issueId, other === undefined ? kind : worseSignal(other, kind));
    }
  }
  return signals;
}
