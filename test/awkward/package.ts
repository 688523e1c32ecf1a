/** Workbooks written by hand, with whatever is wrong with them. */
import { strToU8, zipSync } from 'fflate';

export interface Parts {
  /** Inside `<worksheet>`. */
  sheet: string;
  strings?: string;
  styles?: string;
  book?: string;
  /** More files, or others in place of the usual ones. */
  files?: Record<string, string | Uint8Array>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Style 1 is a date, style 2 is shown as per cent. */
const STYLES = '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>';

export function workbookWith({ sheet, strings = '', styles = STYLES, book = '', files = {} }: Parts): Uint8Array {
  const all: Record<string, string | Uint8Array> = {
    'xl/workbook.xml': `${HEAD}<workbook xmlns:r="${RELATIONS}">${book}<sheets><sheet name="Values" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `${HEAD}<sst>${strings}</sst>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet>${sheet}</worksheet>`,
    ...files,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content])));
}

/** Rows from 1; each cell as XML without its place. */
export function rowsOf(...rows: string[][]): string {
  return `<sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells.join('')}</row>`).join('')}</sheetData>`;
}

export const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
export const number = (value: number | string): string => `<c><v>${value}</v></c>`;
export const day = (serial: number): string => `<c s="1"><v>${serial}</v></c>`;
