import { IANAZone } from 'luxon';

/** ISO weeks, each named by the date of its Monday. */

const DAY_MS = 86_400_000;
const DAYS_PER_WEEK = 7;
const WEEK_MS = DAYS_PER_WEEK * DAY_MS;
const MINUTE_MS = 60_000;
/** 5 January 1970 was the first Monday after the epoch. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/**
 * A function from instants (ISO, or as Jira writes them, `2008-02-25T18:07:52.000+0000`) to the Monday (`YYYY-MM-DD`) of
 * their ISO week in an IANA time zone. It gives undefined for text that is no instant; the function itself is undefined
 * for a zone that does not exist.
 */
export function weeksIn(zoneName: string): ((instant: string) => string | undefined) | undefined {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) return undefined;
  return (instant) => {
    const at = instantOf(instant);
    return Number.isFinite(at) ? mondayOf(at + zone.offset(at) * MINUTE_MS) : undefined;
  };
}

/** As `weeksIn`, for the date of the instant itself. */
export function datesIn(zoneName: string): ((instant: string) => string | undefined) | undefined {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) return undefined;
  return (instant) => {
    const at = instantOf(instant);
    return Number.isFinite(at) ? dateOf(at + zone.offset(at) * MINUTE_MS) : undefined;
  };
}

/** The Monday of the last week that is over at an instant, by the week of that instant. */
export function weekBefore(monday: string): string {
  return dateOf(Date.parse(monday) - WEEK_MS);
}

/** A function from instants to the day of their week in a zone, 0 (Monday) to 6; undefined as with `weeksIn`. */
export function daysIn(zoneName: string): ((instant: string) => number | undefined) | undefined {
  const zone = IANAZone.create(zoneName);
  if (!zone.isValid) return undefined;
  return (instant) => {
    const at = instantOf(instant);
    if (!Number.isFinite(at)) return undefined;
    const days = Math.floor((at + zone.offset(at) * MINUTE_MS - FIRST_MONDAY_MS) / DAY_MS);
    return ((days % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
  };
}

/** Milliseconds since the epoch of an instant, ISO or as Jira writes it; NaN for text that is none. */
export function instantOf(text: string): number {
  return Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** The Monday of the ISO week in which a date (`YYYY-MM-DD`) lies. */
export function mondayBefore(date: string): string {
  return mondayOf(Date.parse(date));
}

/** Every Monday from the first to the last, both included; `first` and `last` are Mondays. */
export function weeksBetween(first: string, last: string): string[] {
  const weeks: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += WEEK_MS) weeks.push(dateOf(at));
  return weeks;
}

function mondayOf(local: number): string {
  return dateOf(Math.floor((local - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS);
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
