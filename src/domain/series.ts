import { type Cadence } from './kpi';
import { median } from './statistics/robust';
import { dayNumber, onAxis, plusDays } from './timeline';

/**
 * Observations on an axis on which 1 is one cadence, so that autocorrelation means the same for all series. The cadence is
 * read from the series itself: the median distance of its neighbours in time.
 */
export interface Axis {
  /** One per observation, in the order given. */
  times: number[];
  cadence: DatedCadence | 'number';
}

/** A cadence of dates; a number is one in days, of series that follow no part of the calendar. */
export type DatedCadence = Cadence | 'year' | number;

/** Median distances, in days, that are taken for a part of the calendar. */
const CALENDAR: readonly { cadence: Cadence | 'year'; from: number; to: number }[] = [
  { cadence: 'day', from: 1, to: 1 },
  { cadence: 'week', from: 6, to: 8 },
  { cadence: 'month', from: 28, to: 31 },
  { cadence: 'quarter', from: 89, to: 93 },
  { cadence: 'year', from: 364, to: 367 },
];
const MONTHS_OF_YEAR = 12;
const DAYS_OF_YEAR = 365.25;
const DAYS: Record<Cadence, number> = { day: 1, week: 7, month: DAYS_OF_YEAR / MONTHS_OF_YEAR, quarter: DAYS_OF_YEAR / 4 };

const DATE = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/;
const DAY_MS = 86_400_000;

/**
 * Days since 1 January 1970 of an ISO date (`2026-03-01`), month (`2026-03`: its first day) or instant. An instant with a
 * zone is placed in UTC, one without is taken as it stands. Undefined for any other text and for dates that do not exist.
 */
export function daysOf(text: string): number | undefined {
  const date = DATE.exec(text);
  if (date) return existing(`${date[1]}-${date[2]}-${date[3] ?? '01'}`);
  const instant = INSTANT.exec(text);
  if (!instant) return undefined;
  const [, day = '', clock = '', zone = 'Z'] = instant;
  if (existing(day) === undefined) return undefined;
  const ms = Date.parse(`${day}T${clock}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return Number.isNaN(ms) ? undefined : ms / DAY_MS;
}

/** The days of a date, unless the calendar does not have it: 30 February would be taken for 2 March. */
function existing(date: string): number | undefined {
  const day = dayNumber(date);
  return Number.isNaN(day) || plusDays(date, 0) !== date ? undefined : day;
}

/** The axis of dated observations, `days` as `daysOf` gives them. */
export function datedAxis(days: readonly number[]): Axis {
  const gap = typicalGap(days);
  const cadence = CALENDAR.find(({ from, to }) => gap >= from && gap <= to)?.cadence ?? gap;
  if (typeof cadence === 'number') return { times: days.map((day) => day / cadence), cadence };
  // Several values of one day cannot be told apart by dates: the exact time is kept.
  if (days.some((day) => !Number.isInteger(day))) {
    return { times: days.map((day) => day / lengthOf(cadence)), cadence };
  }
  const dates = days.map((day) => plusDays('1970-01-01', day));
  if (cadence === 'year') return { times: onAxis(dates, 'month').map((month) => month / MONTHS_OF_YEAR), cadence };
  return { times: onAxis(dates, cadence), cadence };
}

/** The axis of numbered observations: as they are when neighbours are about 1 apart, else in steps of the typical one. */
export function numberedAxis(numbers: readonly number[]): Axis {
  const gap = typicalGap(numbers);
  const unit = gap >= 0.5 && gap <= 2 ? 1 : gap;
  return { times: numbers.map((n) => n / unit), cadence: 'number' };
}

/** The ISO date about `more` values after the newest of `days`; undefined when it is past what dates can say. */
export function dateAfter(days: readonly number[], more: number, cadence: DatedCadence): string | undefined {
  const day = days.reduce((newest, d) => Math.max(newest, d), -Infinity) + more * lengthOf(cadence);
  const year9999 = dayNumber('9999-12-31');
  return day > -year9999 && day < year9999 ? plusDays('1970-01-01', Math.round(day)) : undefined;
}

function lengthOf(cadence: DatedCadence): number {
  if (typeof cadence === 'number') return cadence;
  return cadence === 'year' ? DAYS_OF_YEAR : DAYS[cadence];
}

/** Median distance of neighbours; 1 when no time passes. */
function typicalGap(times: readonly number[]): number {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gap = median(sorted.slice(1).map((time, i) => time - (sorted[i] ?? time)));
  return gap !== undefined && gap > 0 && Number.isFinite(gap) ? gap : 1;
}
