import { type FileRowFault } from '../import';
import { type Cell, cellText, isEmpty, tidy } from './sheet';

/** What stands before the decimals. */
export type DecimalMark = '.' | ',';

/** `either`: no cell has decimals or groups of thousands; `ask`: what there is could be read in both ways, or some in the one and some in the other. */
export type FoundMark = DecimalMark | 'either' | 'ask';

const PLAIN = { '.': /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i, ',': /^[+-]?(\d+(,\d*)?|,\d+)(e[+-]?\d{1,3})?$/i };
/** Groups of thousands: by the other mark, a blank or an apostrophe. */
const GROUPED = {
  '.': /^[+-]?\d{1,3}([, '’]\d{3})+(\.\d+)?$/,
  ',': /^[+-]?\d{1,3}([. '’]\d{3})+(,\d+)?$/,
};
/** Largest size of a value, as everywhere: sums and squares stay finite. */
const MAX_VALUE = 1e15;
/** Longest text that may be a number with its unit. */
const LONGEST = 80;
/** Words for a value that is missing. */
const MISSING = new Set(['na', 'n/a', '-', '–', '—', 'null', 'none', '#n/a']);

/** Which decimal mark the cells of columns are written with, as far as they tell. */
export function markOf(cells: Iterable<Cell>): FoundMark {
  let [point, comma, isEither] = [false, false, false];
  for (const cell of cells) {
    if (typeof cell !== 'string' || !/[.,]/.test(cell)) continue;
    const text = written(cell).replace(/ ?[^\d.,]*$/, '');
    const [asPoint, asComma] = [isNumber(text, '.'), isNumber(text, ',')];
    if (asPoint && asComma) isEither = true;
    else if (asPoint) point = true;
    else if (asComma) comma = true;
  }
  if (point !== comma) return point ? '.' : ',';
  return isEither || point ? 'ask' : 'either';
}

export type ReadNumber = { value: number } | { fault: FileRowFault };

/** The number in a cell, whose unit may stand behind it. A cell shown as per cent counts in per cent, and only for a KPI in per cent. */
export function readNumber(cell: Cell, mark: DecimalMark, unit: string): ReadNumber {
  if (typeof cell === 'number') return bounded(cell);
  if (typeof cell === 'object') {
    if ('fault' in cell) return { fault: cell.fault };
    if ('percent' in cell) return unit === '%' ? bounded(tidy(cell.percent * 100)) : { fault: 'other-unit' };
    return { fault: 'not-a-number' };
  }
  if (isEmpty(cell)) return { fault: 'no-value' };
  const text = written(cell);
  if (MISSING.has(text.toLowerCase())) return { fault: 'no-value' };
  if (text.length > LONGEST) return { fault: 'not-a-number' };
  const [, number = '', behind = ''] = /^([+-]?[\d.,][\d.,'’ ]*?(?:e[+-]?\d+)?) ?(\D*)$/i.exec(text) ?? [];
  if (number === '' || !isNumber(number, mark)) return { fault: 'not-a-number' };
  if (behind !== '' && !sameUnit(behind, unit)) return { fault: 'other-unit' };
  return bounded(Number(plainOf(number, mark)));
}

export function looksLikeNumber(cell: Cell): boolean {
  if (typeof cell === 'object') return 'percent' in cell;
  if (typeof cell === 'number') return true;
  return [readNumber(cell, '.', ''), readNumber(cell, ',', '')].some((read) => 'value' in read || read.fault === 'other-unit');
}

export function sameUnit(one: string, other: string): boolean {
  const [a, b] = [one, other].map((unit) => unit.replace(/\s+/g, ' ').trim().toLowerCase());
  return a === b;
}

function written(cell: string): string {
  return cellText(cell)
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/^[\u2212\u2013](?=[\d.,])/, '-');
}

function isNumber(text: string, mark: DecimalMark): boolean {
  return PLAIN[mark].test(text) || GROUPED[mark].test(text);
}

function plainOf(text: string, mark: DecimalMark): string {
  const groups = mark === '.' ? /[, '’]/g : /[. '’]/g;
  return text.replace(groups, '').replace(',', '.');
}

function bounded(value: number): ReadNumber {
  if (Number.isNaN(value)) return { fault: 'not-a-number' };
  // Negative zero is zero: it would be written back as such, and be another value.
  return Math.abs(value) <= MAX_VALUE ? { value: value === 0 ? 0 : value } : { fault: 'too-large' };
}
