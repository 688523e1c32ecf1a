/** The main tasks of everyone who uses Needle, by the keyboard alone: where the focus goes, and what is announced. */
import { ADMIN, ENGINEER, GLOBAL, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Walker, walkerOn } from '../support/keyboard';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

/** Opens the dialog for links from the button that has the focus, and links to “Customs without paper”. */
async function linkToCustoms({ press, focusOn, type, tabTo }: Walker): Promise<void> {
  await press('Enter');
  expect((await focusOn('Outcome')).inDialog).toBe(true);
  await type('Customs');
  await press('Enter');
  await tabTo('Link');
  await press('Enter');
}

/** Weekly values around 9 until the launch, then around 7: worse, where more is better. */
const VALUES = Array.from({ length: 20 }, (_, index) => ({
  at: new Date(Date.parse('2025-11-03') + index * 7 * 86_400_000).toISOString().slice(0, 10),
  value: (index < 9 ? 9 : 7) + ([0.1, -0.2, 0.15, -0.05][index % 4] ?? 0),
}));

let stage: Stage;
let walk: (module: string) => Walker;

beforeAll(async () => {
  stage = await startStage('keyboard', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  stage.page.setDefaultTimeout(20_000);
  walk = await walkerOn(stage);
  await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await stage.page.addInitScript(() => Object.assign(window, { print: () => Object.assign(window, { printed: true }) }));
  // A window as small as they come: what has the focus must be seen in it, dialogs too.
  await stage.page.setViewportSize({ width: 1024, height: 600 });
  const { needle } = stage;
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Ships wait less', period: { to: '2026-06-30' } });
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { ...{ name: 'Ships on time', unit: 'ships', direction: 'increase', cadence: 'week' }, ownerId: ENGINEER });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: VALUES });
  await needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-01-01' },
    baseline: { kind: 'window', from: '2025-11-01', to: '2025-12-31' },
    target: { kind: 'value', value: 12, by: '2026-06-30' },
  });
  const other = await needle.outcomeWithKpi('Customs without paper');
  for (const [key, outcomeId] of [['HRB-1', outcome.outcomeId], ['HRB-2', other.outcomeId]] as const) {
    await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId(key), outcomeId });
  }
  await stage.platform.clock({ advance: 'PT1H' });
  await stage.platform.idle();
});
afterAll(() => stage?.stop());

async function shipsOnTime(): Promise<string> {
  const { kpis } = await stage.needle.call(ADMIN, GLOBAL, 'kpi.list', {});
  return kpis.find(({ name }) => name === 'Ships on time')?.kpiId ?? '';
}

test('an engineer reads the panel and its chart, and enters a value', async () => {
  await stage.open('/browse/HRB-7', ENGINEER);
  await stage.surface('issue-panel').getByRole('img', { name: /^Values of Ships on time/ }).waitFor();
  const { tabTo, press, type, focusOn, heard } = walk('issue-panel');
  await tabTo(/^Values of Ships on time\. The arrow keys/);
  await press('End');
  await heard(/\d{4}: [\d.]+.ships/);
  await tabTo('+ Add a value');
  await press('Enter');
  await focusOn('Value');
  await press('Enter');
  await focusOn('Value');
  await heard(/number/i);
  await type('6.9');
  await press('Enter');
  await focusOn('+ Add a value');
  await stage.flag(/6\.9.ships recorded/).waitFor();
});

