import { readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { type Axis, datedAxis, daysOf, numberedAxis } from '../../../src/domain/series';
import { Failure } from './failure';
import { numberIn } from './number';

/** A CSV file with a header; each row knows the line at which it ends. */
export interface Table {
  file: string;
  columns: string[];
  rows: { cells: string[]; line: number }[];
}

const SEPARATORS = [',', ';', '\t'];
/** Cells that say that a value is missing, besides empty ones. */
const MISSING = new Set(['', 'NA']);

export function readTable(file: string): Table {
  const text = contentOf(file);
  const header = text.split('\n', 1)[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  const delimiter = SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
  try {
    const options = { delimiter, bom: true, trim: true, skip_empty_lines: true, info: true } as const;
    const parsed = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    const [first, ...rows] = parsed.map(({ record, info }) => ({ cells: record, line: info.lines }));
    if (!first || rows.length === 0) throw new Failure(`${file} holds no rows below a header.`);
    return { file, columns: first.cells, rows };
  } catch (error) {
    if (error instanceof CsvError) throw new Failure(`${file}, line ${lineOf(error)}: ${sentence(error.message)}`);
    throw error;
  }
}

function contentOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const isForeign = error instanceof TypeError;
    throw new Failure(isForeign ? `${file}, line 1: this is no text in UTF-8.` : `The file ${file} cannot be read.`);
  }
}

function lineOf(error: CsvError): number {
  return typeof error['lines'] === 'number' ? error['lines'] : 1;
}

function sentence(message: string): string {
  return `${message.split('\n', 1)[0]?.replace(/\.?$/, '') ?? ''}.`;
}

/** A column's texts with their lines. */
export function column(table: Table, name: string): { text: string; line: number }[] {
  const at = table.columns.indexOf(name);
  if (at < 0) throw new Failure(`${table.file}, line 1: there is no column "${name}", only ${table.columns.join(', ')}.`);
  return table.rows.map(({ cells, line }) => ({ text: cells[at] ?? '', line }));
}

/** A column of numbers; null where a value is missing. */
export function numbers(table: Table, name: string): (number | null)[] {
  return column(table, name).map(({ text, line }) => {
    if (MISSING.has(text)) return null;
    const value = numberIn(text);
    if (value === undefined) throw new Failure(`${table.file}, line ${line}: "${text}" in column ${name} is no number.`);
    return value;
  });
}

/** A column of times on the axis of its series, and what else only it knows. */
export interface TimeColumn extends Axis {
  /** Days since 1 January 1970, when the column holds dates. */
  days?: number[];
  /** The times as they stand in the file. */
  texts: string[];
  /** The axis' time of the first row at or after a further moment, such as a launch; infinite when no row is. */
  onAxis(text: string): number | undefined;
}

/** The column's times: all numbers, or all dates. */
export function times(table: Table, name: string): TimeColumn {
  const cells = column(table, name);
  const isNumbered = numberIn(cells[0]?.text ?? '') !== undefined;
  const read = isNumbered ? numberIn : daysOf;
  const kind = isNumbered ? 'number' : 'date such as 2026-03-01';
  const exact = cells.map(({ text, line }) => {
    const value = read(text);
    if (value === undefined) throw new Failure(`${table.file}, line ${line}: "${text}" in column ${name} is no ${kind}.`);
    return value;
  });
  const axis = isNumbered ? numberedAxis(exact) : datedAxis(exact);
  return {
    ...axis,
    ...(isNumbered ? {} : { days: exact }),
    texts: cells.map(({ text }) => text),
    onAxis: (text) => firstFrom(read(text), exact, axis.times),
  };
}

function firstFrom(moment: number | undefined, exact: readonly number[], axis: readonly number[]): number | undefined {
  if (moment === undefined) return undefined;
  return exact.reduce((first, time, i) => (time >= moment ? Math.min(first, axis[i] ?? first) : first), Infinity);
}
