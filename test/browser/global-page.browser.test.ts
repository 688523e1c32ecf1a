import type { FrameLocator, Locator, Page } from 'playwright-core';
import { ADMIN, ENGINEER, GLOBAL, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'global-page';
const PAGE = '/apps/global-page';
const HARMLESS = '<img src=x onerror=alert(1)> =1+1';

let stage: Stage;
let harbour: string;
let berths: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  stage = await startStage(MODULE, { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
});
afterAll(() => stage?.stop());

const global = () => stage.surface(MODULE);
const button = (name: string | RegExp): Locator => stage.button(MODULE, name);
const dialog = (): Locator => global().getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'detached' });
const row = (name: string): Locator => global().getByRole('row', { name, exact: true });
const pathOf = (page: Page): string => page.url().replace(stage.platform.url, '');

test('an empty page teaches the first step; while it loads and when it fails it says so', async () => {
  await stage.open(PAGE, ADMIN);
  await global().getByRole('heading', { name: 'Set up Needle' }).waitFor();
  await stage.look(MODULE, 'empty');
  const release = await stage.disturb('outcome.list', 'wait');
  await stage.open(PAGE, ADMIN);
  await global().getByRole('status', { name: 'Loading' }).first().waitFor();
  await stage.look(MODULE, 'loading');
  await release();
  const mend = await stage.disturb('outcome.list', 'fail');
  await stage.open(PAGE, ADMIN);
  await global().getByRole('alert').getByText('Needle could not load this').waitFor();
  await stage.look(MODULE, 'failed');
  await mend();
  await button('Try again').click();
  await global().getByRole('heading', { name: 'Set up Needle' }).waitFor();
});

test('outcomes stand below one another, and a keyboard walks them', async () => {
  const { needle } = stage;
  harbour = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'A harbour that ships choose' })).outcome.outcomeId;
  berths = await needle.outcomeWithKpi('Berths without waiting', { parentId: harbour });
  await needle.outcomeWithKpi('Papers in an hour', { parentId: berths.outcomeId, ownerId: ENGINEER });
  await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: HARMLESS, restricted: true });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId: berths.outcomeId });
  await stage.platform.clock({ advance: 'PT5M' });
  await stage.open(PAGE, ADMIN);
  await row('Papers in an hour').waitFor();
  // What could be markup or a formula is a name like any other.
  await row(HARMLESS).getByRole('button', { name: HARMLESS }).waitFor();
  await stage.look(MODULE, 'tree');
  await row('A harbour that ships choose').focus();
  await stage.page.keyboard.press('ArrowLeft');
  await row('Papers in an hour').waitFor({ state: 'detached' });
  await stage.page.keyboard.press('ArrowRight');
  await stage.page.keyboard.press('ArrowDown');
  await expect(row('Berths without waiting').getAttribute('aria-level')).resolves.toBe('2');
  await stage.page.keyboard.press('Enter');
  await global().getByRole('heading', { level: 1, name: 'Berths without waiting' }).waitFor();
  await button('A harbour that ships choose').waitFor();
});

test('what a filter shows can be shared, and an engineer sees a child of what they may not see by itself', async () => {
  await stage.open(PAGE, ADMIN);
  await global().getByLabel('Search').fill('papers');
  await global().getByText('1 of 4 outcomes.').waitFor();
  expect(pathOf(stage.page)).toContain('?text=papers');
  await stage.page.goto(`${stage.platform.url}${PAGE}?as=${ENGINEER}&mine=yes`);
  await row('Papers in an hour').waitFor();
  await expect(global().getByRole('checkbox', { name: 'Only mine' }).isChecked()).resolves.toBe(true);
  await stage.open(PAGE, ENGINEER);
  await row('Berths without waiting').waitFor();
  await expect(row('Berths without waiting').getAttribute('aria-level')).resolves.toBe('1');
  await expect(global().getByText('A harbour that ships choose').count()).resolves.toBe(0);
});

test('archive and restrict are done at once, say what follows, and are taken back', async () => {
  await stage.open(`${PAGE}/outcomes/${berths.outcomeId}`, ADMIN);
  await button('Restrict').click();
  await global().getByText('its owner, outcome managers and Jira administrators only').waitFor();
  await stage.flag('Berths without waiting is restricted').getByRole('button', { name: 'Undo' }).click();
  await button('Restrict').waitFor();
  // What was launched is closed with a reason instead.
  expect(await button('Archive').count()).toBe(0);
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quays without noise' });
  await stage.open(`${PAGE}/outcomes/${outcome.outcomeId}`, ADMIN);
  await button('Archive').click();
  await global().getByRole('heading', { name: 'This outcome is archived' }).waitFor();
  await button('Check in').waitFor({ state: 'detached' });
  await stage.look(MODULE, 'archived');
  await expect(button('Edit').count()).resolves.toBe(0);
  await stage.flag('Quays without noise was archived').getByRole('button', { name: 'Undo' }).click();
  await button('Edit').waitFor();
});

