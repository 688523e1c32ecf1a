import { type Direction } from './kpi';

export const ROLES = ['primary', 'supporting', 'guardrail'] as const;
export type MeasureRole = (typeof ROLES)[number];

/**
 * The baseline as it was agreed: a stated level, a window of the KPI's own values (both dates included), or none, when
 * the change was live before anybody measured: then nothing can be proved of it.
 */
export type BaselineRule =
  | { kind: 'stated'; level: number }
  | { kind: 'window'; from: string; to: string }
  | { kind: 'none' };

/** What is wanted, by an ISO date: a value, or a band for a KPI that should stay within. */
export type Target =
  | { kind: 'value'; value: number; by: string }
  | { kind: 'band'; low: number; high: number; by: string };

/** One KPI used by one outcome: the pair identifies it. */
export interface Measure {
  outcomeId: string;
  kpiId: string;
  role: MeasureRole;
  baseline: BaselineRule;
  target: Target;
  /** ISO date of the first launch; absent while it is not known. */
  launch?: string | undefined;
  /** ISO dates of the further launches of a staged rollout, ascending and after the first. */
  laterLaunches?: string[] | undefined;
  /** Size of the effect that was planned, in the KPI's unit; the gap from baseline to target when not stated. */
  plannedEffect?: number | undefined;
  /** Days after the launch until an effect is expected. */
  lagDays?: number | undefined;
  /** What was agreed before changes that were approved after the launch, oldest first and at most `MAX_FORMER`. */
  former?: FormerTerms[] | undefined;
}

/** Baseline and target as they were until a change was approved; charts draw them beside the present ones. */
export interface FormerTerms {
  /** ISO date of the approval. */
  until: string;
  baseline: BaselineLevel;
  target: Target;
  launch?: string | undefined;
}

/** Earlier ones are in the trail. */
export const MAX_FORMER = 12;

/** A rollout has at most this many stages after the first. */
export const MAX_LATER_LAUNCHES = 12;

export const BASELINE_REFUSALS = ['no-values-in-window', 'begun-without'] as const;
export const WAY_REFUSALS = ['no-baseline', 'no-values', 'target-equals-baseline'] as const;

/** The baseline's level, or why there is none. */
export type BaselineLevel =
  | { kind: 'level'; level: number; count: number | null }
  | { kind: 'refused'; reason: (typeof BASELINE_REFUSALS)[number] };

/** The signed share of the way from baseline to target (1 = target met, below 0 = worse), or why there is none. */
export type Way =
  | { kind: 'share'; share: number }
  | { kind: 'refused'; reason: (typeof WAY_REFUSALS)[number] };

/** Key of a measure: one per outcome and KPI, so that a second one cannot come into being. */
export function measureKey(outcomeId: string, kpiId: string): string {
  return `${outcomeId}:${kpiId}`;
}

/**
 * The level that a baseline rule gives over a KPI's values (in the KPI's unit).
 * A window's level is the mean of the values inside it; an empty window is refused, never 0.
 */
export function baselineLevel(
  rule: BaselineRule,
  values: readonly { at: string; value: number }[],
): BaselineLevel {
  if (rule.kind === 'stated') return { kind: 'level', level: rule.level, count: null };
  if (rule.kind === 'none') return { kind: 'refused', reason: 'begun-without' };
  const inside = values.filter((v) => v.at >= rule.from && v.at <= rule.to);
  if (inside.length === 0) return { kind: 'refused', reason: 'no-values-in-window' };
  const sum = inside.reduce((total, v) => total + v.value, 0);
  return { kind: 'level', level: sum / inside.length, count: inside.length };
}

/** How far a value lies outside the band; 0 inside. */
function outside(value: number, band: { low: number; high: number }): number {
  return Math.max(band.low - value, value - band.high, 0);
}

/**
 * The signed share of the way from baseline to target that `now` has gone; never clamped.
 * For a band the way is the distance outside it: 1 inside, negative when further out than the baseline.
 */
export function way(baseline: BaselineLevel, now: number | undefined, target: Target): Way {
  if (baseline.kind === 'refused') return { kind: 'refused', reason: 'no-baseline' };
  if (now === undefined) return { kind: 'refused', reason: 'no-values' };
  if (target.kind === 'band') {
    const start = outside(baseline.level, target);
    if (start === 0) return { kind: 'refused', reason: 'target-equals-baseline' };
    return { kind: 'share', share: 1 - outside(now, target) / start };
  }
  const span = target.value - baseline.level;
  if (span === 0) return { kind: 'refused', reason: 'target-equals-baseline' };
  // Adding 0 turns −0, which would be shown as −0 %, into 0.
  return { kind: 'share', share: (now - baseline.level) / span + 0 };
}

/** True when values from the launch on would count as how it was before. */
export function reachesPastLaunch(rule: BaselineRule, launch: string | undefined): boolean {
  return rule.kind === 'window' && launch !== undefined && rule.to >= launch;
}

/** Why a target cannot be: it is the baseline, lies on its worse side, or its form does not suit the direction. */
export type TargetFault = 'equals-baseline' | 'wrong-side' | 'band-needed' | 'value-needed' | 'empty-band';

/**
 * Checks a target against the KPI's direction and the baseline's level, when there is one.
 * A guardrail's target is the limit that must hold, so it may lie on the worse side of the baseline.
 */
export function targetFault(
  target: Target,
  direction: Direction,
  role: MeasureRole,
  level: number | undefined,
): TargetFault | undefined {
  if (direction === 'within') {
    if (target.kind !== 'band') return 'band-needed';
    return target.low < target.high ? undefined : 'empty-band';
  }
  if (target.kind !== 'value') return 'value-needed';
  if (level === undefined || role === 'guardrail') return undefined;
  if (target.value === level) return 'equals-baseline';
  return target.value > level === (direction === 'increase') ? undefined : 'wrong-side';
}
