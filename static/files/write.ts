import { strToU8, zipSync } from 'fflate';
import { guarded } from '../../src/domain/import-file/sheet';

/** What goes out as a table: text, numbers, ISO dates, or nothing. */
export type OutCell = string | number | { date: string } | undefined;
export interface OutSheet {
  name: string;
  columns: readonly string[];
  rows: readonly (readonly OutCell[])[];
}

/** CSV by RFC 4180 in UTF-8, with the mark by which Excel knows that; text that begins like a formula is neutralised. */
export function csvOf({ columns, rows }: Omit<OutSheet, 'name'>): string {
  const line = (cells: readonly OutCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  return `\ufeff${[columns, ...rows].map(line).join('')}`;
}

function csvCell(cell: OutCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = typeof cell === 'string' ? guarded(cell) : cell.date;
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const DAY_MS = 86_400_000;
const DAY_0 = Date.UTC(1899, 11, 30);
/** Names of sheets: at most 31 characters, without these. */
const SHEET_NAME_MAX = 31;
const NOT_IN_SHEET_NAMES = /[[\]:*?/\\]|^'|'$/g;
/** What a cell may hold. */
const MAX_CELL = 32_767;
/** Characters that XML 1.0 has no way to write. */
 
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook (Office Open XML, ECMA-376) with numbers as numbers and dates as dates; text that begins like a formula is neutralised. */
export function workbookOf(sheets: readonly OutSheet[]): Uint8Array<ArrayBuffer> {
  const numbers = sheets.map((_, i) => i + 1);
  const names = namesOf(sheets);
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers.map((n) => `<sheet name="${escaped(names[n - 1] ?? '')}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId0" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  };
  for (const [i, sheet] of sheets.entries()) files[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet);
  const packed = Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(HEAD + xml)]));
  // A date of its own would make the same figures another file each time.
  return zipSync(packed, { mtime: '1980-01-02T12:00:00Z' }) as Uint8Array<ArrayBuffer>;
}

function sheetXml({ columns, rows }: OutSheet): string {
  const lines = [columns, ...rows].map((cells, i) => `<row r="${i + 1}">${cells.map(xmlCell).join('')}</row>`);
  return `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function xmlCell(cell: OutCell): string {
  if (cell === undefined || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(guarded(cell).slice(0, MAX_CELL))}</t></is></c>`;
  const serial = (Date.parse(cell.date) - DAY_0) / DAY_MS;
  return `<c s="1"><v>${serial}</v></c>`;
}

function escaped(text: string): string {
  return text.replace(NOT_IN_XML, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');
}

/** Each sheet's name as a workbook takes it, and none twice. */
function namesOf(sheets: readonly OutSheet[]): string[] {
  const used = new Set<string>();
  return sheets.map(({ name }, i) => {
    const plain = name.replace(NOT_IN_SHEET_NAMES, ' ').trim().slice(0, SHEET_NAME_MAX) || `Sheet ${i + 1}`;
    const unique = used.has(plain.toLowerCase()) ? `${plain.slice(0, SHEET_NAME_MAX - 6)} (${i + 1})` : plain;
    used.add(unique.toLowerCase());
    return unique;
  });
}
