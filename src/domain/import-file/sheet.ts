/** A sheet of a file as it was read, before anybody said what its columns hold. */
export interface Sheet {
  /** Rows that hold anything, in order. */
  rows: SheetRow[];
}

export interface SheetRow {
  /** As a spreadsheet numbers it, from 1. */
  row: number;
  /** By column; none at the end that hold nothing. */
  cells: readonly Cell[];
}

/**
 * Text, or what a workbook knows better than its text: a number, a date, a number shown as per cent, or why there is
 * nothing to be taken.
 */
export type Cell = string | number | { date: string } | { percent: number } | { fault: CellFault };

/** `merged`: covered by a merged cell, whose one value cannot be told to be meant for each of the rows that it covers. */
export type CellFault = 'error-cell' | 'formula-without-value' | 'merged' | 'no-such-date';

/** Cells in all that a page keeps of one sheet. */
export const MAX_CELLS = 2_000_000;

export const EMPTY_CELL = '';

export function cellOf(row: SheetRow | undefined, column: number): Cell {
  return row?.cells[column] ?? EMPTY_CELL;
}

export function isEmpty(cell: Cell): boolean {
  return typeof cell === 'string' && cell.trim() === '';
}

/** What a person reads in the cell, without what a spreadsheet puts before text that begins like a formula. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return withoutGuard(cell.replace(/\s+/g, ' ').trim());
  if (typeof cell === 'number') return String(cell);
  if ('date' in cell) return cell.date;
  return 'percent' in cell ? `${tidy(cell.percent * 100)} %` : '';
}

/** Text as it may stand in a spreadsheet: what begins like a formula gets an apostrophe before it, so that none ever runs. */
export function guarded(text: string): string {
  return BEGINS_LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}
const BEGINS_LIKE_A_FORMULA = /^'*[=+\-@\t\r\n]/;

export function withoutGuard(text: string): string {
  return text.startsWith("'") && BEGINS_LIKE_A_FORMULA.test(text) ? text.slice(1) : text;
}

/** A number without the dust of binary fractions: 0.07 shown as per cent is 7. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
