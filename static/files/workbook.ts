import { MAX_FILE_BYTES } from '../../src/domain/table-file';
import { type Handler, xmlInto } from './xml';
import { WorkbookRefused, unzipInto } from './zip';

/** What a workbook says of itself beside its sheets' cells. */
export interface Workbook {
  bytes: Uint8Array;
  sheets: { name: string; path: string }[];
  /** Its days are counted from 1904, as old spreadsheets of Apple's did. */
  from1904: boolean;
  /** By number: the texts that cells share. */
  strings: string[];
  /** By number: what a cell's style makes of a number. */
  styles: ('number' | 'date' | 'percent')[];
}

/** First bytes of a ZIP, and of what older Excel wrote, in which a workbook with a password is wrapped too. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** What is kept of a text; no name or number is longer. */
const MAX_TEXT = 1_000;
/** Characters of shared texts that are kept in all. */
const MAX_STRINGS = 20_000_000;
const MAX_SHEETS = 500;

/** Formats of dates and per cent that need no code of their own (ECMA-376, part 1, 18.8.30; 27 to 58 in East Asian languages). */
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const isBuiltInPercent = (id: number): boolean => id === 9 || id === 10;

export function beginsLike(bytes: Uint8Array, kind: 'zip' | 'ole'): boolean {
  return (kind === 'zip' ? ZIP : OLE).every((byte, i) => bytes[i] === byte);
}

/** Reads all but the sheets. Throws `WorkbookRefused`. */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  if (bytes.length > MAX_FILE_BYTES) throw new WorkbookRefused('too-large');
  if (beginsLike(bytes, 'ole')) throw new WorkbookRefused('old-or-locked');
  if (!beginsLike(bytes, 'zip')) throw new WorkbookRefused('not-a-workbook');
  const book: Workbook = { bytes, sheets: [], from1904: false, strings: [], styles: [] };
  const ids: { name: string; id: string }[] = [];
  const targets = new Map<string, string>();
  const handlers: Record<string, () => Handler> = {
    'xl/workbook.xml': () => bookHandler(book, ids),
    'xl/_rels/workbook.xml.rels': () => ({
      open: (name, { Id = '', Target = '' }) => {
        if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
      },
    }),
    'xl/styles.xml': () => stylesHandler(book.styles),
    'xl/sharedStrings.xml': () => stringsHandler(book.strings),
  };
  await unzipInto(bytes, (path) => (Object.hasOwn(handlers, path) ? handlerSink(handlers[path]) : undefined), () => false);
  book.sheets = ids.flatMap(({ name, id }) => {
    const path = targets.get(id);
    return path === undefined ? [] : [{ name, path }];
  });
  if (book.sheets.length === 0) throw new WorkbookRefused('not-a-workbook');
  return book;
}

function handlerSink(handler: (() => Handler) | undefined) {
  return handler && xmlInto(handler());
}

function bookHandler(book: Workbook, ids: { name: string; id: string }[]): Handler {
  return {
    open: (name, attributes) => {
      if (name === 'workbookPr') book.from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name === 'sheet') ids.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? idOf(attributes) });
      if (ids.length > MAX_SHEETS) throw new WorkbookRefused('bomb');
    },
  };
}

/** The relation's id under whatever prefix. */
function idOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
}

function stylesHandler(styles: Workbook['styles']): Handler {
  const codes = new Map<number, string>();
  let inCells = false;
  return {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId']);
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) styles.push(kindOf(id, codes.get(id)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  };
}

function kindOf(id: number, code: string | undefined): Workbook['styles'][number] {
  if (code === undefined) return isBuiltInDate(id) ? 'date' : isBuiltInPercent(id) ? 'percent' : 'number';
  // Without quoted words, escaped letters, and what stands in brackets but hours, minutes and seconds gone by.
  const bare = code.replace(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/[ymdhs]/i.test(bare.replace(/general/gi, ''))) return 'date';
  return bare.includes('%') ? 'percent' : 'number';
}

function stringsHandler(strings: string[]): Handler {
  let text = '';
  let kept = 0;
  let inPhonetic = false;
  return {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
    },
    close: (name, inside) => {
      if (name === 'rPh') inPhonetic = false;
      if (name === 't' && !inPhonetic) text = (text + inside).slice(0, MAX_TEXT);
      if (name !== 'si') return;
      kept += text.length + 8;
      if (kept > MAX_STRINGS) throw new WorkbookRefused('bomb');
      strings.push(text);
    },
  };
}
