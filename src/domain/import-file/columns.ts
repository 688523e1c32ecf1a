import { looksLikeDate } from './dates';
import { type DecimalMark, looksLikeNumber, sameUnit } from './numbers';
import { type Cell, type Sheet, type SheetRow, cellOf, cellText, isEmpty } from './sheet';

/** What the columns hold: one value a row with the KPI's name beside it, or a column for each KPI. */
export type Layout =
  | { kind: 'long'; kpi: number; date: number; value: number; unit?: number | undefined }
  | { kind: 'wide'; date: number };

/** A KPI that values can be taken in for. */
export interface TargetKpi {
  kpiId: string;
  name: string;
  unit: string;
}

/** Headings of the values that Needle gives out. They are part of the format, and the same in all languages. */
export const EXPORT_COLUMNS = ['KPI', 'KPI id', 'Date', 'Value', 'Unit', 'Source', 'Recorded at'] as const;

/** What follows them, in the first row of each KPI: where its trail stood. An import leaves it aside. */
export const HEAD_COLUMNS = ['Trail records', 'Trail head'] as const;

/** Rows that are looked at to tell what columns hold. */
const SAMPLE = 200;
/** First rows among which the headings may stand, below a title. */
const MOST_TITLE_ROWS = 10;

export interface Found {
  /** Index of the row of headings; −1 where the first row holds values already. */
  header: number;
  layout: Layout;
  /** Known of what Needle itself gave out. */
  mark?: DecimalMark;
}

/** What a sheet seems to hold. Whoever imports sees it and may say otherwise. */
export function findLayout({ rows }: Sheet, kpis: readonly TargetKpi[]): Found {
  const header = headerOf(rows);
  if (EXPORT_COLUMNS.every((heading, column) => cellText(cellOf(rows[header], column)) === heading)) return { header, layout: OF_AN_EXPORT, mark: '.' };
  const sample = rows.slice(header + 1, header + 1 + SAMPLE);
  const columns = Array.from({ length: widthOf(rows) }, (_, column) => sample.map((row) => cellOf(row, column)).filter((cell) => !isEmpty(cell)));
  const dates = indexes(columns, (cells) => mostly(cells, looksLikeDate));
  const date = dates[0] ?? 0;
  const numbers = indexes(columns, (cells, column) => column !== date && !dates.includes(column) && mostly(cells, looksLikeNumber));
  const words = indexes(columns, (cells, column) => column !== date && !numbers.includes(column) && cells.length > 0);
  const named = (column: number): number => (columns[column] ?? []).filter((cell) => kpiOf(cellText(cell), kpis) !== undefined).length;
  const kpi = words.reduce<number | undefined>((best, column) => (named(column) > (best === undefined ? 0 : named(best)) ? column : best), undefined) ?? kindOfName(rows[header], words);
  const value = numbers[0] ?? words.find((column) => column !== kpi);
  if (kpi !== undefined && value !== undefined && kpi !== value) {
    const unit = words.find((column) => /^(unit|einheit)s?$/i.test(cellText(cellOf(rows[header], column))));
    return { header, layout: { kind: 'long', kpi, date, value, ...(unit === undefined ? {} : { unit }) } };
  }
  return { header, layout: { kind: 'wide', date } };
}

const OF_AN_EXPORT: Layout = { kind: 'long', kpi: EXPORT_COLUMNS.indexOf('KPI id'), date: EXPORT_COLUMNS.indexOf('Date'), value: EXPORT_COLUMNS.indexOf('Value'), unit: EXPORT_COLUMNS.indexOf('Unit') };

/** A column of words whose heading says that it names what is measured. */
function kindOfName(header: SheetRow | undefined, words: readonly number[]): number | undefined {
  return words.find((column) => /^(kpi|metric|measure|name|indicator|kennzahl|messgröße)$/i.test(cellText(cellOf(header, column))));
}

/** The first of the first rows with several cells and no date among them. */
function headerOf(rows: readonly SheetRow[]): number {
  for (const [index, row] of rows.slice(0, MOST_TITLE_ROWS).entries()) {
    const filled = row.cells.filter((cell) => !isEmpty(cell));
    if (filled.some(looksLikeDate)) return index - 1;
    if (filled.length > 1) return index;
  }
  return 0;
}

export function widthOf(rows: readonly SheetRow[]): number {
  return rows.slice(0, SAMPLE).reduce((width, { cells }) => Math.max(width, cells.length), 0);
}

function indexes(columns: readonly Cell[][], holds: (cells: readonly Cell[], column: number) => boolean): number[] {
  return columns.flatMap((cells, column) => (holds(cells, column) ? column : []));
}

function mostly(cells: readonly Cell[], is: (cell: Cell) => boolean): boolean {
  return cells.length > 0 && cells.filter(is).length * 2 > cells.length;
}

/** The KPI that a heading or a name in a cell means: by its id, or by its name where only one has it. A unit may stand behind it in brackets. */
export function kpiOf(text: string, kpis: readonly TargetKpi[]): TargetKpi | undefined {
  const wanted = fold(text);
  if (wanted === '') return undefined;
  const byId = kpis.find(({ kpiId }) => kpiId === text);
  if (byId) return byId;
  const named = kpis.filter(({ name, unit }) => fold(name) === wanted || fold(`${name} (${unit})`) === wanted);
  return named.length === 1 ? named[0] : undefined;
}

/** The unit that stands in brackets at a heading's end, where it is not the KPI's. */
export function otherUnit(heading: string, { name, unit }: TargetKpi): string | undefined {
  const stated = /[([]([^()[\]]+)[)\]]$/.exec(heading.trim())?.[1];
  if (stated === undefined || sameUnit(stated, unit) || fold(heading) === fold(name)) return undefined;
  return stated;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