test('a common KPI of a change that is live already, with older values; then its guardrail', async () => {
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Pilots on time' });
  await stage.open(`${PAGE}/outcomes/${outcome.outcomeId}`, ADMIN);
  await button('Add a KPI').first().click();
  await dialog().getByText('Create one', { exact: true }).click();
  await dialog().getByRole('combobox', { name: /^Start from a common KPI/ }).click();
  await global().getByRole('option', { name: 'Time to resolution' }).click();
  await dialog().getByText('Its guardrail:').waitFor();
  await dialog().getByText('Add Reopen rate as a guardrail next').click();
  await dialog().getByText('It is already live').click();
  await dialog().getByLabel('Launch', { exact: true }).fill('2026-03-02');
  await dialog().getByLabel(/^Values so far/).fill('2026-02-09\t9.4\n2026-02-16\t9\n2026-02-23\t8.9');
  await dialog().getByText('3 values from').waitFor();
  await dialog().getByRole('textbox', { name: 'Target' }).fill('6');
  await dialog().getByLabel('By', { exact: true }).fill('2026-12-18');
  await stage.look(MODULE, 'live-already');
  await dialog().getByRole('button', { name: 'Add a KPI' }).click();
  await stage.flag('3 values were recorded.').waitFor();
  await expect(dialog().getByLabel('Name').inputValue()).resolves.toBe('Reopen rate');
  await dialog().getByText('Begin without one').click();
  await dialog().getByText('What then cannot be proved').waitFor();
  await dialog().getByRole('textbox', { name: 'Limit that must hold' }).fill('5');
  await stage.look(MODULE, 'without-a-baseline');
  await dialog().getByRole('button', { name: 'Add a KPI' }).click();
  await closed();
  await global().getByText('Begun after the launch: no change can be proved.').waitFor();
  await stage.look(MODULE, 'outcome');
});

test('a value is corrected in its place, taken back, and its history told', async () => {
  await stage.open(`${PAGE}/kpis/${berths.kpiId}`, ADMIN);
  await global().getByRole('button', { name: 'Correct the value of Mar 16, 2026' }).click();
  const field = global().getByRole('textbox', { name: 'Value of Mar 16, 2026' });
  await field.fill('7.7');
  await stage.look(MODULE, 'correcting');
  await field.press('Enter');
  const value = global().getByRole('row', { name: /Mar 16, 2026/ });
  await value.getByText('7.7 hours').waitFor();
  await stage.flag('was corrected from').getByRole('button', { name: 'Undo' }).click();
  await value.getByRole('button', { name: '2 times' }).click();
  await value.getByText(/^Before: 7.7.hours, by hand, .*, by you$/).waitFor();
  await stage.look(MODULE, 'value-history');
});

test('of two who edit the same outcome, the second is told what changed, loses nothing, and saves', async () => {
  const browser = stage.page.context().browser();
  if (!browser) throw new Error('No browser.');
  const theirs = await (await browser.newContext()).newPage();
  try {
    const path = `${PAGE}/outcomes/${berths.outcomeId}`;
    await stage.open(path, ADMIN);
    await theirs.goto(`${stage.platform.url}${path}?as=${ADMIN}`);
    const there = theirs.frameLocator(`iframe[data-module="${MODULE}"]`);
    await button('Edit').click();
    await there.getByRole('button', { name: 'Edit', exact: true }).click();
    await dialog().getByLabel('Title').fill('Berths at once');
    await change(there);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().getByText('Someone changed this meanwhile').waitFor();
    await dialog().getByText(/Description is now “By order of the harbour master”/).waitFor();
    await stage.look(MODULE, 'changed-meanwhile');
    await expect(dialog().getByLabel('Title').inputValue()).resolves.toBe('Berths at once');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await closed();
    await global().getByRole('heading', { level: 1, name: 'Berths at once' }).waitFor();
    await global().getByText('By order of the harbour master').waitFor();
  } finally {
    await theirs.context().close();
  }

  async function change(there: FrameLocator): Promise<void> {
    await there.getByLabel(/^Description/).fill('By order of the harbour master');
    await there.getByRole('button', { name: 'Save' }).click();
    await there.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('nothing on the way broke the content policy or complained', () => {
  // The failure that was made on purpose is not a complaint of the browser's.
  expect(stage.complaints).toEqual([]);
});
