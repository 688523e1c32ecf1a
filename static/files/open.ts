import { type Sheet } from '../../src/domain/import-file/sheet';
import { type FileFault, type TableChoice, readTable } from '../../src/domain/table-file';
import type { WorkbookFault } from './zip';

export type OpenFault = FileFault | WorkbookFault;

/** A chosen file, read: a table of text with how that was read, or a workbook's sheet with the names of all. */
export type OpenedFile =
  | ({ ok: true; kind: 'text'; sheet: Sheet } & TableChoice)
  | { ok: true; kind: 'workbook'; sheet: Sheet; sheetNames: string[]; sheetIndex: number }
  | { ok: false; fault: OpenFault; row?: number | undefined; sheetNames?: string[] };

/** What may be chosen otherwise than it was found. */
export type OpenChoice = Partial<TableChoice> & { sheet?: number };

const FIRST_BYTES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** Reads a file by what is in it, whatever its name says. What unpacks workbooks comes only when one is opened. */
export async function openFile(bytes: Uint8Array, choice: OpenChoice = {}): Promise<OpenedFile> {
  if (!FIRST_BYTES.some((first) => first.every((byte, i) => bytes[i] === byte))) {
    const read = readTable(bytes, choice);
    return read.ok ? { ok: true, kind: 'text', sheet: { rows: read.rows }, delimiter: read.delimiter, encoding: read.encoding } : read;
  }
  const [{ openWorkbook }, { readSheet }, { WorkbookRefused }] = await Promise.all([import('./workbook'), import('./sheet'), import('./zip')]);
  let sheetNames: string[] | undefined;
  try {
    const book = await openWorkbook(bytes);
    sheetNames = book.sheets.map(({ name }) => name);
    const sheetIndex = choice.sheet ?? 0;
    return { ok: true, kind: 'workbook', sheet: await readSheet(book, sheetIndex), sheetNames, sheetIndex };
  } catch (error) {
    if (error instanceof WorkbookRefused) return { ok: false, fault: error.fault, row: error.row, ...(sheetNames ? { sheetNames } : {}) };
    throw error;
  }
}
