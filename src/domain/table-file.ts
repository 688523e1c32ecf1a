/**
 * Reads what people export from spreadsheets: which encoding, which delimiter, which cells. Pure and without limits of its
 * own but those named here, so that a hostile file costs no more than its own size.
 */

export const MAX_FILE_BYTES = 20_000_000;
export const MAX_FILE_ROWS = 100_000;
export const MAX_COLUMNS = 200;

export type FileFault = 'empty' | 'too-large' | 'too-many-rows' | 'too-many-columns' | 'binary' | 'open-quote';
export type ReadTable = { ok: true; rows: string[][]; delimiter: Delimiter } | { ok: false; fault: FileFault; row?: number };

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** UTF-8 or UTF-16 by its mark, else UTF-8 where that reads without a fault, else Windows-1252, which reads anything. */
export function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The table in a file of delimited text; rows that hold nothing are left out, and no row is cut or filled up. */
export function readTable(bytes: Uint8Array, delimiter?: Delimiter): ReadTable {
  if (bytes.length > MAX_FILE_BYTES) return { ok: false, fault: 'too-large' };
  const text = decodeText(bytes);
  if (text.includes('\u0000')) return { ok: false, fault: 'binary' };
  const used = delimiter ?? delimiterOf(text);
  const read = cellsOf(text, used);
  if (!read.ok) return read;
  const rows = read.rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return { ok: false, fault: 'empty' };
  return { ok: true, rows, delimiter: used };
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