test('a manager filters, opens an outcome, reads a chart’s points, and decides on an alarm', async () => {
  await stage.open('/projects/HRB/apps/project-page', ADMIN);
  const page = stage.surface('project-page');
  await page.getByRole('table', { name: 'Outcomes of this project' }).waitFor();
  const { tabTo, press, type, focusOn, heard } = walk('project-page');
  await tabTo('Search outcomes and KPIs');
  await type('ships');
  await page.getByRole('button', { name: 'Customs without paper' }).first().waitFor({ state: 'detached' });
  await tabTo('Ships wait less');
  await press('Enter');
  await focusOn('Ships wait less');
  await tabTo(/^Decide/);
  await press('Enter');
  await focusOn(/^What was decided/);
  await press('ArrowDown', 'ArrowDown', 'Enter');
  await tabTo('Why');
  await press('Tab');
  await tabTo('Save decision');
  await press('Enter');
  await focusOn('Why');
  await heard(/^Write a few words\.$/);
  await type('The second crane comes in May.');
  await tabTo('Save decision');
  await press('Enter');
  await focusOn(/^Decide again/);
  await tabTo(/^Values of Ships on time\. The arrow keys/);
  await press('ArrowRight', 'ArrowRight');
  await heard(/ships/);
});

test('a manager looks back week by week, and copies and prints the status report', async () => {
  await stage.open('/projects/HRB/apps/project-page', ADMIN);
  const page = stage.surface('project-page');
  await page.getByRole('button', { name: /^Look back/ }).waitFor();
  const { tabTo, press, focusOn, heard } = walk('project-page');
  await tabTo(/^Look back/);
  await press('Enter');
  await page.getByRole('slider').waitFor();
  await tabTo(/^What was known by the week of/);
  const week = await page.getByRole('slider').getAttribute('aria-valuetext');
  await press('ArrowLeft');
  expect(await page.getByRole('slider').getAttribute('aria-valuetext')).not.toBe(week);
  await tabTo('Status report', 'Shift+Tab');
  await press('Enter');
  await focusOn(/^Status report/);
  await tabTo('Copy as Markdown');
  await press('Enter');
  await heard(/copied/);
  expect(await stage.page.evaluate(() => navigator.clipboard.readText())).toContain('Ships wait less');
  await tabTo('Print or save as PDF', 'Shift+Tab');
  await press('Enter');
  const frame = await (await stage.page.locator('iframe[data-module="project-page"]').elementHandle())?.contentFrame();
  expect(await frame?.evaluate(() => (window as unknown as { printed?: boolean }).printed)).toBe(true);
});

test('an outcome manager reads the weekly review and comes to the outcome, and pastes values of a KPI', async () => {
  await stage.open('/apps/global-page', ADMIN);
  const page = stage.surface('global-page');
  await page.getByRole('treegrid').waitFor();
  const { tabTo, press, type, focusOn } = walk('global-page');
  await tabTo('This week');
  await press('Enter');
  await focusOn('This week');
  await page.getByRole('region', { name: /^Changed since/ }).waitFor();
  await tabTo('Ships wait less');
  await press('Enter');
  await focusOn('Ships wait less');
  await stage.open(`/apps/global-page/kpis/${await shipsOnTime()}`, ADMIN);
  await page.getByRole('heading', { level: 1, name: 'Ships on time' }).waitFor();
  await tabTo('Paste values');
  await press('Enter');
  // A key that is pressed before the dialog is there goes to the page behind it.
  await focusOn(/^Rows of date and value/);
  await type('2026-03-19;7.2');
  await page.getByText(/^1 value/).first().waitFor();
  await tabTo('Record values');
  await press('Enter');
  await focusOn('Paste values');
});

