import { DateTime, type DateTimeUnit } from 'luxon';
import { jqlError, type Value } from './tree';

const MINUTE = 60_000;
const RELATIVE = /^([+-]?)((?:\d+[wdhm]\s*)+)$/;
const LENGTH: Readonly<Record<string, number>> = { w: 7 * 24 * 60 * MINUTE, d: 24 * 60 * MINUTE, h: 60 * MINUTE, m: MINUTE };
const FORMATS = ['yyyy-MM-dd HH:mm', 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd', 'yyyy/MM/dd'];

const FUNCTION = /^(start|end)of(day|week|month|year)$/i;
const INCREMENT = /^([+-]?)(\d+)([yMwdhm]?)$/;
const UNITS: Readonly<Record<string, 'years' | 'months' | 'weeks' | 'days' | 'hours' | 'minutes'>> = {
  y: 'years', M: 'months', w: 'weeks', d: 'days', h: 'hours', m: 'minutes',
};

/** The moment from which a query is read, and the time zone of whoever asks. */
export interface Moment {
  now: number;
  zone: string;
}

/** The instant that a JQL date names, down to the minute: JQL knows nothing finer. */
export function instantOf(field: string, value: Value, moment: Moment): number {
  if (value.kind === 'empty') throw jqlError(`The field '${field}' does not support searching for EMPTY values with this operator.`);
  const date = value.kind === 'function' ? dateOfFunction(value.name, value.args, moment) : dateOfText(field, value.text, moment);
  return Math.floor(date.toMillis() / MINUTE) * MINUTE;
}

/** The day that a JQL date names, as `YYYY-MM-DD`. */
export function dayOf(field: string, value: Value, moment: Moment): string {
  return DateTime.fromMillis(instantOf(field, value, moment), { zone: moment.zone }).toFormat('yyyy-MM-dd');
}

function dateOfText(field: string, text: string, moment: Moment): DateTime {
  const [, sign, spans] = RELATIVE.exec(text.trim()) ?? [];
  if (spans !== undefined) {
    const total = [...spans.matchAll(/(\d+)([wdhm])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (LENGTH[unit ?? ''] ?? 0), 0);
    return DateTime.fromMillis(moment.now + (sign === '-' ? -total : total), { zone: moment.zone });
  }
  for (const format of FORMATS) {
    const date = DateTime.fromFormat(text.trim(), format, { zone: moment.zone });
    if (date.isValid) return date;
  }
  throw jqlError(
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

function dateOfFunction(name: string, args: readonly string[], moment: Moment): DateTime {
  const now = DateTime.fromMillis(moment.now, { zone: moment.zone });
  if (name.toLowerCase() === 'now' && args.length === 0) return now;
  const [, edge, period] = FUNCTION.exec(name) ?? [];
  if (edge === undefined || period === undefined) throw jqlError(`Unable to find JQL function '${name}(${args.join(', ')})'.`);
  if (args.length > 1) throw jqlError(`Function '${name}' expected between '0' and '1' arguments but received '${String(args.length)}'.`);
  const unit = period.toLowerCase() as 'day' | 'week' | 'month' | 'year';
  const shifted = args[0] === undefined ? now : shift(now, name, args[0], unit);
  return edge.toLowerCase() === 'start' ? startOf(shifted, unit) : endOf(shifted, unit);
}

function shift(date: DateTime, name: string, increment: string, unit: string): DateTime {
  const [, sign, count, given] = INCREMENT.exec(increment) ?? [];
  if (count === undefined) throw jqlError(`Duration for function '${name}' should have the format (+/-)n(yMwdhm), e.g -1M for 1 month earlier.`);
  const amount = (sign === '-' ? -1 : 1) * Number(count);
  return date.plus({ [(given === undefined || given === '' ? undefined : UNITS[given]) ?? `${unit}s`]: amount });
}

/** Weeks begin on Sunday, as in Jira's default language. */
function startOf(date: DateTime, unit: DateTimeUnit): DateTime {
  return unit === 'week' ? date.startOf('day').minus({ days: date.weekday % 7 }) : date.startOf(unit);
}

function endOf(date: DateTime, unit: 'day' | 'week' | 'month' | 'year'): DateTime {
  return startOf(date, unit).plus({ [`${unit}s`]: 1 }).minus({ milliseconds: 1 });
}
