import { type Locator } from 'playwright-core';
import { ADMIN, PROJECT_ADMIN } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('tasks', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
});
afterAll(() => stage?.stop());

let clicks = 0;
beforeEach(() => (clicks = 0));

/** What a person clicks; typing and choosing with the keyboard is not counted. */
async function click(target: Locator): Promise<void> {
  clicks += 1;
  await target.click();
}

const global = () => stage.surface('global-page');
const dialog = () => global().getByRole('dialog');

/** A value a week, about 9 before the launch in January and about 6 after it. */
const WEEKS = ['2025-10-06', '2025-10-13', '2025-10-20', '2025-10-27', '2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24', '2025-12-01', '2025-12-08', '2025-12-15', '2025-12-22'];
const AFTER = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09'];
const wobble = (index: number) => [0.2, -0.1, 0.3, -0.3, 0, 0.1, -0.2][index % 7] ?? 0;
const ROWS = [...WEEKS.map((at, i) => `${at}\t${(9 + wobble(i)).toFixed(1)}`), ...AFTER.map((at, i) => `${at}\t${(6 + wobble(i)).toFixed(1)}`)].join('\n');

test('an outcome manager comes from an empty site to the first verdict in 4 clicks', async () => {
  const began = Date.now();
  await stage.open('/apps/global-page', ADMIN);
  const steps = global().getByRole('region', { name: 'Set up Needle' });
  expect(await steps.getByRole('listitem').filter({ hasText: 'next' }).first().textContent()).toContain('Name an outcome');
  await stage.look('global-page', 'begin');
  await click(stage.button('global-page', 'Name an outcome'));
  await dialog().getByLabel('Title').fill('Faster berth requests');
  await click(dialog().getByRole('button', { name: 'Create' }));
  await dialog().getByLabel('Name').fill('Handling time');
  await dialog().getByLabel('Unit').fill('hours');
  await click(dialog().getByText('falls', { exact: true }));
  await dialog().getByLabel(/^Launch/).fill('2026-01-05');
  await dialog().getByLabel(/^Values so far/).fill(ROWS);
  await dialog().getByText('22 values from Oct 6, 2025 to Mar 9, 2026 are recorded with this.').waitFor();
  await dialog().getByRole('textbox', { name: 'Target' }).fill('5');
  await dialog().getByLabel('By', { exact: true }).fill('2026-12-18');
  await click(dialog().getByRole('button', { name: 'Add a KPI' }));
  await global().getByText('Improved · confirmed').first().waitFor();
  expect(clicks).toBe(4);
  expect(Date.now() - began).toBeLessThan(5 * 60_000);
  expect(stage.complaints).toEqual([]);
});

test('the guide then knows that the link is what is missing next, and leads to the project', async () => {
  await stage.open('/apps/global-page', ADMIN);
  const steps = global().getByRole('region', { name: 'Set up Needle' });
  await steps.getByText('5 of 8 done').waitFor();
  await click(steps.getByRole('button', { name: /^Link an epic of / }).first());
  await stage.surface('project-settings').getByRole('heading', { level: 1 }).waitFor();
  expect(clicks).toBe(1);
});

test('a project administrator takes a link that is suggested in 1 click', async () => {
  await stage.open('/projects/HRB/settings/project-settings', PROJECT_ADMIN);
  const settings = stage.surface('project-settings');
  await click(settings.getByRole('button', { name: 'Link HRB-1 to Faster berth requests' }));
  await stage.flag('HRB-1 now serves Faster berth requests').waitFor();
  expect(clicks).toBe(1);
});

test('a site administrator names the group of outcome managers in 2 clicks, and the guide is done', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const page = stage.surface('admin-page');
  await page.getByRole('combobox', { name: 'Group' }).fill('jira');
  await click(page.getByRole('option', { name: /jira/ }).first());
  await click(page.getByRole('region', { name: 'Outcome managers' }).getByRole('button', { name: 'Save' }));
  await stage.flag('Outcome managers saved').waitFor();
  expect(clicks).toBe(2);
  await stage.open('/apps/global-page', ADMIN);
  await global().getByText('Faster berth requests').first().waitFor();
  expect(await global().getByRole('region', { name: 'Set up Needle' }).count()).toBe(0);
  expect(stage.complaints).toEqual([]);
});