test('an outcome manager creates an outcome, a KPI and the measure that joins them', async () => {
  await stage.open('/apps/global-page', ADMIN);
  await stage.surface('global-page').getByRole('treegrid').waitFor();
  const { tabTo, press, type, focus, focusOn, heard } = walk('global-page');
  await tabTo('Create outcome');
  await press('Enter');
  expect((await focusOn('Title')).inDialog).toBe(true);
  // Leaving takes the focus back to where it came from; a dialog that nothing was typed into closes at once.
  await press('Escape');
  await focusOn('Create outcome');
  await press('Enter');
  await focusOn('Title');
  await press('Enter');
  await focusOn('Title');
  await heard(/^Is empty/);
  await type('Branches without paper');
  await press('Escape');
  await focusOn(/Title|Keep editing/);
  await heard(/Discard/);
  await tabTo('Keep editing');
  await press('Enter');
  await tabTo('Create');
  await press('Enter');
  await focusOn('Branches without paper');
  await tabTo('Add a KPI');
  await press('Enter');
  expect((await focus()).inDialog || (await focusOn(/./)).inDialog).toBe(true);
  await tabTo(/^Use one|^An existing|^Choose one|Create one/);
  await press('ArrowRight');
  await tabTo('Name');
  await type('Forms on paper');
  await tabTo('Unit');
  await type('forms');
  await tabTo('Its values in a window');
  await press('ArrowRight', 'Tab');
  await type('400');
  await tabTo('Target');
  await type('40');
  await tabTo('By');
  await type('12182026');
  await tabTo('Add a KPI');
  await press('Enter');
  await stage.surface('global-page').getByRole('region', { name: 'Forms on paper' }).waitFor();
  // The button that opened the dialog is gone with the empty list: the new row has the focus.
  expect((await focusOn('Values of Forms on paper')).inDialog).toBe(false);
});

test('a project administrator links an epic, and takes it back', async () => {
  await stage.open('/projects/HRB/settings/project-settings', PROJECT_ADMIN);
  await stage.surface('project-settings').getByRole('table').first().waitFor();
  const walker = walk('project-settings');
  await walker.tabTo(/^Link another outcome to HRB-1$/);
  await linkToCustoms(walker);
  await stage.flag('now serves Customs without paper').waitFor();
  // Its button went to the end of the new link: what stands beside it has the focus.
  await walker.focusOn(/HRB-1 /);
});

test('a project administrator links all epics that serve nothing at once', async () => {
  for (const summary of ['Harbour lamps', 'Quay repairs']) {
    await stage.platform.jira(ADMIN)('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary } });
  }
  await stage.open('/projects/HRB/settings/project-settings/without-outcome', PROJECT_ADMIN);
  await stage.surface('project-settings').getByRole('table').first().waitFor();
  const walker = walk('project-settings');
  await walker.tabTo(/^Select all 2 epics/);
  await walker.press('Space');
  await walker.tabTo('Link to an outcome');
  await linkToCustoms(walker);
  await stage.flag('2 epics now serve Customs without paper').waitFor();
});

test('a site administrator names the group that manages outcomes', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  await stage.surface('admin-page').getByRole('combobox', { name: 'Group' }).waitFor();
  const { tabTo, press, type, focusOn } = walk('admin-page');
  await tabTo('Group');
  await type('jira');
  await stage.surface('admin-page').getByRole('option', { name: /jira/ }).first().waitFor();
  await press('Enter');
  await tabTo('Save');
  await press('Enter');
  await stage.flag('Outcome managers saved').waitFor();
  await focusOn(/Save|Group/);
});

test.each([['reduce', false], ['no-preference', true]] as const)('motion is what the person asked for: %s', async (reducedMotion, moves) => {
  await stage.page.emulateMedia({ reducedMotion });
  await stage.open('/apps/global-page', ADMIN);
  await stage.surface('global-page').getByRole('treegrid').waitFor();
  const handle = await stage.page.locator('iframe[data-module="global-page"]').elementHandle();
  const frame = await handle?.contentFrame();
  await frame?.evaluate(() => {
    const seen = window as unknown as { moved: number };
    const look = (): void => {
      seen.moved = Math.max(seen.moved ?? 0, document.getAnimations().filter(({ playState }) => playState === 'running').length);
      requestAnimationFrame(look);
    };
    look();
  });
  await stage.button('global-page', 'Create outcome').click();
  await stage.surface('global-page').getByRole('dialog').getByLabel('Title').fill('Anything');
  expect(((await frame?.evaluate(() => (window as unknown as { moved: number }).moved)) ?? 0) > 0).toBe(moves);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
