/**
 * Files as people, machines and attackers make them. Each says what must become of it: what is taken of the KPI
 * "Handling time" (in hours), and by row, heading and reason what is not; or why the whole file is refused, and where.
 */
import { day, inline, number, rowsOf, workbookWith } from './package';

export interface Awkward {
  name: string;
  bytes: () => Uint8Array;
  taken?: [at: string, value: number][];
  notTaken?: [row: number, column: string, reason: string][];
  refused?: { fault: string; row?: number };
  /** What has to be asked, and the answer that is given here. */
  asks?: { order?: 'day-month' | 'month-day'; mark?: '.' | ',' };
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const PLAIN: [string, number][] = [['2026-03-09', 7.5]];
const HEADINGS = [inline('Date'), inline('Handling time')];
/** 9 March 2026 in days from 1900, and from 1904. */
const SERIAL = 46_090;
const SERIAL_1904 = SERIAL - 1_462;
const blanks = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1_000_000).fill(32);

const TEXTS: Awkward[] = [
  { name: 'a mark of UTF-8', bytes: () => utf8('\ufeffDate,Handling time\n2026-03-09,7.5\n'), taken: PLAIN },
  { name: 'UTF-16 with its mark', bytes: () => Buffer.from('\ufeffDate\tHandling time\r\n2026-03-09\t7.5\r\n', 'utf16le'), taken: PLAIN },
  { name: 'UTF-16, big end first', bytes: () => Buffer.from('\ufeffDate\tHandling time\r\n2026-03-09\t7.5\r\n', 'utf16le').swap16(), taken: PLAIN },
  { name: 'Windows-1252', bytes: () => Buffer.from('Datum;Handling time;Büro\r\n09.03.2026;7,5;Zürich\r\n', 'latin1'), taken: PLAIN },
  { name: 'letters of two encodings', bytes: () => Buffer.concat([utf8('Date;Handling time;Büro\n2026-03-09;7.5;Zürich\n'), Buffer.from('2026-03-10;7;Gen\xe8ve\n', 'latin1')]), refused: { fault: 'mixed-encoding', row: 3 } },
  { name: 'empty rows', bytes: () => utf8('\n\nDate,Handling time\n,\n2026-03-09,7.5\n,,\nlater,8\n'), taken: PLAIN, notTaken: [[7, 'Date', 'not-a-date']] },
  { name: 'a decimal comma between commas, in quotes', bytes: () => utf8('Date,Handling time\n2026-03-09,"7,5"\n'), taken: PLAIN },
  { name: 'a title above the headings', bytes: () => utf8('Report of March\n\nDate,Handling time\n2026-03-09,7.5\n'), taken: PLAIN },
  { name: 'no headings', bytes: () => utf8('Handling time,2026-03-09,7.5\n'), taken: PLAIN },
  { name: '03/04/2026', bytes: () => utf8('Date,Handling time\n03/04/2026,7.5\n01/02/2026,8\n'), asks: { order: 'month-day' }, taken: [['2026-01-02', 8], ['2026-03-04', 7.5]] },
  { name: 'days and months told by one of them', bytes: () => utf8('Date,Handling time\n03/02/2026,7.5\n28/02/2026,8\n'), taken: [['2026-02-03', 7.5], ['2026-02-28', 8]] },
  { name: 'dates of two kinds', bytes: () => utf8('Date,Handling time\n28/02/2026,8\n02/27/2026,7\n'), asks: { order: 'day-month' }, taken: [['2026-02-28', 8]], notTaken: [[3, 'Date', 'no-such-date']] },
  { name: '1,234', bytes: () => utf8('Date;Handling time\n2026-03-09;1,234\n'), asks: { mark: '.' }, taken: [['2026-03-09', 1_234]] },
  { name: 'decimals of two kinds', bytes: () => utf8('Date;Handling time\n2026-03-08;7,5\n2026-03-09;7.5\n'), asks: { mark: '.' }, taken: PLAIN, notTaken: [[2, 'Handling time', 'not-a-number']] },
  { name: 'days that have not come', bytes: () => utf8('Date,Handling time\n2026-03-09,7.5\n2026-03-21,8\n2062-03-09,8\n'), taken: PLAIN, notTaken: [[3, 'Date', 'future'], [4, 'Date', 'future']] },
  { name: 'days out of range', bytes: () => utf8('Date,Handling time\n2026-03-09,7.5\n0206-03-09,8\n1871-01-01,9\n'), taken: PLAIN, notTaken: [[3, 'Date', 'out-of-range'], [4, 'Date', 'out-of-range']] },
  { name: 'days that do not exist', bytes: () => utf8('Date,Handling time\n2026-02-30,8\n2026-03-09,7.5\n2025-02-29,8\n31.04.2025,8\n'), taken: PLAIN, notTaken: [[2, 'Date', 'no-such-date'], [4, 'Date', 'no-such-date'], [5, 'Date', 'no-such-date']] },
  {
    name: 'numbers that are none',
    bytes: () => utf8('Date,Handling time\n2026-03-01,NaN\n2026-03-02,Infinity\n2026-03-03,n/a\n2026-03-04,1e999\n2026-03-05,1e16\n2026-03-06,7.5.1\n2026-03-07,0x10\n2026-03-08,seven\n2026-03-09,7.5\n2026-03-10,1 2\n'),
    taken: PLAIN,
    notTaken: [
      [2, 'Handling time', 'not-a-number'],
      [3, 'Handling time', 'not-a-number'],
      [4, 'Handling time', 'no-value'],
      [5, 'Handling time', 'too-large'],
      [6, 'Handling time', 'too-large'],
      [7, 'Handling time', 'not-a-number'],
      [8, 'Handling time', 'not-a-number'],
      [9, 'Handling time', 'not-a-number'],
      [11, 'Handling time', 'not-a-number'],
    ],
  },
  { name: 'units behind the numbers', bytes: () => utf8('Date,Handling time\n2026-03-08,8 hours\n2026-03-09,450 min\n2026-03-10,7.5Hours\n2026-03-11,8 %\n'), taken: [['2026-03-08', 8], ['2026-03-10', 7.5]], notTaken: [[3, 'Handling time', 'other-unit'], [5, 'Handling time', 'other-unit']] },
  { name: 'a column of units', bytes: () => utf8('KPI,Date,Value,Unit\nHandling time,2026-03-09,7.5,hours\nHandling time,2026-03-10,450,min\nHandling time,2026-03-11,8,\n'), taken: [['2026-03-09', 7.5], ['2026-03-11', 8]], notTaken: [[3, 'Unit', 'other-unit']] },
  { name: 'names of nobody’s KPI', bytes: () => utf8('KPI,Date,Value\nHandling time,2026-03-09,7.5\nSalaries,2026-03-09,1\n,2026-03-09,2\n'), taken: PLAIN, notTaken: [[3, 'KPI', 'unknown-kpi'], [4, 'KPI', 'no-kpi']] },
  {
    name: 'duplicates, of which some disagree',
    bytes: () => utf8('Date,Handling time\n2026-03-09,7.5\n2026-03-10,1\n2026-03-09,7.5\n2026-03-10,2\n9.3.2026,"7.50"\n2026-03-10,1\n'),
    taken: PLAIN,
    notTaken: [[3, 'Handling time', 'disagrees'], [4, 'Handling time', 'repeated'], [5, 'Handling time', 'disagrees'], [6, 'Handling time', 'repeated'], [7, 'Handling time', 'disagrees']],
  },
  { name: 'a formula as text', bytes: () => utf8('Date,Handling time\n2026-03-08,=1+1\n2026-03-09,7.5\n'), taken: PLAIN, notTaken: [[2, 'Handling time', 'not-a-number']] },
  { name: 'a quote that never ends', bytes: () => utf8('Date,Handling time\n"2026-03-09,7.5\n'), refused: { fault: 'open-quote', row: 2 } },
  { name: 'nothing', bytes: () => utf8(''), refused: { fault: 'empty' } },
  { name: 'bytes that are no text', bytes: () => Buffer.from([1, 2, 0, 3, 0]), refused: { fault: 'binary' } },
  { name: 'more bytes than are taken', bytes: () => blanks(21), refused: { fault: 'too-large' } },
  { name: 'more rows than are taken', bytes: () => utf8('2026-03-09,7.5\n'.repeat(100_002)), refused: { fault: 'too-many-rows' } },
];

