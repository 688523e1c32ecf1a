import { type FileRowFault } from '../import';
import { type Cell, cellText, isEmpty } from './sheet';

/** How dates with the year last are to be read: day first or month first. Dates with the year first read in one way only. */
export type DayMonth = 'day-month' | 'month-day';

/** `ask`: every date with the year last could be read in both ways, or some only in the one and some only in the other. */
export type FoundOrder = DayMonth | 'either' | 'ask';

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})-(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?:[T ,].*)?$/;
/** Points are written by those who write the day first. */
const WITH_POINTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[T ,].*)?$/;
/** Years that Needle keeps values of. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** How the dates of a column are to be read, as far as its cells tell. */
export function orderOf(cells: Iterable<Cell>): FoundOrder {
  let [isEither, dayFirst, monthFirst] = [false, false, false];
  for (const cell of cells) {
    const parts = YEAR_LAST.exec(cellText(cell));
    if (!parts) continue;
    const [, first = '', , second = '', year = ''] = parts;
    const [asDay, asMonth] = [exists(year, second, first), exists(year, first, second)];
    if (asDay && asMonth) isEither ||= first.padStart(2, '0') !== second.padStart(2, '0');
    else if (asDay) dayFirst = true;
    else if (asMonth) monthFirst = true;
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day-month' : 'month-day';
  return isEither || dayFirst ? 'ask' : 'either';
}

export type ReadDate = { at: string } | { fault: FileRowFault };

/** The ISO date in a cell; `2026-03` is the first of its month. */
export function readDate(cell: Cell, order: DayMonth, today: string): ReadDate {
  if (typeof cell === 'object' && 'fault' in cell) return { fault: cell.fault };
  if (isEmpty(cell)) return { fault: 'no-date' };
  const at = dateIn(cellText(cell), order);
  if (at === undefined) return { fault: 'not-a-date' };
  if (at === null) return { fault: 'no-such-date' };
  const year = Number(at.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: 'out-of-range' };
  return at > today ? { fault: 'future' } : { at };
}

export function looksLikeDate(cell: Cell): boolean {
  if (typeof cell === 'object') return 'date' in cell;
  return typeof cell === 'string' && dateIn(cellText(cell), 'day-month') !== undefined;
}

/** Null for a date that the calendar does not have, undefined for what is none. */
function dateIn(text: string, order: DayMonth): string | null | undefined {
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return exists(year, month, day) ?? null;
  const compact = COMPACT.exec(text);
  // Eight digits are a date only where they make one: else they are a number.
  if (compact) return exists(compact[1], compact[2], compact[3]);
  const [, ofMonth, monthAlone] = MONTH.exec(text) ?? [];
  if (ofMonth !== undefined) return exists(ofMonth, monthAlone, '1') ?? null;
  const [, pointDay, pointMonth, pointYear] = WITH_POINTS.exec(text) ?? [];
  if (pointYear !== undefined) return exists(pointYear, pointMonth, pointDay) ?? null;
  const [, first, , second, lastYear] = YEAR_LAST.exec(text) ?? [];
  if (lastYear === undefined) return undefined;
  return (order === 'day-month' ? exists(lastYear, second, first) : exists(lastYear, first, second)) ?? null;
}

function exists(year = '', month = '', day = ''): string | undefined {
  const at = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${at}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(at) ? at : undefined;
}
