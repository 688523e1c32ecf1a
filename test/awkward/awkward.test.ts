import { findLayout } from '../../src/domain/import-file/columns';
import { orderOf } from '../../src/domain/import-file/dates';
import { markOf } from '../../src/domain/import-file/numbers';
import { readValues } from '../../src/domain/import-file/reading';
import { type Sheet, cellOf } from '../../src/domain/import-file/sheet';
import { openFile } from '../../static/files/open';
import { AWKWARD, type Awkward } from './files';

const KPI = { kpiId: 'kpi_0000000000000000', name: 'Handling time', unit: 'hours' };
const TODAY = '2026-03-20';
/** What reading any of these files may add to what was in use, garbage included. */
const MEMORY = 150_000_000;

/** What the page does with a file, with what it asks answered as the case says. */
function read(sheet: Sheet, { asks = {} }: Awkward) {
  const { header, layout } = findLayout(sheet, [KPI]);
  const rows = sheet.rows.slice(header + 1);
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const values = layout.kind === 'long' ? [layout.value] : columns.filter((column) => column !== layout.date);
  const found = {
    order: orderOf(rows.map((row) => cellOf(row, layout.date))),
    mark: markOf(rows.flatMap((row) => values.map((column) => cellOf(row, column)))),
  };
  const asked = { ...(found.order === 'ask' ? { order: true } : {}), ...(found.mark === 'ask' ? { mark: true } : {}) };
  expect(Object.keys(asked)).toEqual(Object.keys(asks));
  const order = asks.order ?? (found.order === 'month-day' ? 'month-day' : 'day-month');
  const mark = asks.mark ?? (found.mark === ',' ? ',' : '.');
  const chosen = layout.kind === 'wide' ? new Map(columns.flatMap((column) => (cellOf(sheet.rows[header], column) === KPI.name ? [[String(column), KPI.kpiId] as const] : []))) : new Map<string, string>();
  return readValues(sheet, { header, layout, order, mark, chosen }, [KPI], TODAY);
}

it.each(AWKWARD.map((one) => [one.name, one] as const))('%s', async (_name, awkward) => {
  const bytes = awkward.bytes();
  const before = process.memoryUsage();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers)), 20);
  const opened = await openFile(bytes);
  clearInterval(watch);
  expect(peak - before.heapUsed - before.arrayBuffers).toBeLessThan(MEMORY);
  if (awkward.refused) {
    expect(opened).toMatchObject({ ok: false, ...awkward.refused });
    return;
  }
  if (!opened.ok) throw new Error(opened.fault);
  const { parts, rows, repeated, refused } = read(opened.sheet, awkward);
  expect(parts.flatMap(({ values }) => values.map(([, at, value]) => [at, value]))).toEqual(awkward.taken ?? []);
  expect(rows.map(({ row, column, reason }) => [row, column, reason])).toEqual(awkward.notTaken ?? []);
  expect(repeated + refused).toBe(rows.length);
}, 60_000);
