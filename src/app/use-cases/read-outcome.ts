import { type Viewer, hasRoleOn } from '../../domain/access';
import { measureKey } from '../../domain/measure';
import { type Outcome } from '../../domain/outcome';
import { type OutcomeSnapshot } from '../../domain/snapshot';
import { seenAmong } from '../authorise';
import { seenParent } from '../outcome-tree';
import { type Ports, ref } from '../ports';
import { measureRecord, outcomeCard, outcomeRecord } from '../records';
import { type UseCase } from '../use-case';

export const readOutcome: UseCase<'outcome.read'> = async ({ ports, grant }) => {
  const outcome = grant.outcome;
  const view = ref('outcomeView', outcome.outcomeId);
  const measures = outcome.kpiIds.map((kpiId) => ref('measure', measureKey(outcome.outcomeId, kpiId)));
  const found = await ports.store.read([view, ...measures]);
  const today = ports.now().slice(0, 10);
  const snapshot = found.get(view)?.body;
  const card = snapshot && outcomeCard(snapshot, today, await sharingKpis(ports, grant.viewer, outcome));
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  const shownBy = new Map(card?.measures.map((m) => [m.kpiId, m]));
  const historyBy = new Map(snapshot?.measures.map((m) => [m.kpiId, m.history]));
  return {
    outcome: outcomeRecord(outcome, parent !== undefined),
    ...(parent ? { parent: { outcomeId: parent.outcomeId, title: parent.title } } : {}),
    measures: measures.flatMap((r) => {
      const measure = found.get(r);
      const shown = measure && shownBy.get(measure.body.kpiId);
      if (!shown) return [];
      return { record: measureRecord(measure.body, measure.version), view: shown, history: historyBy.get(shown.kpiId) ?? [] };
    }),
    ...(card ? { signal: card.signal } : {}),
    ...(card?.alarms ? { alarms: card.alarms } : {}),
    mayEdit: hasRoleOn(grant.viewer, outcome),
  };
};

/** The other outcomes that use one of its KPIs, as far as the viewer may see them: what they launched is to be named. */
async function sharingKpis(ports: Ports, viewer: Viewer, outcome: Outcome): Promise<OutcomeSnapshot[]> {
  const kpis = outcome.kpiIds.map((id) => ref('kpi', id));
  const found = await ports.store.read(kpis);
  const others = new Set(kpis.flatMap((r) => found.get(r)?.body.outcomeIds ?? []).filter((id) => id !== outcome.outcomeId));
  if (others.size === 0) return [];
  const refs = [...others].map((id) => ref('outcomeView', id));
  const views = await ports.store.read(refs);
  return seenAmong(ports, viewer, refs.flatMap((r) => views.get(r)?.body ?? []));
}
