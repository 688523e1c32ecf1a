import { type Kpi } from '../domain/kpi';
import { type LockedTerm } from '../domain/locked-terms';
import { type Measure, type TargetFault, baselineLevel, reachesPastLaunch, targetFault } from '../domain/measure';
import { Refused } from './refused';

/** The window of a baseline ends before the launch, or it would hold values of after the change. */
export function checkWindow({ baseline, launch }: Pick<Measure, 'baseline' | 'launch'>): void {
  if (!reachesPastLaunch(baseline, launch)) return;
  throw new Refused('invalid-input', 'baseline.to: lies on or after the launch, so it would hold values of after the change.', {
    field: 'baseline.to',
    remedy: 'End the window before the launch, or begin without a baseline.',
  });
}

/** Later launches in order and once each. */
export function laterLaunches({ launch, laterLaunches: given = [] }: Pick<Measure, 'launch' | 'laterLaunches'>): string[] | undefined {
  if (given.length === 0) return undefined;
  if (launch === undefined || given.some((at) => at <= launch)) {
    throw new Refused('invalid-input', 'laterLaunches: a later launch must come after the first.', {
      field: 'laterLaunches',
      remedy: 'Give the first launch its own date, and later dates here.',
    });
  }
  return [...new Set(given)].sort();
}

/** A measure's terms as the trail tells them. */
export function forTrail({ role, baseline, target, launch, laterLaunches: later, plannedEffect, lagDays }: Measure) {
  return {
    ...{ role, baseline, target, launch: launch ?? null, laterLaunches: later ?? [] },
    ...{ plannedEffect: plannedEffect ?? null, lagDays: lagDays ?? null },
  };
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

/** `values` are those that count for the measure. */
export function checkTarget(measure: Pick<Measure, 'baseline' | 'target' | 'role'>, kpi: Kpi, values: readonly { at: string; value: number }[]): void {
  const baseline = baselineLevel(measure.baseline, values);
  const level = baseline.kind === 'level' ? baseline.level : undefined;
  const fault = targetFault(measure.target, kpi.direction, measure.role, level);
  if (!fault) return;
  const { field, problem, remedy } = TARGET_FAULTS[fault];
  throw new Refused('invalid-input', `${field}: ${problem}.`, { field, remedy });
}

/** The measure was launched: what it was agreed on changes by a proposal only. */
export function locked(field: LockedTerm | 'kpiId'): Refused {
  return new Refused('forbidden', `${field}: is locked since the launch.`, {
    field,
    remedy: 'Propose the change with a reason; a second person decides. Nothing was changed.',
  });
}
