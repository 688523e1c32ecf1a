import fc from 'fast-check';
import { DELIMITERS, MAX_FILE_ROWS, readTable } from '../../src/domain/table-file';

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const rowsOf = (bytes: Uint8Array): string[][] => {
  const read = readTable(bytes);
  if (!read.ok) throw new Error(read.fault);
  return read.rows.map(({ cells }) => cells);
};

const PLAIN = [
  ['Date', 'Value'],
  ['2026-03-09', '7.5'],
];

it.each<[string, Uint8Array]>([
  ['commas', utf8('Date,Value\n2026-03-09,7.5\n')],
  ['semicolons and Windows line ends', utf8('Date;Value\r\n2026-03-09;7.5\r\n')],
  ['tabs and no last line end', utf8('Date\tValue\n2026-03-09\t7.5')],
  ['bars and old Mac line ends', utf8('Date|Value\r2026-03-09|7.5\r')],
  ['a mark of UTF-8', utf8('\ufeffDate,Value\n2026-03-09,7.5\n')],
  ['UTF-16, as Excel writes Unicode text', Buffer.from('\ufeffDate\tValue\r\n2026-03-09\t7.5\r\n', 'utf16le')],
  ['a line that names the delimiter', utf8('sep=;\r\nDate;Value\r\n2026-03-09;7.5\r\n')],
  ['empty rows between', utf8('\n\nDate,Value\n,\n2026-03-09,7.5\n  ,\n\n')],
  ['quotes everywhere', utf8('"Date","Value"\n"2026-03-09","7.5"\n')],
])('reads %s', (_what, bytes) => {
  expect(rowsOf(bytes)).toEqual(PLAIN);
});

it('reads a file of Windows-1252', () => {
  expect(rowsOf(Buffer.from('Z\xfcrich;7\n', 'latin1'))).toEqual([['Zürich', '7']]);
});

it('numbers the rows as a spreadsheet does, the empty ones too', () => {
  const read = readTable(utf8('Date,Value\n\n,\n2026-03-09,"7\n5"\n2026-03-10,8\n'));
  expect(read.ok && read.rows.map(({ row }) => row)).toEqual([1, 4, 5]);
});

it('tells its encoding and delimiter, and reads with others where that is chosen', () => {
  const bytes = Buffer.from('Z\xfcrich;7\n', 'latin1');
  expect(readTable(bytes)).toMatchObject({ encoding: 'windows-1252', delimiter: ';' });
  expect(readTable(utf8('Zürich;7\n'), { encoding: 'windows-1252', delimiter: ',' })).toMatchObject({ rows: [{ cells: ['ZÃ¼rich;7'] }] });
});

it('refuses a file with letters of two encodings, and names the first line with the other', () => {
  const mixed = Buffer.concat([utf8('Zürich;7\n'), Buffer.from('Gen\xe8ve;8\n', 'latin1')]);
  expect(readTable(mixed)).toEqual({ ok: false, fault: 'mixed-encoding', row: 2 });
  expect(readTable(mixed, { encoding: 'windows-1252' })).toMatchObject({ ok: true });
});

it('keeps a decimal comma whole where semicolons part the cells', () => {
  expect(rowsOf(utf8('Datum;Wert\n09.03.2026;7,5\n10.03.2026;1.234,5\n'))).toEqual([
    ['Datum', 'Wert'],
    ['09.03.2026', '7,5'],
    ['10.03.2026', '1.234,5'],
  ]);
});

it('keeps delimiters, line ends and quotes inside quotes', () => {
  expect(rowsOf(utf8('Name,Value\n"a, ""b""\nc",7\n'))).toEqual([
    ['Name', 'Value'],
    ['a, "b"\nc', '7'],
  ]);
});

it('gives back whatever was written, for any cells and delimiter', () => {
  const cell = fc.string().filter((text) => !text.includes('\u0000'));
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.constantFrom(...DELIMITERS), fc.constantFrom('\n', '\r\n', '\r'), (rows, delimiter, end) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join(end);
      const kept = rows.filter((row) => row.some((one) => one.trim() !== ''));
      const read = readTable(utf8(text), { delimiter });
      if (kept.length === 0) expect(read).toEqual({ ok: false, fault: 'empty' });
      else expect(read.ok && read.rows.map(({ cells }) => cells)).toEqual(kept);
    }),
  );
});

it.each<[string, Uint8Array, object]>([
  ['nothing', utf8(''), { fault: 'empty' }],
  ['only empty rows', utf8(',,\n,,\n'), { fault: 'empty' }],
  ['a quote that never ends', utf8('Date,Value\n"2026,7\n'), { fault: 'open-quote', row: 2 }],
  ['bytes that are no text', Buffer.from([80, 75, 3, 4, 0, 0, 1]), { fault: 'binary' }],
  ['more columns than a table has', utf8(','.repeat(300)), { fault: 'too-many-columns', row: 1 }],
  ['more rows than are taken', utf8('a,b\n'.repeat(MAX_FILE_ROWS + 2)), { fault: 'too-many-rows' }],
  ['more bytes than are taken', new Uint8Array(20_000_001), { fault: 'too-large' }],
])('refuses %s', (_what, bytes, refusal) => {
  expect(readTable(bytes)).toEqual({ ok: false, ...refusal });
});
