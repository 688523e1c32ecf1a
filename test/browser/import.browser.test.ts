import type { Locator } from 'playwright-core';
import { ADMIN, ENGINEER, GLOBAL } from '../support/needle';
import { type Stage, startStage } from '../support/stage';
import { workbookOf } from '../../static/files/write';

jest.setTimeout(120_000);

const MODULE = 'global-page';
const PAGE = '/apps/global-page';

let stage: Stage;
let mine: string;

beforeAll(async () => {
  stage = await startStage(`${MODULE}/import`, { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  const kpi = { unit: 'hours', direction: 'decrease', cadence: 'day' } as const;
  mine = (await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Handling time', ownerId: ENGINEER, ...kpi })).kpi.kpiId;
  await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berths', ownerId: ENGINEER, ...kpi });
  await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Salaries', ...kpi });
});
afterAll(() => stage?.stop());

const global = () => stage.surface(MODULE);
const button = (name: string | RegExp): Locator => stage.button(MODULE, name);
const choose = async (label: string | RegExp, option: string): Promise<void> => {
  await global().getByRole('combobox', { name: label }).click();
  await global().getByRole('option', { name: option, exact: true }).click();
};
const give = async (name: string, content: string | Uint8Array): Promise<void> => {
  await global().getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
};
const valuesOf = async (kpiId: string) => (await stage.needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values.map(({ at, value }) => [at, value]);

test('the owner of a KPI imports a file whose dates are asked about, sees what is not taken, follows it and undoes it', async () => {
  await stage.open(`${PAGE}/kpis/${mine}`, ENGINEER);
  await button('Import a file').click();
  await global().getByText('No file was imported yet.').waitFor();
  await stage.look(MODULE, 'begin');
  await give('march.csv', 'Day;Handling time;Salaries\n03/04/2026;7,5;1\n01/02/2026;8,25;2\n02/03/2027;9;3\nsoon;9;4\n');
  await global().getByText('These dates can be read in two ways. Choose which one is meant.').waitFor();
  // Of a KPI that is not theirs they are told nothing, and may not choose it.
  await global().getByRole('combobox', { name: 'KPI of “Salaries”' }).click();
  await expect(global().getByRole('option').allTextContents()).resolves.toEqual(['Leave out', 'Berths (hours)', 'Handling time (hours)']);
  await stage.page.keyboard.press('Escape');
  await stage.look(MODULE, 'asks');
  await choose(/^A date such as 03\/04\/2026 is/, 'Month, day, year');
  const preview = global().getByRole('region', { name: 'Preview' });
  await preview.getByText('Jan 2 – Mar 4, 2026').waitFor();
  await preview.getByRole('row', { name: /^4.*Day.*lies in the future$/ }).waitFor();
  await preview.getByRole('row', { name: /^5.*Day.*not a date$/ }).waitFor();
  await stage.look(MODULE, 'preview');
  await button('Import 2 values').click();
  await global().getByRole('heading', { level: 1, name: 'march.csv was imported' }).waitFor();
  await global().getByText('2 new').waitFor();
  await global().getByText('2 not taken from the file').waitFor();
  expect(await valuesOf(mine)).toEqual([['2026-01-02', 8.25], ['2026-03-04', 7.5]]);
  await stage.look(MODULE, 'done');
  const [report] = await Promise.all([stage.page.waitForEvent('download'), button('Download the report').click()]);
  const text = await (await report.createReadStream()).reduce((all: string, chunk: Buffer) => all + chunk.toString(), '');
  expect(text).toBe('\ufeffRow,KPI,Column,Outcome\r\n2,Handling time,,new\r\n3,Handling time,,new\r\n4,,Day,lies in the future\r\n5,,Day,not a date\r\n');
  await button('Undo the import').click();
  await stage.look(MODULE, 'undo');
  await global().getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await global().getByRole('heading', { level: 1, name: 'march.csv was undone' }).waitFor();
  await global().getByText('2 dates have no value any more').waitFor();
  expect(await valuesOf(mine)).toEqual([]);
});

test('a workbook with a row for each value: its sheet is chosen, a name is told which KPI it means, and the same file again brings nothing', async () => {
  const book = workbookOf([
    { name: 'Cover', columns: ['Nothing here'], rows: [] },
    { name: 'Values', columns: ['KPI', 'Date', 'Value'], rows: [['Berths', { date: '2026-03-09' }, 4], ['Handling', { date: '2026-03-09' }, 7.5], ['Salaries', { date: '2026-03-09' }, 1]] },
  ]);
  await stage.open(`${PAGE}/imports`, ENGINEER);
  await give('values.xlsx', book);
  await choose('Sheet', 'Values');
  const preview = global().getByRole('region', { name: 'Preview' });
  await preview.getByRole('row', { name: /^4.*KPI.*not a KPI that you may change$/ }).waitFor();
  await choose('KPI of “Handling”', 'Handling time (hours)');
  await stage.look(MODULE, 'long');
  await button('Import 2 values').click();
  await global().getByRole('heading', { level: 1, name: 'values.xlsx was imported' }).waitFor();
  await button('Import another file').click();
  await give('again.xlsx', book);
  await choose('Sheet', 'Values');
  await choose('KPI of “Handling”', 'Handling time (hours)');
  await button('Import 2 values').click();
  await global().getByText('The same values were imported from values.xlsx today. Nothing was changed.').waitFor();
  await button('← All imports').click();
  await global().getByRole('row', { name: /again\.xlsx.*Known already/ }).waitFor();
  await stage.look(MODULE, 'list');
});

test('a file that cannot be read is refused with its reason', async () => {
  await stage.open(`${PAGE}/imports`, ENGINEER);
  await give('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]));
  await global().getByRole('alert').getByText('It is a workbook of an old Excel').waitFor();
  await give('open.csv', 'Date,Value\n"2026-03-09,7\n');
  await global().getByRole('alert').getByText('A quotation mark is never closed. Export it again. Row 2.').waitFor();
  await stage.look(MODULE, 'refused');
  expect(stage.complaints).toEqual([]);
});
