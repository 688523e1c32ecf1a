import { read, utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { type Cell } from '../../../src/domain/import-file/sheet';
import { openFile } from '../../../static/files/open';
import { type OutSheet, csvOf, workbookOf } from '../../../static/files/write';

const cellsOf = async (bytes: Uint8Array, sheet = 0): Promise<Cell[][]> => {
  const opened = await openFile(bytes, { sheet });
  if (!opened.ok) throw new Error(opened.fault);
  return opened.sheet.rows.map(({ cells }) => [...cells]);
};

const TABLE: OutSheet = {
  name: 'Values',
  columns: ['KPI', 'Date', 'Value'],
  rows: [
    ['Handling time', { date: '2026-03-09' }, 7.5],
    ['=SUM(A1:A9)', { date: '1970-01-01' }, -0.1],
    ['  "quoted", <b> & more\nlines ', { date: '2199-12-31' }, 1e15],
    [undefined, undefined, 0],
  ],
};

describe('a workbook of SheetJS', () => {
  it('is read as it was meant: shared and inline texts, dates, formulas, sheets', async () => {
    const sheet = utils.aoa_to_sheet([['Date', 'Value', 'Share', 'Note'], [new Date(Date.UTC(2026, 2, 9)), 7.5, 0.07, '<&> ü']], { UTC: true });
    sheet['C2'].z = '0.0%';
    sheet['B3'] = { t: 'n', v: 15, f: 'B2*2' };
    sheet['!ref'] = 'A1:D3';
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([['cover']]), 'Cover');
    utils.book_append_sheet(book, sheet, 'March & April');
    for (const bookSST of [true, false]) {
      const bytes = write(book, { type: 'buffer', bookType: 'xlsx', bookSST, compression: true }) as Uint8Array;
      const opened = await openFile(bytes);
      expect(opened).toMatchObject({ ok: true, kind: 'workbook', sheetNames: ['Cover', 'March & April'], sheetIndex: 0 });
      expect(await cellsOf(bytes, 1)).toEqual([['Date', 'Value', 'Share', 'Note'], [{ date: '2026-03-09' }, 7.5, { percent: 0.07 }, '<&> ü'], ['', 15]]);
    }
    expect(await openFile(write(book, { type: 'buffer' }) as Uint8Array, { sheet: 7 })).toMatchObject({ ok: false, fault: 'no-such-sheet' });
  });

  it('of any numbers and texts is read as it was written', async () => {
    const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).map((n) => Number(n.toPrecision(15))), fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && /^[\x20-\x7e]+$/.test(text) && !text.startsWith("'")));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
        const book = utils.book_new(utils.aoa_to_sheet(rows), 'Any');
        const bytes = write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
        expect(await cellsOf(bytes)).toEqual(rows.map((row) => row.map((one) => (one === 0 ? 0 : one))));
      }),
      { numRuns: 50 },
    );
  });
});

describe('a table of ours', () => {
  it('is a workbook for SheetJS: numbers are numbers, dates are dates, and what begins like a formula is text', () => {
    const book = read(workbookOf([TABLE, { ...TABLE, name: 'a/b:c' }]), { type: 'array', cellDates: true, UTC: true });
    expect(book.SheetNames).toEqual(['Values', 'a b c']);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets['Values']!, { header: 1, UTC: true });
    expect(rows[1]).toEqual(['Handling time', new Date('2026-03-09'), 7.5]);
    expect(rows[2]).toEqual(["'=SUM(A1:A9)", new Date('1970-01-01'), -0.1]);
    expect(rows[3]?.[0]).toBe('  "quoted", <b> & more\nlines ');
    expect(Object.values(book.Sheets['Values']!).filter((cell: { f?: string }) => cell.f !== undefined)).toEqual([]);
  });

  it.each([...'=+-@\t\r'])('neutralises text that begins with %j in both kinds, and gives it back when it is imported', async (mark) => {
    const sheet = { name: 'x', columns: ['KPI', 'Value'], rows: [[`${mark}1+1`, 2]] } satisfies OutSheet;
    expect(csvOf(sheet)).toContain(`'${mark}1+1`);
    for (const bytes of [workbookOf([sheet]), Buffer.from(csvOf(sheet))]) expect((await cellsOf(bytes))[1]?.[0]).toBe(`'${mark}1+1`);
  });

  it('is the same table in both kinds when it is opened again', async () => {
    const asText = (rows: Cell[][]): string[][] => rows.map((row) => row.map((cell) => (typeof cell === 'object' && 'date' in cell ? cell.date : String(cell))));
    expect(asText(await cellsOf(workbookOf([TABLE])))).toEqual(asText(await cellsOf(Buffer.from(csvOf(TABLE)))));
  });
});
