import { MAX_OUTCOMES_PER_KPI, type Kpi } from '../../domain/kpi';
import {
  type Measure,
  type Target,
  type TargetFault,
  baselineLevel,
  measureKey,
  reachesPastLaunch,
  targetFault,
} from '../../domain/measure';
import { MAX_MEASURES_PER_OUTCOME, type Outcome } from '../../domain/outcome';
import { mayEditKpi } from '../authorise';
import { type Change, change } from '../change';
import { ref } from '../ports';
import { measureRecord, measureViewOf } from '../records';
import { Refused, archived, changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { chunkRefs, putOutcome, refreshViews, valuesIn } from '../views';

export const setMeasure: UseCase<'measure.set'> = async ({ ports, caller, input, grant }) => {
  const { version, ...fields } = input;
  const measure: Measure = { ...fields, laterLaunches: laterLaunches(fields) };
  const { outcomeId, kpiId } = measure;
  const stored = ref('measure', measureKey(outcomeId, kpiId));
  const storedOutcome = ref('outcome', outcomeId);
  const storedKpi = ref('kpi', kpiId);
  if (reachesPastLaunch(measure.baseline, measure.launch)) {
    throw new Refused('invalid-input', 'baseline.to: lies on or after the launch, so it would hold values of after the change.', {
      field: 'baseline.to',
      remedy: 'End the window before the launch, or begin without a baseline.',
    });
  }
  return change(ports, caller, async (tx) => {
    await tx.read(stored, storedOutcome, storedKpi, ref('outcomeView', outcomeId));
    const outcome = tx.get(storedOutcome);
    const kpi = tx.get(storedKpi);
    if (!outcome) throw notFound('outcome', 'outcomeId');
    if (outcome.state === 'archived') throw archived('outcome', 'outcomeId');
    const before = tx.get(stored);
    // A KPI that is in use here may be kept in use by whoever edits the outcome; a new one must be theirs to use.
    if (!kpi || (!before && !mayEditKpi(grant.viewer, kpi))) throw notFound('KPI', 'kpiId');
    if (tx.version(stored) !== version) throw versionFault(version);
    checkRoom(outcome, kpi, measure);
    await tx.read(...chunkRefs(kpi));
    const values = valuesIn(tx, kpi);
    checkTarget(measure, kpi, values);
    tx.put(stored, measure);
    const used = before ? kpi : addToBoth(tx, outcome, kpi);
    // The views of other outcomes with this KPI name the launch too.
    await refreshViews(tx, used, values);
    tx.record(outcomeStream(outcomeId), before ? 'measure.changed' : 'measure.added', {
      ...{ kpiId, ...forTrail(measure) },
      ...(before && { before: forTrail(before) }),
    });
    const view = tx.get(ref('outcomeView', outcomeId))?.measures.find((m) => m.kpiId === kpiId);
    if (!view) throw new Error('The view of a measure that was just set is missing.');
    return { record: measureRecord(measure, (version ?? 0) + 1), view: measureViewOf(view, tx.now.slice(0, 10)) };
  });
};

/** In order and once each. */
function laterLaunches({ launch, laterLaunches: given = [] }: Pick<Measure, 'launch' | 'laterLaunches'>): string[] | undefined {
  if (given.length === 0) return undefined;
  if (launch === undefined || given.some((at) => at <= launch)) {
    throw new Refused('invalid-input', 'laterLaunches: a later launch must come after the first.', {
      field: 'laterLaunches',
      remedy: 'Give the first launch its own date, and later dates here.',
    });
  }
  return [...new Set(given)].sort();
}

function forTrail({ role, baseline, target, launch, laterLaunches: later, plannedEffect, lagDays }: Measure) {
  return {
    ...{ role, baseline, target, launch: launch ?? null, laterLaunches: later ?? [] },
    ...{ plannedEffect: plannedEffect ?? null, lagDays: lagDays ?? null },
  };
}

/** The KPI as it is used from now on. */
function addToBoth(tx: Change, outcome: Outcome, kpi: Kpi): Kpi {
  const used = { ...kpi, outcomeIds: [...kpi.outcomeIds, outcome.outcomeId] };
  tx.put(ref('kpi', kpi.kpiId), used);
  putOutcome(tx, { ...outcome, kpiIds: [...outcome.kpiIds, kpi.kpiId] });
  return used;
}

function versionFault(version: number | undefined): Refused {
  if (version !== undefined) return changedMeanwhile('measure');
  return new Refused('already-exists', 'This KPI is already part of the outcome.', {
    field: 'kpiId',
    remedy: 'Change the measure that is there, with the version that you read.',
  });
}

function checkRoom(outcome: Outcome, kpi: Kpi, measure: Measure): void {
  if (outcome.kpiIds.includes(measure.kpiId)) return;
  if (outcome.kpiIds.length >= MAX_MEASURES_PER_OUTCOME) {
    throw new Refused('limit-reached', `An outcome has at most ${MAX_MEASURES_PER_OUTCOME} measures.`, {
      field: 'kpiId',
      remedy: 'Remove one first; few KPIs tell more than many.',
    });
  }
  if (kpi.outcomeIds.length >= MAX_OUTCOMES_PER_KPI) {
    throw new Refused('limit-reached', `A KPI serves at most ${MAX_OUTCOMES_PER_KPI} outcomes.`, {
      field: 'kpiId',
      remedy: 'Link the work to an outcome that already uses it.',
    });
  }
}

const TARGET_FAULTS: Record<TargetFault, { field: string; problem: string; remedy: string }> = {
  'equals-baseline': {
    field: 'target.value',
    problem: 'is the same as the baseline, so there would be no way to go',
    remedy: 'Set a target that differs from the baseline.',
  },
  'wrong-side': {
    field: 'target.value',
    problem: 'lies on the worse side of the baseline',
    remedy: 'Check the target, the baseline, and which way is better for this KPI.',
  },
  'band-needed': {
    field: 'target.kind',
    problem: 'must be a band, because this KPI should stay within one',
    remedy: 'Give the lowest and the highest value that is fine.',
  },
  'value-needed': {
    field: 'target.kind',
    problem: 'must be a value, because this KPI should rise or fall',
    remedy: 'Give the value to reach.',
  },
  'empty-band': {
    field: 'target.high',
    problem: 'is not above the lowest value',
    remedy: 'Give a highest value above the lowest.',
  },
};

function checkTarget(measure: Measure, kpi: Kpi, values: readonly { at: string; value: number }[]): void {
  const baseline = baselineLevel(measure.baseline, values);
  const level = baseline.kind === 'level' ? baseline.level : undefined;
  const target: Target = measure.target;
  const fault = targetFault(target, kpi.direction, measure.role, level);
  if (!fault) return;
  const { field, problem, remedy } = TARGET_FAULTS[fault];
  throw new Refused('invalid-input', `${field}: ${problem}.`, { field, remedy });
}
