/**
 * Reads what people export from spreadsheets: which encoding, which delimiter, which cells. Pure and without limits of its
 * own but those named here, so that a hostile file costs no more than its own size.
 */

export const MAX_FILE_BYTES = 20_000_000;
export const MAX_FILE_ROWS = 100_000;
export const MAX_COLUMNS = 200;

export type FileFault = 'empty' | 'too-large' | 'too-many-rows' | 'too-many-columns' | 'binary' | 'open-quote' | 'mixed-encoding';
export interface TableChoice {
  delimiter: Delimiter;
  encoding: Encoding;
}
export type ReadTable = ({ ok: true; rows: TableRow[] } & TableChoice) | { ok: false; fault: FileFault; row?: number };

export interface TableRow {
  /** As a spreadsheet numbers it, from 1. */
  row: number;
  cells: string[];
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const LINE_FEED = 10;
/** A letter of two or more bytes in UTF-8, whose bytes in Windows-1252 would be signs that hardly ever stand together. */
const UTF8_LETTER = /[\u0080-\uffef]/;

/**
 * UTF-8 or UTF-16 by its mark, else UTF-8 where that reads without a fault, else Windows-1252, which reads anything. A file
 * with letters in both is neither: then the first line with a byte that is no UTF-8 is told.
 */
export function encodingOf(bytes: Uint8Array): Encoding | { mixedIn: number } {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  let start = 0;
  let line = 0;
  let foreign: number | undefined;
  let isUtf8Too = false;
  while (start < bytes.length) {
    const end = bytes.indexOf(LINE_FEED, start);
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    line += 1;
    if (isUtf8(part)) isUtf8Too ||= UTF8_LETTER.test(new TextDecoder('utf-8').decode(part));
    else foreign ??= line;
    start = end < 0 ? bytes.length : end + 1;
  }
  return isUtf8Too && foreign !== undefined ? { mixedIn: foreign } : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The table in a file of delimited text, as chosen or as it seems; rows that hold nothing are left out, and no row is cut or filled up. */
export function readTable(bytes: Uint8Array, chosen: Partial<TableChoice> = {}): ReadTable {
  if (bytes.length > MAX_FILE_BYTES) return { ok: false, fault: 'too-large' };
  const encoding = chosen.encoding ?? encodingOf(bytes);
  if (typeof encoding === 'object') return { ok: false, fault: 'mixed-encoding', row: encoding.mixedIn };
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\u0000')) return { ok: false, fault: 'binary' };
  const delimiter = chosen.delimiter ?? delimiterOf(text);
  const read = cellsOf(text, delimiter);
  if (!read.ok) return read;
  const rows = read.rows.flatMap((cells, index) => (cells.some((cell) => cell.trim() !== '') ? [{ row: index + 1, cells }] : []));
  if (rows.length === 0) return { ok: false, fault: 'empty' };
  return { ok: true, rows, delimiter, encoding };
}

/** Lines that are looked at to tell the delimiter. */
const SAMPLE = 20;

/** The delimiter that splits the first lines into the most columns of the same number; Excel's own `sep=` line decides. */
export function delimiterOf(text: string): Delimiter {
  const stated = /^sep=([,;\t|])\r?\n/.exec(text)?.[1];
  if (stated !== undefined) return stated as Delimiter;
  const sample = text.split(/\r\n|\r|\n/, SAMPLE).join('\n');
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const read = cellsOf(sample, delimiter);
    const widths = read.ok ? read.rows.filter((row) => row.some((cell) => cell.trim() !== '')).map((row) => row.length) : [];
    const [first = 1] = widths;
    const same = widths.filter((width) => width === first).length;
    const score = first > 1 ? (same / widths.length) * 1000 + first : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Cells by RFC 4180, with any kind of line end: quotes may hold delimiters, line ends and doubled quotes. */
function cellsOf(text: string, delimiter: Delimiter): { ok: true; rows: string[][] } | { ok: false; fault: FileFault; row?: number } {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = /^sep=.\r?\n/.exec(text)?.[0].length ?? 0;
  const ending = new RegExp(`[${delimiter === '\t' ? '\\t' : `\\${delimiter}`}\\r\\n]`, 'g');
  while (at <= text.length) {
    let cell: string;
    if (text[at] === '"') {
      const quoted = quotedFrom(text, at + 1);
      if (!quoted) return { ok: false, fault: 'open-quote', row: rows.length + 1 };
      cell = quoted.cell;
      at = quoted.end;
    } else cell = '';
    ending.lastIndex = at;
    const end = ending.exec(text)?.index ?? text.length;
    row.push(cell + text.slice(at, end));
    if (row.length > MAX_COLUMNS) return { ok: false, fault: 'too-many-columns', row: rows.length + 1 };
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    rows.push(row);
    // One more than the limit for the header.
    if (rows.length > MAX_FILE_ROWS + 1) return { ok: false, fault: 'too-many-rows' };
    row = [];
    if (at >= text.length) break;
  }
  return { ok: true, rows };
}

function quotedFrom(text: string, start: number): { cell: string; end: number } | undefined {
  let cell = '';
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { cell, end: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
}
