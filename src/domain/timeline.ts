import { DateTime } from 'luxon';
import { type Cadence } from './kpi';

/** Dates on a KPI's own axis, on which 1 is one cadence; so that autocorrelation means the same for all KPIs. */

const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
/** 1 January 1970 was a Thursday; ISO weeks begin on Monday. */
const EPOCH_WEEKDAY = 3;
const MONTHS = { month: 1, quarter: 3 } as const;
/** Values this many cadences old no longer say where the KPI stands. */
export const STALE_AFTER_CADENCES = 3;
const CADENCE_DAYS: Record<Cadence, number> = { day: 1, week: 7, month: 31, quarter: 92 };

/** Days since 1 January 1970 of an ISO date. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The ISO date `days` later. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The ISO date `count` cadences later; a day that a month does not have becomes its last. */
export function plusCadences(date: string, cadence: Cadence, count: number): string {
  if (cadence === 'day' || cadence === 'week') return plusDays(date, count * CADENCE_DAYS[cadence]);
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ months: count * MONTHS[cadence] }).toISODate() ?? date;
}

/** Days of one cadence; the longest month and quarter. */
export function cadenceDays(cadence: Cadence): number {
  return CADENCE_DAYS[cadence];
}

/**
 * The dates' places on the axis. When each lies in a period of its own, whole periods are counted, so that months of 28
 * and 31 days are equally far apart; when values come more often than the cadence says, exact fractions are kept.
 */
export function onAxis(dates: readonly string[], cadence: Cadence): number[] {
  const exact = dates.map((d) => place(d, cadence));
  const whole = exact.map(Math.floor);
  return new Set(whole).size === whole.length ? whole : exact;
}

function place(date: string, cadence: Cadence): number {
  if (cadence === 'day') return dayNumber(date);
  if (cadence === 'week') return (dayNumber(date) + EPOCH_WEEKDAY) / DAYS_PER_WEEK;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return (year * 12 + (month - 1) + (day - 1) / daysInMonth) / MONTHS[cadence];
}

/** Whether the newest value is too old to speak for `today`. */
export function isStale(newest: string, today: string, cadence: Cadence): boolean {
  return dayNumber(today) - dayNumber(newest) > STALE_AFTER_CADENCES * cadenceDays(cadence);
}
