import { measureKey } from '../../domain/measure';
import { change } from '../change';
import { ref } from '../ports';
import { archived, changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { chunkRefs, putOutcome, refreshViews, valuesIn } from '../views';

export const removeMeasure: UseCase<'measure.remove'> = async ({ ports, caller, input }) => {
  const { outcomeId, kpiId, version } = input;
  const stored = ref('measure', measureKey(outcomeId, kpiId));
  const storedOutcome = ref('outcome', outcomeId);
  const storedKpi = ref('kpi', kpiId);
  return change(ports, caller, async (tx) => {
    await tx.read(stored, storedOutcome, storedKpi, ref('outcomeView', outcomeId));
    const outcome = tx.get(storedOutcome);
    const kpi = tx.get(storedKpi);
    if (!outcome || !kpi || !tx.get(stored)) throw notFound('measure', 'kpiId');
    if (outcome.state === 'archived') throw archived('outcome', 'outcomeId');
    if (tx.version(stored) !== version) throw changedMeanwhile('measure');
    tx.remove(stored);
    const left = { ...kpi, outcomeIds: kpi.outcomeIds.filter((id) => id !== outcomeId) };
    tx.put(storedKpi, left);
    putOutcome(tx, { ...outcome, kpiIds: outcome.kpiIds.filter((id) => id !== kpiId) });
    // The views of the outcomes that still use the KPI no longer name this one's launches.
    await tx.read(...chunkRefs(left));
    await refreshViews(tx, left, valuesIn(tx, left));
    tx.record(outcomeStream(outcomeId), 'measure.removed', { kpiId });
    return {};
  });
};
