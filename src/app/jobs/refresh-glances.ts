import { GLANCE_MARKS } from '../../domain/glance-status';
import { outcomeSignal } from '../../domain/outcome-signal';
import { type SignalKind, worseSignal } from '../../domain/signal';
import { type Ports, SITE, ref } from '../ports';

/** Marks changed in one run over all projects: each costs a request to Jira. What is left is done by the next. */
const MOST_CHANGES = 500;

/**
 * Puts the signal of what an epic serves beside the epic's glance, where it is seen without opening anything. Jira shows
 * it to whoever may browse the issue; as an outcome that is not restricted is theirs to see, and a restricted one is left
 * out, nobody learns more by it. Only what changed is written, so a run cut off anywhere is made up for by the next.
 */
export async function refreshGlances(ports: Ports): Promise<{ marks: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const did = { marks: 0 };
  for (const projectId of projectIds) {
    if (did.marks >= MOST_CHANGES) break;
    did.marks += await refreshProject(ports, projectId, MOST_CHANGES - did.marks);
  }
  return did;
}

async function refreshProject(ports: Ports, projectId: string, most: number): Promise<number> {
  const stored = ref('glances', projectId);
  const served = ref('projectOutcomes', projectId);
  const found = await ports.store.read([stored, served]);
  const before = found.get(stored)?.body.signals ?? {};
  const wanted = await signalsIn(ports, projectId, found.get(served)?.body.outcomeIds ?? []);
  const issueIds = new Set([...Object.keys(before), ...wanted.keys()]);
  const changed = [...issueIds].filter((id) => before[id] !== wanted.get(id)).slice(0, most);
  if (changed.length === 0) return 0;
  const signals = new Map(Object.entries(before));
  for (const issueId of changed) {
    const signal = wanted.get(issueId);
    // An issue that is gone takes its mark with it.
    const isThere = await ports.app.markGlance(issueId, signal === undefined ? null : GLANCE_MARKS[signal]);
    if (signal !== undefined && isThere) signals.set(issueId, signal);
    else signals.delete(issueId);
  }
  await ports.store.commit([{ ref: stored, body: { signals: Object.fromEntries(signals) }, expect: 'any' }], []);
  return changed.length;
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
