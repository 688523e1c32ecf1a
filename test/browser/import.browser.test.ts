import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type CallReply } from '../../src/contract';
import { workbookOf } from '../../static/files/write';
import { type KpiCase, csvOf, kpiCases } from '../support/kpi-cases';
import { ADMIN, ENGINEER, GLOBAL } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

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
/** The file that a button offers. */
const downloaded = async (name: string): Promise<Buffer> => {
  const [file] = await Promise.all([stage.page.waitForEvent('download'), button(name).click()]);
  return readFileSync(await file.path());
};
const valuesOf = async (kpiId: string) => (await stage.needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId })).values.map(({ at, value }) => [at, value]);

test('the owner of a KPI imports a file whose dates are asked about, sees what is not taken, follows it and undoes it', async () => {
  await stage.open(`${PAGE}/kpis/${mine}`, ENGINEER);
  await button('Import a file').click();
  await global().getByText('No file was imported yet').waitFor();
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
  await global().getByRole('region', { name: 'Rows that are not taken' }).getByRole('row', { name: /^4.*Day.*lies in the future$/ }).waitFor();
  expect(await valuesOf(mine)).toEqual([['2026-01-02', 8.25], ['2026-03-04', 7.5]]);
  await stage.look(MODULE, 'done');
  expect((await downloaded('Download the report')).toString()).toBe('\ufeffRow,KPI,Column,Outcome\r\n2,Handling time,,new\r\n3,Handling time,,new\r\n4,,Day,lies in the future\r\n5,,Day,not a date\r\n');
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

test('what is taken out can be imported again and changes nothing; the trail goes out too', async () => {
  const kpi = (await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name: '=Formula, or not', unit: '-', direction: 'decrease', cadence: 'day', ownerId: ENGINEER })).kpi.kpiId;
  await stage.needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi, values: [{ at: '2026-03-08', value: 1.234 }, { at: '2026-03-09', value: -0.5 }] });
  await stage.open(`${PAGE}/kpis/${kpi}`, ENGINEER);
  const lines = (await downloaded('Values as a file as CSV')).toString().split('\r\n');
  expect(lines[0]).toBe('\ufeffKPI,KPI id,Date,Value,Unit,Source,Recorded at,Trail records,Trail head');
  expect(lines[1]).toContain(`"'=Formula, or not",${kpi},2026-03-08,1.234,'-,entry,2026-03-20T`);
  expect(lines).toHaveLength(4);
  await stage.open(`${PAGE}/exports`, ENGINEER);
  const book = await downloaded('Values of all KPIs as XLSX');
  const trail = await downloaded('The trail as CSV');
  expect(trail.toString()).toContain(`kpi:${kpi},2,`);
  await stage.look(MODULE, 'exports');
  await stage.open(`${PAGE}/imports`, ENGINEER);
  await give('needle-values.xlsx', book);
  // Without a question: what Needle gave out says how it is to be read.
  await button('Import 4 values').click();
  await global().getByText('4 known already').waitFor();
  expect(await valuesOf(kpi)).toEqual([['2026-03-08', 1.234], ['2026-03-09', -0.5]]);
});

/** Real series with a launch; years and numbers in them become months, as Needle has no yearly KPI: the last one is last month. */
const judged = kpiCases.filter((one) => one.launch_index !== undefined);

(judged.length > 0 ? test : test.skip)('real series that are imported through the page are judged as on the command line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'needle-cases-'));
  for (const one of judged) {
    const [header = '', ...rows] = readFileSync(csvOf(one), 'utf8').trim().split(/\r?\n/);
    const months = rows.map((_, i) => new Date(Date.UTC(2026, 2 - rows.length + i, 1)).toISOString().slice(0, 10));
    const file = join(folder, `${one.id}.csv`);
    writeFileSync(file, [`date,${header}`, ...rows.map((row, i) => `${months[i]},${row}`)].join('\n'));
    const launch = months[(one.launch_index ?? 1) - 1] ?? '';
    const kpiId = await imported(one, file, rows.length);
    expect([one.id, await verdictOf(kpiId, launch, months[0] ?? '', betterOf(one))]).toEqual([one.id, verdictOnCommandLine(one, file, launch)]);
  }
  rmSync(folder, { recursive: true });
}, 240_000);

/** Imports the case's value column through the page, as the owner of a KPI of that name. */
async function imported(one: KpiCase, file: string, count: number): Promise<string> {
  const direction = betterOf(one) === 'lower' ? 'decrease' : 'increase';
  const { kpi } = await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name: one.value, unit: 'points', direction, cadence: 'month', ownerId: ENGINEER });
  await stage.open(`${PAGE}/imports/${kpi.kpiId}`, ENGINEER);
  await give(`${one.id}.csv`, readFileSync(file));
  await button(`Import ${count} values`).click();
  await global().getByRole('heading', { level: 1, name: `${one.id}.csv was imported` }).waitFor();
  return kpi.kpiId;
}

const betterOf = (one: KpiCase): 'lower' | 'higher' => (one.direction === 'lower_better' ? 'lower' : 'higher');

type View = CallReply<'outcome.read'>['measures'][number]['view'];

async function verdictOf(kpiId: string, launch: string, from: string, better: 'lower' | 'higher'): Promise<object> {
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: kpiId });
  const { outcomeId } = outcome;
  await stage.needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ outcomeId, kpiId, role: 'primary', launch, plannedEffect: 1 },
    baseline: { kind: 'window', from, to: new Date(Date.parse(launch) - 86_400_000).toISOString().slice(0, 10) },
    // Far on the better side: the plan is what counts here.
    target: { kind: 'value', value: better === 'lower' ? 1 : 10_000, by: '2026-03-01' },
  });
  const [measure] = (await stage.needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId })).measures;
  const verdict = (measure as { view: View }).view.verdict;
  const { effect, low, high, p, rho, sigma } = ('effect' in verdict ? verdict.effect : 'soFar' in verdict ? verdict.soFar : undefined) ?? {};
  return { verdict: verdict.kind, strength: 'strength' in verdict ? verdict.strength : null, effect: 'effect' in verdict ? effect : null, low, high, p, rho, sigma, ...verdict.plain };
}

function verdictOnCommandLine(one: KpiCase, file: string, launch: string): object {
  const line = ['verdict', file, '--time', 'date', '--value', one.value, '--launch', launch, '--better', betterOf(one), '--scale', 'auto', '--planned', '1', '--json'];
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'dev/cli/analyse.ts', ...line], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  const { verdict, strength, effect, low, high, p, rho, sigma, nBefore, nAfter } = JSON.parse(stdout) as Record<string, unknown>;
  return expect.objectContaining({ verdict, strength, effect, low, high, p, rho, sigma, nBefore, nAfter }) as object;
}

test('a file that cannot be read is refused with its reason', async () => {
  await stage.open(`${PAGE}/imports`, ENGINEER);
  await give('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]));
  await global().getByRole('alert').getByText('It is a workbook of an old Excel').waitFor();
  await give('open.csv', 'Date,Value\n"2026-03-09,7\n');
  await global().getByRole('alert').getByText('A quotation mark is never closed. Export it again. Row 2.').waitFor();
  await stage.look(MODULE, 'refused');
  expect(stage.complaints).toEqual([]);
});
