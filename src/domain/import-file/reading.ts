import { type FileRowFault, type ImportValue, MAX_KEPT_ROWS, MAX_PARTS, MAX_PART_VALUES, type RefusedFileRow } from '../import';
import { type Layout, type TargetKpi, kpiOf } from './columns';
import { type DayMonth, readDate } from './dates';
import { type DecimalMark, readNumber, sameUnit } from './numbers';
import { type Cell, type Sheet, type SheetRow, cellOf, cellText, isEmpty } from './sheet';

/** All that has to be known to read values from a sheet. */
export interface Mapping {
  /** Index of the row of headings, −1 for none. */
  header: number;
  layout: Layout;
  order: DayMonth;
  mark: DecimalMark;
  /** By the name in a cell, or by the number of a column: the KPI that it means, '' for none. What is left out is told by its own name. */
  chosen: ReadonlyMap<string, string>;
}

export interface Reading {
  parts: { kpiId: string; values: ImportValue[] }[];
  /** The first rows that are not sent, by row. */
  rows: RefusedFileRow[];
  repeated: number;
  refused: number;
  /** Rows of the sheet below the headings. */
  read: number;
  tooManyParts: boolean;
}

/** Longest heading that is kept with a refused row. */
const MAX_HEADING = 100;

/** What a file says of a KPI's date, by the first row that said it. */
interface Said {
  row: number;
  column: string;
  value: number;
  disagrees: boolean;
}

/** The values that a sheet holds for the KPIs, and what is wrong with the rest. `today` is an ISO date. */
export function readValues(sheet: Sheet, mapping: Mapping, kpis: readonly TargetKpi[], today: string): Reading {
  const notes = new Notes();
  const said = new Map<string, Map<string, Said>>();
  const rows = sheet.rows.slice(mapping.header + 1);
  const heading = remembered((column: number) => headingOf(sheet.rows[mapping.header], column));
  const dateOf = remembered((text: string) => readDate(text, mapping.order, today));
  const ofRow = mapping.layout.kind === 'long' ? longRow(mapping.layout, mapping, kpis) : wideRow(mapping.layout, mapping, kpis, widthOfAll(rows));
  for (const row of rows) {
    for (const { kpi, dateColumn, column, cell, fault } of ofRow(row)) {
      const refuse = (at: number, reason: FileRowFault): void => notes.add(row.row, heading(at), reason);
      if (fault || !kpi) {
        refuse(fault?.column ?? column, fault?.reason ?? 'no-kpi');
        continue;
      }
      const written = cellOf(row, dateColumn);
      const date = typeof written === 'string' ? dateOf(written) : readDate(written, mapping.order, today);
      const number = readNumber(cell, mapping.mark, kpi.unit);
      if ('fault' in date) refuse(dateColumn, date.fault);
      else if ('fault' in number) refuse(column, number.fault);
      else take(said, notes, { kpiId: kpi.kpiId, at: date.at, row: row.row, column: heading(column), value: number.value });
    }
  }
  const parts = partsOf(said);
  return { parts: parts.slice(0, MAX_PARTS), tooManyParts: parts.length > MAX_PARTS, read: rows.length, ...notes.all() };
}

/** Works each thing out once; a column says the same few over and over. */
function remembered<K, V>(work: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as V;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}

/** One value that a row may hold. */
interface Place {
  kpi?: TargetKpi | undefined;
  dateColumn: number;
  column: number;
  cell: Cell;
  fault?: { column: number; reason: FileRowFault } | undefined;
}

function longRow({ kpi: kpiColumn, date, value, unit }: Extract<Layout, { kind: 'long' }>, { chosen }: Mapping, kpis: readonly TargetKpi[]): (row: SheetRow) => Place[] {
  const meant = remembered((name: string) => {
    const id = chosen.get(name);
    return id === undefined ? kpiOf(name, kpis) : kpis.find(({ kpiId }) => kpiId === id);
  });
  return (row) => {
    const named = cellOf(row, kpiColumn);
    const name = cellText(named);
    const place = { dateColumn: date, column: value, cell: cellOf(row, value) };
    if (typeof named === 'object' && 'fault' in named) return [{ ...place, fault: { column: kpiColumn, reason: named.fault } }];
    if (name === '') return [{ ...place, fault: { column: kpiColumn, reason: 'no-kpi' } }];
    const kpi = meant(name);
    if (!kpi) return [{ ...place, fault: { column: kpiColumn, reason: 'unknown-kpi' } }];
    const stated = unit === undefined ? '' : cellText(cellOf(row, unit));
    if (stated !== '' && !sameUnit(stated, kpi.unit)) return [{ ...place, fault: { column: unit ?? value, reason: 'other-unit' } }];
    return [{ ...place, kpi }];
  };
}

