/**
 * How a measure stood at the end of each of the last weeks, by the values that had come by then: for the trail of an
 * outcome and for what was measured beside what was reported. Kept in the snapshot, so that reading stays one key.
 */
import { type Kpi } from './kpi';
import { type Measure, baselineLevel } from './measure';
import { isPlannedRuledOut, measureVerdict } from './measure-verdict';
import { dayNumber, plusDays } from './timeline';
import { type Verdict } from './verdict';
import { mondayBefore } from './week';

export interface PastWeek {
  /** Its Monday. */
  week: string;
  kind: Verdict['kind'];
  strength?: 'tentative' | 'confirmed' | undefined;
  /** The share of the way that the verdict found. */
  share?: number | undefined;
  /** The verdict left no room for the effect that was planned for by then. */
  ruledOut: boolean;
  /** There were too few values after the launch, or no effect was due yet. */
  early: boolean;
  /** The newest value met the target. */
  onTarget: boolean;
  /** What it was worked out from; the same again gives the same. */
  basis: string;
}

export const PAST_WEEKS = 12;

interface Value {
  at: string;
  value: number;
}

/** The complete weeks up to `today` (ISO date), oldest first. `known` are those worked out before, which need not be again. */
export function pastWeeks(measure: Measure, kpi: Pick<Kpi, 'direction' | 'cadence'>, values: readonly Value[], today: string, known: readonly PastWeek[] = []): PastWeek[] {
  const { launch } = measure;
  if (launch === undefined) return [];
  const thisWeek = mondayBefore(today);
  const weeks = Array.from({ length: PAST_WEEKS }, (_, i) => plusDays(thisWeek, (i - PAST_WEEKS) * 7)).filter((week) => plusDays(week, 6) >= launch);
  return weeks.map((week) => {
    const end = plusDays(week, 6);
    const until = values.filter(({ at }) => at <= end);
    const basis = basisOf(measure, until);
    return known.find((one) => one.week === week && one.basis === basis) ?? { week, basis, ...standing(measure, kpi, until, end) };
  });
}

function standing(measure: Measure, kpi: Pick<Kpi, 'direction' | 'cadence'>, values: readonly Value[], end: string): Omit<PastWeek, 'week' | 'basis'> {
  const baseline = baselineLevel(measure.baseline, values);
  const verdict = measureVerdict(measure, kpi, values, baseline, end);
  const newest = values.at(-1)?.value;
  const { target } = measure;
  const share = 'effect' in verdict ? verdict.effect.share : undefined;
  const met = (value: number): boolean => (target.kind === 'band' ? value >= target.low && value <= target.high : kpi.direction === 'increase' ? value >= target.value : value <= target.value);
  return {
    kind: verdict.kind,
    ...('strength' in verdict ? { strength: verdict.strength } : {}),
    ...(share === undefined ? {} : { share }),
    ruledOut: isPlannedRuledOut(measure, kpi, verdict, baseline, end),
    early: verdict.kind === 'not enough data' && verdict.soFar === undefined,
    onTarget: newest !== undefined && met(newest),
  };
}

/** A digest (FNV-1a, 32 bits) of all that a week's standing follows from; a collision would keep an old point of a small chart. */
function basisOf({ role, baseline, target, launch, lagDays, plannedEffect }: Measure, values: readonly Value[]): string {
  const sums = [values.reduce((sum, { value }) => sum + value, 0), values.reduce((sum, { at, value }) => sum + value * dayNumber(at), 0)];
  const text = JSON.stringify([role, baseline, target, launch, lagDays, plannedEffect, values.length, ...sums]);
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}
