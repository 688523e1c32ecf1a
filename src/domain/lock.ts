/**
 * What is fixed of a measure from its launch on: its terms, and the values inside its baseline window. Changing either is
 * a proposal that a second person approves (see proposal.ts); until then the old ones count.
 */
import { canonicalJson, sameJson } from './canonical-json';
import { type Agreed, type Kpi, type MeasureLock } from './kpi';
import { LOCKED_TERMS, type LockedTerm } from './locked-terms';
import { type Measure } from './measure';
import { type Hash } from './trail';
import { type DatedPoint, versionsOf } from './value-log';

export type Terms = Pick<Measure, LockedTerm>;

/** Whether the first launch has come; `day` is an ISO date. */
export function isLaunched({ launch }: Pick<Measure, 'launch'>, day: string): boolean {
  return launch !== undefined && launch <= day;
}

/** Once locked, a measure stays so, whatever becomes of its launch. */
export function isLocked(measure: Pick<Measure, 'launch'>, lock: MeasureLock | undefined, day: string): boolean {
  return lock !== undefined || isLaunched(measure, day);
}

export function termsOf({ baseline, target, launch, role, plannedEffect, lagDays }: Terms): Terms {
  return {
    ...{ baseline, target, role },
    ...(launch === undefined ? {} : { launch }),
    ...(plannedEffect === undefined ? {} : { plannedEffect }),
    ...(lagDays === undefined ? {} : { lagDays }),
  };
}

/** The terms in which two differ. */
export function differingTerms(a: Terms, b: Terms): LockedTerm[] {
  return LOCKED_TERMS.filter((term) => !sameJson(a[term], b[term]));
}

/** What the KPI's figures are in, and how often they come, for the measure: what that was at the launch. */
export function agreedIn({ unit, cadence }: Agreed, lock: Pick<MeasureLock, 'agreed'> | undefined): Agreed {
  return lock?.agreed ?? { unit, cadence };
}

/** The locks of a KPI whose unit or cadence changes: their measures keep what they were agreed in. */
export function locksKeeping(before: Pick<Kpi, 'unit' | 'cadence' | 'locks'>): Kpi['locks'] {
  return before.locks && Object.fromEntries(Object.entries(before.locks).map(([id, lock]) => [id, { ...lock, agreed: agreedIn(before, lock) }]));
}

interface Value {
  at: string;
  value: number;
}

function isInside({ baseline }: Pick<Measure, 'baseline'>, at: string): boolean {
  return baseline.kind === 'window' && at >= baseline.from && at <= baseline.to;
}

/** What counts of a point under a lock; undefined when nothing of it does. */
function counted(point: DatedPoint, { takes, fill }: Pick<MeasureLock, 'takes' | 'fill'>): number | undefined {
  const versions = versionsOf(point);
  const known = versions.findLast(({ take = 0 }) => take <= takes);
  if (known) return (known.goneTake ?? Infinity) > takes ? known.value : undefined;
  const first = versions[0];
  return fill && first && (first.take ?? 0) > takes && (first.take ?? 0) <= fill.takes ? first.value : undefined;
}

function present(point: DatedPoint): number | undefined {
  return 'value' in point ? point.value : undefined;
}

/** The KPI's values as they count for the measure: those inside a locked window as they were locked. */
export function countedValues(points: readonly DatedPoint[], measure: Pick<Measure, 'baseline'>, lock: MeasureLock | undefined): Value[] {
  return points.flatMap((point) => {
    const value = lock && isInside(measure, point.at) ? counted(point, lock) : present(point);
    return value === undefined ? [] : [{ at: point.at, value }];
  });
}

/** What was recorded, corrected or taken back inside a locked window since, and so does not count. */
export interface HeldBack {
  /** ISO date. */
  at: string;
  /** What counts; absent where nothing did. */
  counts?: number | undefined;
  /** What stands there; absent where it was taken back. */
  recorded?: number | undefined;
}

export function heldBack(points: readonly DatedPoint[], measure: Pick<Measure, 'baseline'>, lock: MeasureLock | undefined): HeldBack[] {
  if (!lock) return [];
  return points.filter(({ at }) => isInside(measure, at)).flatMap((point) => {
    const counts = counted(point, lock);
    const recorded = present(point);
    if (counts === recorded) return [];
    return [{ at: point.at, ...(counts === undefined ? {} : { counts }), ...(recorded === undefined ? {} : { recorded }) }];
  });
}

/** A lock on what stands in the window after `takes` takings-in. */
export function lockOn(
  measure: Pick<Measure, 'baseline'>,
  points: readonly DatedPoint[],
  lock: Pick<MeasureLock, 'at' | 'takes' | 'fill' | 'agreed'>,
  hash: Hash,
): MeasureLock {
  const inside = points.filter(({ at }) => isInside(measure, at)).flatMap((point) => {
    const value = counted(point, lock);
    return value === undefined ? [] : [[point.at, value] as const];
  });
  return { ...lock, count: inside.length, hash: hash(canonicalJson(inside.map(([at, value]) => [at, value]))) };
}

/** How long a window that was empty takes values in, from its first ones on: a length, which no change of the site's zone lengthens. */
const FILL_MS = 86_400_000;

/**
 * The lock after values were taken in at `now`, an ISO instant: an empty window takes its first values in, and further ones
 * within a day. `takes` counts this taking-in, `points` are the values after it.
 */
export function lockAfter(
  lock: MeasureLock,
  measure: Pick<Measure, 'baseline'>,
  points: readonly DatedPoint[],
  { now, takes, hash }: { now: string; takes: number; hash: Hash },
): MeasureLock {
  const isOpen = lock.count === 0 || (lock.fill?.until !== undefined && now < lock.fill.until);
  if (!isOpen || !points.some((point) => isInside(measure, point.at) && versionsOf(point).some(({ take }) => take === takes))) return lock;
  // What is locked now was not told of yet.
  const { at, agreed } = lock;
  const until = lock.fill?.until ?? new Date(Date.parse(now) + FILL_MS).toISOString();
  return lockOn(measure, points, { at, takes: lock.takes, fill: { until, takes }, ...(agreed ? { agreed } : {}) }, hash);
}
