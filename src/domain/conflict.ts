/** Where what a team is rewarded by is no part of the outcome that it works for, or pulls against its work for it. */
import { type Direction } from './kpi';
import { type RankCorrelation, changesTogether } from './statistics/rank-correlation';
import { type Incentive } from './team';
import { type TeamActivity } from './team-work';
import { plusDays } from './timeline';

/** Whether the rewarded KPI gets better in weeks with less change work. */
export type Pull =
  | { kind: 'pulls' | 'not-shown'; rho: number; low: number; high: number; weeks: number }
  | { kind: 'refused'; reason: Extract<RankCorrelation, { kind: 'refused' }>['reason'] | 'no-direction' };

export interface Conflict {
  kpiId: string;
  /** ISO date since which the team is rewarded by it. */
  since: string;
  /** None of the KPIs that the team is rewarded by is part of the outcome. */
  structural: boolean;
  pull: Pull;
}

export interface ConflictCase {
  incentives: readonly Incentive[];
  /** KPIs that the outcome is measured by. */
  measured: ReadonlySet<string>;
  pullOf: (kpiId: string) => Pull;
  /** ISO date. */
  today: string;
}

/** A KPI that the outcome has taken in, in whatever role, is watched there: it is no conflict any more. */
export function conflictsOf({ incentives, measured, pullOf, today }: ConflictCase): Conflict[] {
  const inForce = incentives.filter(({ since }) => since <= today);
  const structural = inForce.length > 0 && inForce.every(({ kpiId }) => !measured.has(kpiId));
  return inForce
    .filter(({ kpiId }) => !measured.has(kpiId))
    .map(({ kpiId, since }) => ({ kpiId, since, structural, pull: pullOf(kpiId) }))
    .filter(({ pull }) => structural || pull.kind === 'pulls');
}

/**
 * Of the changes from one week to the next: whether the KPI gets better when less of the finished work was change work,
 * beyond what chance leaves open (95 %). Both lists by week; null where there is no figure.
 */
export function pullOf(share: readonly (number | null)[], kpi: readonly (number | null)[], direction: Direction): Pull {
  if (direction === 'within') return { kind: 'refused', reason: 'no-direction' };
  const better = direction === 'increase' ? 1 : -1;
  const found = changesTogether(share, kpi.map((value) => (value === null ? null : better * value)));
  if (found.kind === 'refused') return found;
  const { rho, low, high, n } = found;
  return { kind: high < 0 ? 'pulls' : 'not-shown', rho, low, high, weeks: n };
}

/** By week, of the work that was finished, the part that was change work; null where nothing was, or where it may not be told. */
export function sharesOf({ weeks, change, run, shown }: TeamActivity): (number | null)[] {
  return weeks.map((_, i) => {
    const [changed, ran] = [change.items[i] ?? 0, run.items[i] ?? 0];
    return shown[i] === true && changed + ran > 0 ? changed / (changed + ran) : null;
  });
}

const LAST_DAY = 6;

/** By week, the mean of the values of its days; null where there are none. */
export function weeklyValues(weeks: readonly string[], values: readonly { at: string; value: number }[]): (number | null)[] {
  return weeks.map((week) => {
    const end = plusDays(week, LAST_DAY);
    const within = values.filter(({ at }) => at >= week && at <= end).map(({ value }) => value);
    return within.length === 0 ? null : within.reduce((sum, value) => sum + value, 0) / within.length;
  });
}