const BOOKS: Awkward[] = [
  { name: 'dates from 1900', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(SERIAL), number(7.5)]) }), taken: PLAIN },
  { name: 'dates from 1904', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(SERIAL_1904), number(7.5)]), book: '<workbookPr date1904="1"/>' }), taken: PLAIN },
  { name: 'the 29 February 1900 that never was, and days before all days', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(60), number(1)], [day(-1), number(1)], [day(9_999_999), number(1)], [day(SERIAL + 0.75), number(7.5)]) }), taken: PLAIN, notTaken: [[2, 'Date', 'no-such-date'], [3, 'Date', 'no-such-date'], [4, 'Date', 'no-such-date']] },
  { name: 'days without a date’s format', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(SERIAL), number(7.5)], [number(SERIAL), number(8)]) }), taken: PLAIN, notTaken: [[3, 'Date', 'not-a-date']] },
  {
    name: 'formulas, with and without what they came to',
    bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(SERIAL), '<c><f>A1*2</f><v>7.5</v></c>'], [day(SERIAL + 1), '<c><f>A1*2</f></c>'], [day(SERIAL + 2), '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'], [day(SERIAL + 3), '<c t="str"><f>"8"</f><v>8</v></c>']) }),
    taken: [...PLAIN, ['2026-03-12', 8]],
    notTaken: [[3, 'Handling time', 'formula-without-value'], [4, 'Handling time', 'error-cell']],
  },
  {
    name: 'merged cells',
    bytes: () => workbookWith({ sheet: `${rowsOf(HEADINGS, [day(SERIAL), number(7.5)], ['<c/>', number(8)], [day(SERIAL + 2), '<c/>'])}<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B3:B4"/></mergeCells>` }),
    taken: PLAIN,
    notTaken: [[3, 'Date', 'merged'], [4, 'Handling time', 'merged']],
  },
  { name: 'values shown as per cent of a KPI in hours', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, [day(SERIAL), number(7.5)], [day(SERIAL + 1), '<c s="2"><v>0.07</v></c>']) }), taken: PLAIN, notTaken: [[3, 'Handling time', 'other-unit']] },
  { name: '2^31 rows claimed', bytes: () => workbookWith({ sheet: `<dimension ref="A1:XFD2147483648"/>${rowsOf(HEADINGS, [day(SERIAL), number(7.5)])}` }), taken: PLAIN },
  { name: 'a row that is the 2^31st', bytes: () => workbookWith({ sheet: `<sheetData><row r="2147483648">${day(SERIAL)}</row></sheetData>` }), refused: { fault: 'too-many-rows', row: 2_147_483_648 } },
  { name: 'a merged range over everything', bytes: () => workbookWith({ sheet: `${rowsOf(HEADINGS, [day(SERIAL), number(7.5)])}<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>` }), notTaken: [[2, 'Handling time', 'merged']] },
  { name: 'many merged ranges over everything', bytes: () => workbookWith({ sheet: `${rowsOf(HEADINGS, ...Array.from({ length: 2_000 }, () => [number(1)]))}<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(19_000)}</mergeCells>` }), refused: { fault: 'too-many-merges' } },
  { name: 'a million columns', bytes: () => workbookWith({ sheet: `<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>` }), refused: { fault: 'too-many-columns', row: 1 } },
  { name: 'more rows than are taken, in a workbook', bytes: () => workbookWith({ sheet: `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(100_002)}</sheetData>` }), refused: { fault: 'too-many-rows', row: 100_002 } },
  { name: 'a bomb of blanks', bytes: () => workbookWith({ sheet: '', files: { 'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from('<worksheet><sheetData>'), blanks(20)]) } }), refused: { fault: 'bomb' } },
  { name: 'a bomb of empty rows', bytes: () => workbookWith({ sheet: `<sheetData>${'<row r="1"/>'.repeat(1_050_000)}</sheetData>` }), refused: { fault: 'bomb' } },
  { name: 'a bomb of shared texts', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS), strings: `<si><t>${'x'.repeat(900)}</t></si>`.repeat(24_000) }), refused: { fault: 'bomb' } },
  { name: 'a million laughs', bytes: () => workbookWith({ sheet: '', files: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE l [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>' } }), refused: { fault: 'damaged' } },
  { name: 'elements inside one another without end', bytes: () => workbookWith({ sheet: '<a>'.repeat(100_000) }), refused: { fault: 'damaged' } },
  { name: 'a workbook cut short', bytes: () => workbookWith({ sheet: rowsOf(HEADINGS, ...Array.from({ length: 5_000 }, (_, i) => [day(SERIAL - i), number(Math.sin(i))])) }).slice(0, 20_000), refused: { fault: 'damaged' } },
  { name: 'XML that is none', bytes: () => workbookWith({ sheet: '<sheetData><row></sheetData>' }), refused: { fault: 'damaged' } },
  { name: 'a ZIP that is no workbook', bytes: () => workbookWith({ sheet: '', files: { 'xl/workbook.xml': '<workbook/>' } }), refused: { fault: 'not-a-workbook' } },
  { name: 'an empty sheet', bytes: () => workbookWith({ sheet: '<sheetData/>' }), refused: { fault: 'empty' } },
  { name: 'an old or locked workbook', bytes: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), refused: { fault: 'old-or-locked' } },
];

export const AWKWARD: readonly Awkward[] = [...TEXTS, ...BOOKS];
