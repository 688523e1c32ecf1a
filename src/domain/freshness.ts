import { type Cadence } from './kpi';
import { STALE_AFTER_CADENCES, cadenceDays, dayNumber } from './timeline';
import { type ValueSource } from './value-log';

/**
 * How old the newest value is for its cadence. A value of a week is dated by the week's beginning and known at its end, so
 * that one of two cadences ago is the last there can be; `late` is older, and from `stale` on no verdict is given.
 */
export type Freshness = 'fresh' | 'late' | 'stale';

const LATE_AFTER_CADENCES = 2;

/** `newest` and `today` are ISO dates. */
export function freshnessOf(newest: string, today: string, cadence: Cadence): Freshness {
  const cadences = (dayNumber(today) - dayNumber(newest)) / cadenceDays(cadence);
  if (cadences > STALE_AFTER_CADENCES) return 'stale';
  return cadences > LATE_AFTER_CADENCES ? 'late' : 'fresh';
}

export const VALUE_MARKS = ['back-dated', 'before-lock'] as const;
/**
 * back-dated: taken in so long after its date that it could be known what it should say. before-lock: of a date before
 * a launch, and taken in or changed after what was agreed was locked. What the app works out from Jira or other KPIs is dated by these, and is
 * not back-dated.
 */
export type ValueMark = (typeof VALUE_MARKS)[number];

/** A launch (ISO date), and the instant at which what was agreed on it was locked. */
export interface ClosedBaseline {
  launch: string;
  lockedAt: string;
}

/** What is to be known of how a value came in. */
export function marksOf(value: { at: string; recordedAt: string; source: ValueSource }, cadence: Cadence, closed: readonly ClosedBaseline[]): ValueMark[] {
  const day = value.recordedAt.slice(0, 10);
  const isWorkedOut = value.source === 'jira' || value.source === 'formula';
  const isLate = dayNumber(day) - dayNumber(value.at) > LATE_AFTER_CADENCES * cadenceDays(cadence);
  const isBefore = closed.some(({ launch, lockedAt }) => value.at < launch && value.recordedAt >= lockedAt);
  return [...(isLate && !isWorkedOut ? ['back-dated' as const] : []), ...(isBefore ? ['before-lock' as const] : [])];
}
