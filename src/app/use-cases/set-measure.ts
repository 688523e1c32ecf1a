import { mayEditKpi } from '../../domain/access';
import { type Kpi } from '../../domain/kpi';
import { countedValues, differingTerms, isLocked } from '../../domain/lock';
import { type Measure, measureKey } from '../../domain/measure';
import { MAX_MEASURES_PER_OUTCOME, type Outcome } from '../../domain/outcome';
import { type Change, change } from '../change';
import { ZONE, dayOf, toldLock, withLock } from '../measure-locks';
import { checkTarget, checkWindow, forTrail, laterLaunches, locked } from '../measure-terms';
import { checkPlace } from '../kpi-places';
import { ref } from '../ports';
import { measureRecord, measureViewOf } from '../records';
import { Refused, archived, changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { chunkRefs, pointsIn, putOutcome, refreshViews } from '../views';

export const setMeasure: UseCase<'measure.set'> = async ({ ports, caller, input, grant }) => {
  const { version, ...fields } = input;
  const measure: Measure = { ...fields, laterLaunches: laterLaunches(fields) };
  const { outcomeId, kpiId } = measure;
  const stored = ref('measure', measureKey(outcomeId, kpiId));
  const storedOutcome = ref('outcome', outcomeId);
  const storedKpi = ref('kpi', kpiId);
  checkWindow(measure);
  return change(ports, caller, async (tx) => {
    await tx.read(stored, storedOutcome, storedKpi, ref('outcomeView', outcomeId), ZONE);
    const outcome = tx.get(storedOutcome);
    const kpi = tx.get(storedKpi);
    if (!outcome) throw notFound('outcome', 'outcomeId');
    if (outcome.state === 'archived') throw archived('outcome', 'outcomeId');
    const before = tx.get(stored);
    // A KPI that is in use here may be kept in use, or put back, by whoever edits the outcome; a new one must be theirs to use.
    const wasHere = before !== undefined || outcome.takenOut?.includes(kpiId) === true;
    if (!kpi || !(wasHere || mayEditKpi(grant.viewer, kpi))) throw notFound('KPI', 'kpiId');
    if (tx.version(stored) !== version) throw versionFault(version);
    if (!before) {
      checkRoom(outcome);
      await checkPlace(tx, grant.viewer, outcome, kpi);
    }
    await tx.read(...chunkRefs(kpi));
    const points = pointsIn(tx, kpi);
    const lock = kpi.locks?.[outcomeId];
    const isSame = before !== undefined && !differingTerms(before, measure).includes('baseline');
    checkTarget(measure, kpi, countedValues(points, measure, isSame ? lock : undefined));
    const [term] = before && isLocked(before, lock, dayOf(tx)) ? differingTerms(before, measure) : [];
    if (term) throw locked(term);
    // A KPI that comes back shows what was agreed of it before it was given up.
    const former = before ? before.former : outcome.givenUp?.[kpiId];
    tx.put(stored, former ? { ...measure, former } : measure);
    const used = before ? kpi : addToBoth(tx, outcome, kpi);
    tx.record(outcomeStream(outcomeId), before ? 'measure.changed' : 'measure.added', {
      ...{ kpiId, ...forTrail(measure) },
      ...(before && { before: forTrail(before) }),
    });
    const isFixed = isLocked(measure, lock, dayOf(tx)) && !(lock && isSame);
    const after = (isFixed && toldLock(tx, withLock(tx, used, measure, points), measure)) || used;
    if (after !== used) tx.put(storedKpi, after);
    // The views of other outcomes with this KPI name the launch too.
    await refreshViews(tx, after, points, outcomeId);
    const view = tx.get(ref('outcomeView', outcomeId))?.measures.find((m) => m.kpiId === kpiId);
    if (!view) throw new Error('The view of a measure that was just set is missing.');
    return { record: measureRecord(measure, (version ?? 0) + 1), view: measureViewOf(view, tx.now.slice(0, 10)) };
  });
};

/** The KPI as it is used from now on. */
function addToBoth(tx: Change, outcome: Outcome, kpi: Kpi): Kpi {
  const used = { ...kpi, outcomeIds: [...kpi.outcomeIds, outcome.outcomeId] };
  tx.put(ref('kpi', kpi.kpiId), used);
  const takenOut = outcome.takenOut?.filter((id) => id !== kpi.kpiId);
  putOutcome(tx, { ...outcome, kpiIds: [...outcome.kpiIds, kpi.kpiId], takenOut: takenOut?.length ? takenOut : undefined });
  return used;
}

function versionFault(version: number | undefined): Refused {
  if (version !== undefined) return changedMeanwhile('measure');
  return new Refused('already-exists', 'This KPI is already part of the outcome.', {
    field: 'kpiId',
    remedy: 'Change the measure that is there, with the version that you read.',
  });
}

function checkRoom(outcome: Outcome): void {
  if (outcome.kpiIds.length < MAX_MEASURES_PER_OUTCOME) return;
  throw new Refused('limit-reached', `An outcome has at most ${MAX_MEASURES_PER_OUTCOME} measures.`, {
    field: 'kpiId',
    remedy: 'Remove one first; few KPIs tell more than many.',
  });
}
