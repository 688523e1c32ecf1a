/** Activity trap: more gets done than before, while the KPI has room for no effect of the planned size. */
import { chanceOfNoRise } from './statistics/step';
import { type Case, type Effect, type Verdict, judge } from './verdict';

export interface TrapCase {
  /** Items of change work done per week, oldest first. */
  activity: readonly number[];
  /** The KPI at the same weeks; null is missing. */
  kpi: readonly (number | null)[];
  /** Place of the first week after the launch and the expected lag. */
  launch: number;
  /** Size of the effect that was planned, in the KPI's unit, without sign. */
  planned: number;
  better: 1 | -1;
  scale?: Case['scale'];
}

export const TRAP_REASONS = [
  'activity-up-effect-ruled-out',
  'too-early',
  'no-estimate',
  'effect-still-possible',
  'activity-not-up',
] as const;
export type TrapReason = (typeof TRAP_REASONS)[number];

export interface Trap {
  flag: boolean;
  reason: TrapReason;
}

/** Fewer values after the launch rule nothing out. */
export const MIN_TRAP_VALUES = 6;
const RISE_P = 0.05;

/** Whether a case is an activity trap, and why or why not. Pure and total. */
export function trap({ activity, kpi, launch, planned, better, scale = 'auto' }: TrapCase): Trap {
  const verdict = judge({ times: kpi.map((_, i) => i), values: kpi, launch, better, planned, scale });
  const ruledOut = plannedEffectRuledOut(verdict, planned, better);
  if (ruledOut !== 'yes') return { flag: false, reason: REASONS[ruledOut] };
  if (!isActivityUp(activity, launch)) return { flag: false, reason: 'activity-not-up' };
  return { flag: true, reason: 'activity-up-effect-ruled-out' };
}

const REASONS = { 'too-early': 'too-early', unknown: 'no-estimate', no: 'effect-still-possible' } as const;

/**
 * Whether a verdict leaves no room for a good effect of the planned size (in the KPI's unit, without sign): its interval's
 * good end falls short of it. `unknown` when there is no estimate.
 */
export function plannedEffectRuledOut(verdict: Verdict, planned: number, better: 1 | -1): 'yes' | 'no' | 'too-early' | 'unknown' {
  if (verdict.plain.nAfter < MIN_TRAP_VALUES) return 'too-early';
  const effect = effectOf(verdict);
  if (!effect || !(planned > 0)) return 'unknown';
  return (better === 1 ? effect.high : -effect.low) < planned ? 'yes' : 'no';
}

/** Whether more is done per week from the launch on than before: a one-sided test of the counts' square roots. */
export function isActivityUp(counts: readonly number[], launch: number): boolean {
  const roots = counts.map((c) => Math.sqrt(Number.isFinite(c) && c > 0 ? c : 0));
  return (chanceOfNoRise(roots, launch) ?? 1) < RISE_P;
}

function effectOf(verdict: Verdict): Effect | undefined {
  if (verdict.kind === 'refused') return undefined;
  return verdict.kind === 'not enough data' ? verdict.soFar : verdict.effect;
}
