import { type Kpi, type MeasureLock } from '../domain/kpi';
import { agreedIn, isLaunched, isLocked, lockAfter, lockOn } from '../domain/lock';
import { type Measure, measureKey } from '../domain/measure';
import { siteDay } from '../domain/site-day';
import { type DatedPoint } from '../domain/value-log';
import { type Change } from './change';
import { forTrail } from './measure-terms';
import { SITE, ref } from './ports';
import { outcomeStream } from './streams';

/** Where the site's time zone stands; must have been read before anything is asked of locks. */
export const ZONE = ref('settings', SITE);

/** Today on the site, in its own time zone: the day on which launches come. */
export function dayOf(tx: Change): string {
  return siteDay(tx.get(ZONE)?.zone, tx.now);
}

/** Whether the measure's terms are fixed. */
export function isFixed(tx: Change, kpi: Kpi, measure: Measure): boolean {
  return isLocked(measure, kpi.locks?.[measure.outcomeId], dayOf(tx));
}

/** The KPI with a lock on what stands now inside the measure's window, or after `takes` takings-in. */
export function withLock(tx: Change, kpi: Kpi, measure: Measure, points: readonly DatedPoint[], takes = kpi.series.takes ?? 0): Kpi {
  const { at = tx.now, agreed } = kpi.locks?.[measure.outcomeId] ?? {};
  return { ...kpi, locks: { ...kpi.locks, [measure.outcomeId]: lockOn(measure, points, { at, takes, ...(agreed ? { agreed } : {}) }, tx.hash) } };
}

/** The KPI with the measure's lock marked as told of, which the trail then does; undefined where there is nothing new to tell. */
export function toldLock(tx: Change, kpi: Kpi, measure: Measure): Kpi | undefined {
  const lock = kpi.locks?.[measure.outcomeId];
  if (!lock || lock.told) return undefined;
  const { at, count, hash } = lock;
  tx.record(outcomeStream(measure.outcomeId), 'measure.locked', { kpiId: kpi.kpiId, ...forTrail(measure), direction: kpi.direction, ...agreedIn(kpi, lock), at, values: count, hash });
  return { ...kpi, locks: { ...kpi.locks, [measure.outcomeId]: { ...lock, told: true } } };
}

export function withoutLock(kpi: Kpi, outcomeId: string): Kpi {
  return { ...kpi, locks: Object.fromEntries(Object.entries(kpi.locks ?? {}).filter(([id]) => id !== outcomeId)) };
}

/** The KPI with locks on all of its measures that were launched by now; the same one when all are locked. */
export function withDueLocks(tx: Change, kpi: Kpi, points: readonly DatedPoint[]): Kpi {
  const day = dayOf(tx);
  return measuresOf(tx, kpi)
    .filter((measure) => isLaunched(measure, day) && !kpi.locks?.[measure.outcomeId])
    .reduce((locked, measure) => withLock(tx, locked, measure, points), kpi);
}

/** The KPI's locks after values were taken in: windows that are still to be filled take their first values. */
export function locksAfter(tx: Change, kpi: Kpi, points: readonly DatedPoint[]): Record<string, MeasureLock> {
  const taking = { now: tx.now, takes: kpi.series.takes ?? 0, hash: tx.hash };
  const measures = new Map(measuresOf(tx, kpi).map((measure) => [measure.outcomeId, measure]));
  return Object.fromEntries(
    Object.entries(kpi.locks ?? {}).map(([outcomeId, lock]) => {
      const measure = measures.get(outcomeId);
      return [outcomeId, measure ? lockAfter(lock, measure, points, taking) : lock];
    }),
  );
}

function measuresOf(tx: Change, { kpiId, outcomeIds }: Kpi): Measure[] {
  return outcomeIds.flatMap((id) => tx.get(ref('measure', measureKey(id, kpiId))) ?? []);
}
