import { MAX_VALUES, MAX_YEARS_PER_RECORD } from '../../../src/contract/bounds';
import { parseNumber } from '../../kit/parse-number';

/** Which columns of a file hold dates and values, by what stands in its first rows. */
export interface Columns {
  date: number;
  value: number;
}

const SAMPLE = 10;
const DATE_LIKE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/;

/** The first column of dates and the first other one of numbers; the first two where that cannot be told. */
export function guessColumns(rows: readonly (readonly string[])[]): Columns {
  const sample = rows.slice(1, 1 + SAMPLE);
  const width = Math.max(0, ...rows.slice(0, SAMPLE).map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => sample.map((row) => (row[column] ?? '').trim()).filter(Boolean));
  const date = Math.max(0, columns.findIndex((cells) => cells.length > 0 && cells.every((cell) => DATE_LIKE.test(cell))));
  const found = columns.findIndex((cells, column) => column !== date && cells.length > 0 && cells.every((cell) => isNumber(cell)));
  return { date, value: found >= 0 ? found : date === 0 ? 1 : 0 };
}

function isNumber(cell: string): boolean {
  const number = parseNumber(cell);
  return number.ok || number.fault === 'ambiguous';
}

/** The two columns as rows of a date and a value, the way that they are pasted. */
export function asPasted(rows: readonly (readonly string[])[], { date, value }: Columns): string {
  const clean = (cell = ''): string => cell.replace(/\s+/g, ' ').trim();
  return rows.map((row) => `${clean(row[date])}\t${clean(row[value])}`).join('\n');
}

/** Values by date in parts that one call takes. */
export function parts<V extends { at: string }>(values: readonly V[]): V[][] {
  const all: V[][] = [];
  let years = new Set<string>();
  for (const value of [...values].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const last = all.at(-1);
    const year = value.at.slice(0, 4);
    if (!last || last.length >= MAX_VALUES || (!years.has(year) && years.size >= MAX_YEARS_PER_RECORD)) {
      all.push([value]);
      years = new Set([year]);
    } else {
      last.push(value);
      years.add(year);
    }
  }
  return all;
}
