import { type Cell, MAX_CELLS, type Sheet, isEmpty } from '../../src/domain/import-file/sheet';
import { MAX_COLUMNS, MAX_FILE_ROWS } from '../../src/domain/table-file';
import { type Workbook } from './workbook';
import { type Attributes, type Handler, xmlInto } from './xml';
import { WorkbookRefused, unzipInto } from './zip';

/** Excel's last row. */
const LAST_ROW = 1_048_576;
const MAX_MERGES = 20_000;
const MAX_TEXT = 1_000;
const DAY_MS = 86_400_000;
/** Day 0 of both ways to count days. Excel's first has a 29 February 1900, which never was: later days are one further. */
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
const FALSE_LEAP_DAY = 60;
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** Reads the cells of one sheet. What it claims of its size is not believed. Throws `WorkbookRefused`. */
export async function readSheet(book: Workbook, index: number): Promise<Sheet> {
  const wanted = book.sheets[index]?.path;
  if (wanted === undefined) throw new WorkbookRefused('no-such-sheet');
  const reading = new Reading(book);
  let found = false;
  let done = false;
  await unzipInto(
    book.bytes,
    (path) => {
      if (path !== wanted) return undefined;
      found = true;
      const sink = xmlInto(reading);
      return {
        write: sink.write,
        end: () => {
          sink.end();
          done = true;
        },
      };
    },
    () => done,
  );
  if (!found) throw new WorkbookRefused('no-such-sheet');
  return reading.sheet();
}

/** A range of cells that are shown as one. */
interface Merge {
  fromRow: number;
  toRow: number;
  fromColumn: number;
  toColumn: number;
}

class Reading implements Handler {
  private readonly rows = new Map<number, Cell[]>();
  private readonly merges: Merge[] = [];
  private cells = 0;
  /** Rows looked at for merged cells. */
  private covering = 0;
  private row = 0;
  private rowTags = 0;
  private column = -1;
  private attributes: Attributes = {};
  private value: string | undefined;
  private text = '';
  private hasFormula = false;
  private inPhonetic = false;

  constructor(private readonly book: Workbook) {}

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r']);
        if (!Number.isInteger(this.row) || this.row < 1) throw new WorkbookRefused('damaged');
        if (this.row > LAST_ROW) throw new WorkbookRefused('too-many-rows', this.row);
        this.column = -1;
        this.rowTags += 1;
        if (this.rowTags > LAST_ROW) throw new WorkbookRefused('bomb');
        break;
      case 'c':
        this.column = attributes['r'] === undefined ? this.column + 1 : columnOf(attributes['r']);
        this.attributes = attributes;
        [this.value, this.text, this.hasFormula] = [undefined, '', false];
        break;
      case 'f':
        this.hasFormula = true;
        break;
      case 'rPh':
        this.inPhonetic = true;
        break;
      case 'mergeCell':
        this.merges.push(mergeOf(attributes['ref'] ?? ''));
        if (this.merges.length > MAX_MERGES) throw new WorkbookRefused('too-many-merges');
    }
  }

  close(name: string, text: string): void {
    if (name === 'v') this.value = text;
    if (name === 't' && !this.inPhonetic) this.text = (this.text + text).slice(0, MAX_TEXT);
    if (name === 'rPh') this.inPhonetic = false;
    if (name === 'c') this.put(this.cell());
  }

  sheet(): Sheet {
    for (const merge of this.merges) this.cover(merge);
    const rows = [...this.rows].sort(([a], [b]) => a - b).map(([row, cells]) => ({ row, cells: Array.from(cells, (cell: Cell | undefined) => cell ?? '') }));
    if (rows.length === 0) throw new WorkbookRefused('empty');
    return { rows };
  }

  private put(cell: Cell): void {
    if (isEmpty(cell)) return;
    if (this.column >= MAX_COLUMNS) throw new WorkbookRefused('too-many-columns', this.row);
    this.cells += 1;
    if (this.cells > MAX_CELLS) throw new WorkbookRefused('too-many-cells', this.row);
    const cells = this.rows.get(this.row) ?? [];
    cells[this.column] = cell;
    this.rows.set(this.row, cells);
    // One more than the limit for the headings.
    if (this.rows.size > MAX_FILE_ROWS + 1) throw new WorkbookRefused('too-many-rows', this.row);
  }

  private cell(): Cell {
    const { t: type = 'n', s: style } = this.attributes;
    if (type === 'inlineStr') return this.text;
    const { value } = this;
    if (value === undefined || (value === '' && type !== 'str')) return this.hasFormula ? { fault: 'formula-without-value' } : '';
    switch (type) {
      case 's':
        return this.book.strings[Number(value)] ?? '';
      case 'str':
        return value.slice(0, MAX_TEXT);
      case 'd':
        return { date: value.slice(0, 10) };
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'e':
        return { fault: 'error-cell' };
      default:
        return numberCell(Number(value), this.book.styles[Number(style ?? 0)] ?? 'number', this.book.from1904);
    }
  }

  /** Cells below the first of a merged range hold nothing of their own. */
  private cover({ fromRow, toRow, fromColumn, toColumn }: Merge): void {
    this.covering += Math.min(toRow - fromRow, this.rows.size);
    if (this.covering > MAX_CELLS) throw new WorkbookRefused('too-many-merges');
    const covered = toRow - fromRow < this.rows.size ? range(fromRow, toRow) : [...this.rows.keys()].filter((row) => row >= fromRow && row <= toRow);
    for (const row of covered) {
      const cells = this.rows.get(row);
      if (!cells) continue;
      for (let column = fromColumn; column <= Math.min(toColumn, MAX_COLUMNS - 1); column += 1) {
        if (row === fromRow && column === fromColumn) continue;
        cells[column] = { fault: 'merged' };
        this.cells += 1;
        if (this.cells > MAX_CELLS) throw new WorkbookRefused('too-many-merges', row);
      }
    }
  }
}

function numberCell(value: number, style: Workbook['styles'][number], from1904: boolean): Cell {
  if (!Number.isFinite(value)) return { fault: 'error-cell' };
  if (style === 'percent') return { percent: value };
  if (style === 'number') return value;
  const days = Math.floor(value);
  if (days < 0 || days > LAST_SERIAL || (!from1904 && (days === 0 || days === FALSE_LEAP_DAY))) return { fault: 'no-such-date' };
  const shift = !from1904 && days < FALSE_LEAP_DAY ? 1 : 0;
  return { date: new Date((from1904 ? DAY_0_OF_1904 : DAY_0) + (days + shift) * DAY_MS).toISOString().slice(0, 10) };
}

/** `BC23` is column 54, counted from 0. */
function columnOf(name: string): number {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(name)?.[0];
  if (letters === undefined) throw new WorkbookRefused('damaged');
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function mergeOf(name: string): Merge {
  const [, from = '', fromRow = '', to = '', toRow = ''] = /^([A-Z]{1,3})(\d{1,10}):([A-Z]{1,3})(\d{1,10})$/.exec(name) ?? [];
  if (from === '') throw new WorkbookRefused('damaged');
  return { fromRow: Number(fromRow), toRow: Math.min(Number(toRow), LAST_ROW), fromColumn: columnOf(`${from}1`), toColumn: columnOf(`${to}1`) };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}