/** Empty cells of a wide sheet are no values, and nothing that anyone would have to be told of. */
function wideRow({ date }: Extract<Layout, { kind: 'wide' }>, { chosen }: Mapping, kpis: readonly TargetKpi[], width: number): (row: SheetRow) => Place[] {
  const columns = Array.from({ length: width }, (_, column) => column).flatMap((column) => {
    const kpi = column === date ? undefined : kpis.find(({ kpiId }) => kpiId === chosen.get(String(column)));
    return kpi ? [{ column, kpi }] : [];
  });
  return (row) => columns.filter(({ column }) => !isEmpty(cellOf(row, column))).map(({ column, kpi }) => ({ kpi, dateColumn: date, column, cell: cellOf(row, column) }));
}

function take(said: Map<string, Map<string, Said>>, notes: Notes, { kpiId, at, ...now }: Omit<Said, 'disagrees'> & { kpiId: string; at: string }): void {
  const ofKpi = said.get(kpiId) ?? new Map<string, Said>();
  said.set(kpiId, ofKpi);
  const before = ofKpi.get(at);
  if (!before) {
    ofKpi.set(at, { ...now, disagrees: false });
    return;
  }
  if (before.value === now.value && !before.disagrees) return notes.add(now.row, now.column, 'repeated');
  // Nobody could say which of them holds: none is taken.
  if (!before.disagrees) notes.add(before.row, before.column, 'disagrees');
  ofKpi.set(at, { ...before, disagrees: true });
  notes.add(now.row, now.column, 'disagrees');
}

function partsOf(said: ReadonlyMap<string, ReadonlyMap<string, Said>>): Reading['parts'] {
  return [...said].flatMap(([kpiId, ofKpi]) => {
    const values = [...ofKpi]
      .filter(([, { disagrees }]) => !disagrees)
      .map(([at, { row, value }]): ImportValue => [row, at, value])
      .sort(([, a], [, b]) => (a < b ? -1 : 1));
    const count = Math.ceil(values.length / MAX_PART_VALUES);
    return Array.from({ length: count }, (_, i) => ({ kpiId, values: values.slice(i * MAX_PART_VALUES, (i + 1) * MAX_PART_VALUES) }));
  });
}

/** Rows that are not sent: all are counted, the first by row are kept. */
class Notes {
  private readonly rows: RefusedFileRow[] = [];
  private repeated = 0;
  private refused = 0;

  add(row: number, column: string, reason: FileRowFault): void {
    this[reason === 'repeated' ? 'repeated' : 'refused'] += 1;
    this.rows.push({ row, column, reason });
    // Now and then, so that a file of nothing but faults costs no more than what is kept of it.
    if (this.rows.length >= 4 * MAX_KEPT_ROWS) this.trim();
  }

  all(): Pick<Reading, 'rows' | 'repeated' | 'refused'> {
    this.trim();
    return { rows: this.rows, repeated: this.repeated, refused: this.refused };
  }

  private trim(): void {
    this.rows.sort((a, b) => a.row - b.row);
    this.rows.splice(MAX_KEPT_ROWS);
  }
}

function widthOfAll(rows: readonly SheetRow[]): number {
  return rows.reduce((width, { cells }) => Math.max(width, cells.length), 0);
}

/** The heading of a column, or its letters where it has none. */
export function headingOf(headings: SheetRow | undefined, column: number): string {
  return cellText(cellOf(headings, column)).slice(0, MAX_HEADING) || columnLetters(column);
}

/** `A`, `B`, … `Z`, `AA`, as a spreadsheet names columns counted from 0. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
