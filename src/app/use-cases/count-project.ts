import { maySee } from '../../domain/access';
import { type DeliveryCount } from '../../domain/outcome';
import { change } from '../change';
import { ref } from '../ports';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

/** An epic counted this recently is not counted again, so that nobody can spend Jira's budget by clicking. */
const FRESH_MS = 60_000;
/** Each epic costs two small requests; a call must end well within 25 s. */
const MAX_EPICS_PER_CALL = 40;

/** Counts the oldest counts first; what is beyond the bound stays as it was, with its date. */
export const countProject: UseCase<'project.count'> = async ({ ports, caller, grant }) => {
  const { projectId, viewer, jira } = grant;
  jira.insist();
  const list = ref('projectOutcomes', projectId);
  const outcomeIds = (await ports.store.read([list])).get(list)?.body.outcomeIds ?? [];
  const refs = outcomeIds.map((id) => ref('outcome', id));
  const views = outcomeIds.map((id) => ref('outcomeView', id));
  const found = await ports.store.read([...refs, ...views]);
  const visible = new Set(
    views.flatMap((r) => found.get(r)?.body ?? []).filter((v) => maySee(viewer, v, new Set([projectId]))).map((v) => v.outcomeId),
  );
  const before = new Date(Date.parse(ports.now()) - FRESH_MS).toISOString();
  const due = new Map<string, string>();
  for (const outcome of refs.flatMap((r) => found.get(r)?.body ?? [])) {
    if (!visible.has(outcome.outcomeId)) continue;
    for (const epic of outcome.epics) {
      if (epic.projectId === projectId && (epic.count?.at ?? '') < before) due.set(epic.issueId, epic.count?.at ?? '');
    }
  }
  const oldestFirst = [...due].sort((a, b) => (a[1] < b[1] ? -1 : 1)).slice(0, MAX_EPICS_PER_CALL);
  const counts = new Map<string, DeliveryCount>();
  for (const [issueId] of oldestFirst) {
    counts.set(issueId, { ...(await ports.app.countBelow(issueId)), at: ports.now() });
  }
  for (const outcomeId of counts.size > 0 ? visible : []) {
    await change(ports, caller, async (tx) => {
      const stored = ref('outcome', outcomeId);
      await tx.read(stored, ref('outcomeView', outcomeId));
      const outcome = tx.get(stored);
      if (!outcome?.epics.some((e) => counts.has(e.issueId))) return;
      putOutcome(tx, {
        ...outcome,
        epics: outcome.epics.map((e) => ({ ...e, count: counts.get(e.issueId) ?? e.count })),
      });
    });
  }
  return { epics: counts.size };
};
