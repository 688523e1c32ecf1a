import { languageTag } from './text/language';

/** Writes numbers and dates as the viewer's locale does. */
export interface Format {
  locale: string;
  /** A number with at most three significant decimals, with U+2212 as its minus. */
  number(value: number): string;
  /** A number with at most so many decimals, up to 9. */
  decimals(value: number, decimals: number): string;
  /** A KPI's value with its unit, if that is known. */
  quantity(value: number, unit: string): string;
  /** A difference with its sign, and its unit when given. */
  signed(value: number, unit?: string): string;
  /** A share of the way as whole per cent. Never rounds to a claim that does not hold: see `wholePercent`. */
  percent(share: number): string;
  /** Whole money; the currency by its ISO 4217 code. */
  money(amount: number, currency: string): string;
  /** An ISO date. */
  date(iso: string): string;
  /** An ISO date without its year, for charts, whose axis has it. */
  day(iso: string): string;
  /** Two ISO dates as one span: "Jun 12 – 26, 2026". */
  dates(from: string, to: string): string;
  /** A date below a chart's axis: a year's first day as the year, a month's as the month. */
  tick(iso: string): string;
  /** An ISO instant, as date and time in the viewer's zone. */
  instant(iso: string): string;
  time(instant: Date): string;
  /** How long before `now` (ISO instant) a date or instant lies, in words: "3 days ago". */
  age(iso: string, now: string): string;
  /** So many minutes ago, or hours when they are many. */
  minutesAgo(minutes: number): string;
}

const MINUS = '\u2212';
const NO_BREAK = '\u00a0';
const DAY_MS = 86_400_000;

export function formatFor(locale: string, timeZone: string | undefined): Format {
  const known = supported(locale);
  const zone = timeZone === undefined ? {} : { timeZone };
  const numbers = new Intl.NumberFormat(known, { maximumFractionDigits: 3 });
  const percents = new Intl.NumberFormat(known, { style: 'percent', maximumFractionDigits: 0 });
  const dates = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const daysOnly = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(known, { month: 'short', timeZone: 'UTC' });
  // Only a clock of 24 hours is read with a leading zero.
  const hour = new Intl.DateTimeFormat(known, { hour: 'numeric' }).resolvedOptions().hour12 ? 'numeric' : '2-digit';
  const instants = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short', hour, minute: '2-digit', ...zone });
  const times = new Intl.DateTimeFormat(known, { hour, minute: '2-digit', ...zone });
  const days = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  const relative = new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto' });
  const number = (value: number): string => withMinus(numbers.formatToParts(withoutNegativeZero(rounded(value))));
  return {
    locale: known,
    number,
    decimals: (value, decimals) => {
      const digits = Math.min(decimals, 9);
      return withMinus(new Intl.NumberFormat(known, { maximumFractionDigits: digits }).formatToParts(withoutNegativeZero(value)));
    },
    quantity: (value, unit) => (unit === '' ? number(value) : unit === '%' ? withMinus(percentParts(known, value)) : `${number(value)}${NO_BREAK}${unit}`),
    signed: (value, unit) => {
      const words = unit === undefined ? number(value) : `${number(value)}${NO_BREAK}${unit}`;
      return value > 0 ? `+${words}` : words;
    },
    percent: (share) => withMinus(percents.formatToParts(withoutNegativeZero(wholePercent(share) / 100))),
    money: (amount, currency) => new Intl.NumberFormat(known, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount),
    date: (iso) => dates.format(midnight(iso)),
    day: (iso) => daysOnly.format(midnight(iso)),
    dates: (from, to) => dates.formatRange(midnight(from), midnight(to)),
    tick: (iso) => (iso.endsWith('-01-01') ? iso.slice(0, 4) : (iso.endsWith('-01') ? months : daysOnly).format(midnight(iso))),
    instant: (iso) => instants.format(new Date(iso)),
    time: (instant) => times.format(instant),
    minutesAgo: (minutes) => (minutes < 60 ? relative.format(-minutes, 'minute') : relative.format(-Math.floor(minutes / 60), 'hour')),
    age: (iso, now) => {
      const then = iso.length > 10 ? days.format(new Date(iso)) : iso;
      return inWords(Math.round((Date.parse(days.format(new Date(now))) - Date.parse(then)) / DAY_MS), relative);
    },
  };
}

function midnight(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

/** 99.6 % is not there yet and −0.4 % is worse than the baseline: rounding must not cross either line. */
export function wholePercent(share: number): number {
  const percent = share * 100;
  if (share < 1 && percent > 99) return 99;
  if (share > 0 && percent < 1) return 1;
  if (share < 0 && percent > -1) return -1;
  return Math.round(percent);
}

/** A mean is told in three digits: more would claim more than its values do. */
export function asMean(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Large values need no decimals, small ones keep four significant digits. */
function rounded(value: number): number {
  if (Math.abs(value) >= 1000) return Math.round(value);
  return Number(value.toPrecision(4));
}

function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}

function percentParts(locale: string, value: number): Intl.NumberFormatPart[] {
  const places = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  return places.formatToParts(withoutNegativeZero(rounded(value)) / 100);
}

function withMinus(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map(({ type, value }) => (type === 'minusSign' ? MINUS : value)).join('');
}

function inWords(days: number, relative: Intl.RelativeTimeFormat): string {
  if (days < 14) return relative.format(-days, 'day');
  if (days < 70) return relative.format(-Math.round(days / 7), 'week');
  if (days < 730) return relative.format(-Math.round(days / 30.44), 'month');
  return relative.format(-Math.round(days / 365.25), 'year');
}

/** Jira's locales are written `en_US` or `en-US`; one that this browser does not know gives way to English. */
function supported(locale: string): string {
  const tag = locale.replace('_', '-');
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
