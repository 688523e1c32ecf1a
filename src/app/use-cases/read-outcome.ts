import { hasRoleOn } from '../../domain/access';
import { measureKey } from '../../domain/measure';
import { titlesElsewhere } from '../other-launches';
import { seenParent } from '../outcome-tree';
import { ref } from '../ports';
import { measureRecord, outcomeCard, outcomeRecord } from '../records';
import { type UseCase } from '../use-case';

export const readOutcome: UseCase<'outcome.read'> = async ({ ports, grant }) => {
  const outcome = grant.outcome;
  const view = ref('outcomeView', outcome.outcomeId);
  const measures = outcome.kpiIds.map((kpiId) => ref('measure', measureKey(outcome.outcomeId, kpiId)));
  const found = await ports.store.read([view, ...measures]);
  const today = ports.now().slice(0, 10);
  const snapshot = found.get(view)?.body;
  const titles = await titlesElsewhere(ports, grant.viewer, snapshot ? [snapshot] : [], today);
  const card = snapshot && outcomeCard(snapshot, today, titles);
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  const views = new Map(card?.measures.map((m) => [m.kpiId, m]));
  const histories = new Map(snapshot?.measures.map((m) => [m.kpiId, m.history]));
  return {
    outcome: outcomeRecord(outcome, parent !== undefined),
    ...(parent ? { parent: { outcomeId: parent.outcomeId, title: parent.title } } : {}),
    measures: measures.flatMap((r) => {
      const measure = found.get(r);
      const shown = measure && views.get(measure.body.kpiId);
      if (!shown) return [];
      const history = histories.get(shown.kpiId) ?? [];
      return { record: measureRecord(measure.body, measure.version), view: shown, history };
    }),
    ...(card ? { signal: card.signal } : {}),
    ...(card?.alarms ? { alarms: card.alarms } : {}),
    mayEdit: hasRoleOn(grant.viewer, outcome),
  };
};
