/** How fast a measure goes its way after the launch. Browser-safe: pages work it out from the values that they draw. */
import { type Adoption, type AdoptionCase, type Interval, adoption, adoptionAhead } from './adoption';
import { type Direction } from './kpi';
import { type BaselineLevel, type MeasureRole, type Target } from './measure';
import { dayNumber, plusDays } from './timeline';
import { type Verdict } from './verdict';

export interface Launched {
  unit: string;
  direction: Direction;
  role: MeasureRole;
  baseline: BaselineLevel;
  target: Target;
  /** ISO date. */
  launch?: string | undefined;
  verdict: Pick<Verdict, 'kind'>;
}

type Refusal = Extract<Adoption, { kind: 'refused' }>['reason'] | 'no-launch' | 'no-baseline' | 'no-movement';

/** Speeds are in the KPI's unit a week towards the target, levels are the KPI's own, times ISO dates. Ranges hold 80 %. */
export type MeasureAdoption =
  | { kind: 'reached'; speed: Interval }
  /** `earliest` is null where not even tomorrow can be ruled out. */
  | { kind: 'on-the-way'; speed: Interval; earliest: string | null; range: { low: string; high: string } | null }
  | { kind: 'ceiling-below-target'; speed: Interval; ceiling: Interval }
  /** It would get there only so late that no date can be told, though it does not level off before. */
  | { kind: 'not-in-sight'; speed: Interval }
  | { kind: 'refused'; reason: Refusal };

const DAYS_PER_WEEK = 7;

/** Undefined for what has no way to go: a guardrail, and a KPI that should stay within a band. */
export function measureAdoption(measure: Launched, values: readonly { at: string; value: number }[], today: string): MeasureAdoption | undefined {
  const { role, target, baseline, launch, unit, verdict } = measure;
  if (role === 'guardrail' || target.kind === 'band') return undefined;
  if (launch === undefined || launch > today) return { kind: 'refused', reason: 'no-launch' };
  if (baseline.kind === 'refused') return { kind: 'refused', reason: 'no-baseline' };
  // A curve can be drawn through noise too: a speed would claim the movement that the verdict rules out.
  if (verdict.kind === 'no detectable change' || verdict.kind === 'worsened') return { kind: 'refused', reason: 'no-movement' };
  const { level } = baseline;
  const side = target.value >= level ? 1 : -1;
  const found = adoption(caseOf({ level, target: target.value, launch, unit }, values));
  switch (found.kind) {
    case 'refused':
      return found;
    case 'reached':
      return { kind: found.kind, speed: found.speed };
    case 'ceiling-below-target':
      if (found.ceiling.value >= (target.value - level) * side) return { kind: 'not-in-sight', speed: found.speed };
      return { kind: found.kind, speed: found.speed, ceiling: levelOf(found.ceiling, level, side) };
    case 'on-the-way': {
      // What has not arrived by today arrives tomorrow at the earliest, even where the curve was there before.
      const tomorrow = plusDays(today, 1);
      const dateOf = (weeks: number): string => {
        const date = plusDays(launch, Math.ceil(weeks * DAYS_PER_WEEK));
        return date > tomorrow ? date : tomorrow;
      };
      const { range } = found;
      const earliest = dateOf(found.earliest);
      return {
        ...{ kind: found.kind, speed: found.speed, earliest: earliest > tomorrow ? earliest : null },
        range: range && { low: dateOf(range.low), high: dateOf(range.high) },
      };
    }
  }
}

/** Where the way will be on a date, as a share of the distance from baseline to target; the range holds 80 %. */
export interface WayAhead {
  at: string;
  share: Interval;
}

const MOST_WEEKS_AHEAD = 52;

/** The way ahead week by week up to the target's date, a year at the most; empty where no course can be told. */
export function measureAhead(measure: Launched, values: readonly { at: string; value: number }[], today: string): WayAhead[] {
  const found = measureAdoption(measure, values, today);
  const { target, baseline, launch, unit } = measure;
  if (!found || found.kind === 'refused' || target.kind === 'band' || baseline.kind === 'refused' || launch === undefined) return [];
  const weeks = Math.min(MOST_WEEKS_AHEAD, Math.max(1, Math.ceil((dayNumber(target.by) - dayNumber(today)) / DAYS_PER_WEEK)));
  const dates = Array.from({ length: weeks + 1 }, (_, week) => plusDays(today, week * DAYS_PER_WEEK));
  const gap = Math.abs(target.value - baseline.level);
  const times = dates.map((date) => (dayNumber(date) - dayNumber(launch)) / DAYS_PER_WEEK);
  const ahead = adoptionAhead(caseOf({ level: baseline.level, target: target.value, launch, unit }, values), times);
  return ahead.map(({ value, low, high }, i) => ({ at: dates[i] ?? today, share: { value: value / gap, low: low / gap, high: high / gap } }));
}

interface Way {
  level: number;
  target: number;
  launch: string;
  unit: string;
}

/** Weeks since the launch, and how far the KPI has come by then. */
function caseOf({ level, target, launch, unit }: Way, values: readonly { at: string; value: number }[]): AdoptionCase {
  const side = target >= level ? 1 : -1;
  const after = values.filter(({ at }) => at >= launch);
  return {
    times: after.map(({ at }) => (dayNumber(at) - dayNumber(launch)) / DAYS_PER_WEEK),
    values: after.map(({ value }) => (value - level) * side),
    target: (target - level) * side,
    population: mostOf(level, target, unit, side),
  };
}

/** The way can be no longer than to 100 % or to nothing; undefined where no such end is known. */
function mostOf(level: number, target: number, unit: string, side: 1 | -1): number | undefined {
  if (side === -1) return level > 0 && target >= 0 ? level : undefined;
  return unit === '%' && target <= 100 ? 100 - level : undefined;
}

function levelOf({ value, low, high }: Interval, level: number, side: 1 | -1): Interval {
  const [a, b] = [level + side * low, level + side * high];
  return { value: level + side * value, low: Math.min(a, b), high: Math.max(a, b) };
}
