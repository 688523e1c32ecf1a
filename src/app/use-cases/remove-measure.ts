import { mayEditKpi } from '../../domain/access';
import { measureKey } from '../../domain/measure';
import { MAX_MEASURES_PER_OUTCOME } from '../../domain/outcome';
import { change } from '../change';
import { ZONE, isFixed } from '../measure-locks';
import { locked } from '../measure-terms';
import { ref } from '../ports';
import { archived, changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { takeOutMeasure } from '../take-out-measure';
import { type UseCase } from '../use-case';

export const removeMeasure: UseCase<'measure.remove'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, kpiId, version } = input;
  const stored = ref('measure', measureKey(outcomeId, kpiId));
  const storedOutcome = ref('outcome', outcomeId);
  const storedKpi = ref('kpi', kpiId);
  return change(ports, caller, async (tx) => {
    await tx.read(stored, storedOutcome, storedKpi, ref('outcomeView', outcomeId), ZONE);
    const outcome = tx.get(storedOutcome);
    const kpi = tx.get(storedKpi);
    const measure = tx.get(stored);
    if (!outcome || !kpi || !measure) throw notFound('measure', 'kpiId');
    if (outcome.state === 'archived') throw archived('outcome', 'outcomeId');
    if (tx.version(stored) !== version) throw changedMeanwhile('measure');
    if (isFixed(tx, kpi, measure)) throw locked('kpiId');
    const others = (outcome.takenOut ?? []).filter((id) => id !== kpiId);
    const takenOut = mayEditKpi(grant.viewer, kpi) ? others : [...others, kpiId].slice(-MAX_MEASURES_PER_OUTCOME);
    await takeOutMeasure(tx, { ...outcome, takenOut: takenOut.length > 0 ? takenOut : undefined }, kpi);
    tx.record(outcomeStream(outcomeId), 'measure.removed', { kpiId });
    return {};
  });
};
