/** The tasks of each role on a site that begins empty, each named with the clicks that it takes. */
import { type Locator } from 'playwright-core';
import { ADMIN, ENGINEER, GLOBAL, PROJECT_ADMIN, inSettings, onIssue } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const GROUP = 'outcome-managers';

let stage: Stage;
/** A member of the group that is named below, and no administrator of anything. */
let manager: string;
beforeAll(async () => {
  stage = await startStage('tasks', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  manager = (await stage.needle.group(GROUP)).memberId;
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
const admin = () => stage.surface('admin-page');
const settings = () => stage.surface('project-settings');
const SETTINGS = '/projects/HRB/settings/project-settings';

/** A value a week, about 9 before the launch in January and about 6 after it. */
const WEEKS = ['2025-10-06', '2025-10-13', '2025-10-20', '2025-10-27', '2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24', '2025-12-01', '2025-12-08', '2025-12-15', '2025-12-22'];
const AFTER = ['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23', '2026-03-02', '2026-03-09'];
const wobble = (index: number) => [0.2, -0.1, 0.3, -0.3, 0, 0.1, -0.2][index % 7] ?? 0;
const ROWS = [...WEEKS.map((at, i) => `${at}\t${(9 + wobble(i)).toFixed(1)}`), ...AFTER.map((at, i) => `${at}\t${(6 + wobble(i)).toFixed(1)}`)].join('\n');

test('a site administrator names the group of outcome managers in 2 clicks', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  await admin().getByRole('combobox', { name: 'Group' }).fill(GROUP);
  await click(admin().getByRole('option', { name: GROUP }));
  await click(admin().getByRole('region', { name: 'Outcome managers' }).getByRole('button', { name: 'Save' }));
  await stage.flag('Outcome managers saved').waitFor();
  expect(clicks).toBe(2);
});

test('an outcome manager comes from an empty site to the first verdict in 4 clicks', async () => {
  const began = Date.now();
  await stage.open('/apps/global-page', manager);
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

test('a site administrator learns from the guide that the link is missing next, and comes to the project in 1 click', async () => {
  await stage.open('/apps/global-page', ADMIN);
  const steps = global().getByRole('region', { name: 'Set up Needle' });
  await steps.getByText('6 of 8 done').waitFor();
  await click(steps.getByRole('button', { name: /^Link an epic of / }).first());
  await stage.surface('project-settings').getByRole('heading', { level: 1 }).waitFor();
  expect(clicks).toBe(1);
});

test('a project administrator takes a link that is suggested in 1 click', async () => {
  await stage.open(SETTINGS, PROJECT_ADMIN);
  await click(settings().getByRole('button', { name: 'Link HRB-1 to Faster berth requests' }));
  await stage.flag('HRB-1 now serves Faster berth requests').waitFor();
  expect(clicks).toBe(1);
});

test('with group, verdict, link and history there, the guide is done', async () => {
  await stage.platform.idle();
  await stage.open('/apps/global-page', ADMIN);
  await global().getByText('Faster berth requests').first().waitFor();
  expect(await global().getByRole('region', { name: 'Set up Needle' }).count()).toBe(0);
});

test('an engineer suggests the outcome that an epic serves in 3 clicks', async () => {
  const panel = stage.surface('issue-panel');
  await stage.open('/browse/HRB-2', ENGINEER);
  await click(panel.getByRole('button', { name: 'Suggest an outcome' }));
  await click(panel.getByText('Faster berth requests', { exact: true }));
  await click(panel.getByRole('button', { name: 'Suggest', exact: true }));
  await stage.flag('Faster berth requests was suggested').waitFor();
  expect(clicks).toBe(3);
});

test('a project administrator declines it, with the reason, in 2 clicks', async () => {
  await stage.open(SETTINGS, PROJECT_ADMIN);
  await click(settings().getByRole('button', { name: 'Decline: HRB-2 does not serve Faster berth requests' }));
  await settings().getByRole('dialog').getByLabel('Reason').fill('Customs is another change.');
  await click(settings().getByRole('dialog').getByRole('button', { name: 'Decline', exact: true }));
  await settings().getByRole('heading', { name: /awaits? your answer/ }).waitFor({ state: 'detached' });
  const { requests } = await stage.needle.call(ENGINEER, onIssue('HRB-2'), 'panel.read', {});
  expect(requests).toMatchObject([{ declined: { reason: 'Customs is another change.' } }]);
  expect(clicks).toBe(2);
});

test('a project administrator links all epics without an outcome at once in 3 clicks', async () => {
  for (const summary of ['Harbour lamps', 'Quay repairs']) {
    await stage.platform.jira(ADMIN)('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary } });
  }
  await stage.open(`${SETTINGS}/without-outcome`, PROJECT_ADMIN);
  await click(settings().getByRole('checkbox', { name: /^Select all/ }));
  await click(settings().getByRole('button', { name: 'Link to an outcome', exact: true }));
  const choice = settings().getByRole('dialog').getByRole('combobox', { name: 'Outcome' });
  await choice.fill('Faster');
  await settings().getByRole('option', { name: 'Faster berth requests' }).waitFor();
  await choice.press('Enter');
  await click(settings().getByRole('dialog').getByRole('button', { name: 'Link', exact: true }));
  await stage.flag(/epics now serve Faster berth requests/).waitFor();
  const { epics } = await stage.needle.call(PROJECT_ADMIN, inSettings('HRB'), 'epic.list', {});
  expect(epics.filter(({ links }) => links.length === 0)).toEqual([]);
  expect(clicks).toBe(3);
});

test('an engineer who answers for a KPI records its value on the issue in 2 clicks', async () => {
  const { kpis } = await stage.needle.call(manager, GLOBAL, 'kpi.list', {});
  const { kpiId, version } = kpis[0] ?? { kpiId: '', version: 0 };
  await stage.needle.call(manager, GLOBAL, 'kpi.update', { kpiId, version, ownerId: ENGINEER });
  const panel = stage.surface('issue-panel');
  await stage.open('/browse/HRB-7', ENGINEER);
  await click(panel.getByRole('button', { name: '+ Add a value' }));
  await panel.getByRole('textbox', { name: 'Value' }).fill('5.8');
  await click(panel.getByRole('button', { name: 'Record' }));
  await stage.flag(/5\.8.hours recorded/).waitFor();
  expect(clicks).toBe(2);
});

test('a site administrator makes all bugs run work by a rule in 2 clicks', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const rules = admin().getByRole('region', { name: 'Run and change' });
  await click(rules.getByRole('button', { name: 'Add a rule' }));
  await rules.getByLabel('is', { exact: true }).fill('Bug');
  await click(rules.getByRole('button', { name: 'Save rules' }));
  await stage.flag('Rules saved').waitFor();
  expect(clicks).toBe(2);
});

test('a site administrator names a team of two projects in 2 clicks', async () => {
  const teams = admin().getByRole('region', { name: 'Teams' });
  await click(teams.getByRole('button', { name: 'Add a team' }));
  await teams.getByLabel('Name', { exact: true }).fill('Harbour');
  await teams.getByLabel('Projects').fill('HRB, QAY');
  await click(teams.getByRole('button', { name: 'Save team' }));
  await teams.getByRole('article', { name: 'Harbour' }).getByText('All of HRB, QAY').waitFor();
  expect(clicks).toBe(2);
});

test('a site administrator puts an observing gate on a transition in 4 clicks', async () => {
  await stage.open('/projects/HRB/workflow', ADMIN);
  const gate = stage.surface('gate');
  await click(stage.page.getByRole('region', { name: 'To In Progress' }).getByRole('button', { name: 'Add rule: Needle gate' }));
  await click(gate.getByText('Observe', { exact: true }));
  await click(gate.getByText('Serves an outcome', { exact: true }));
  await click(stage.page.getByRole('button', { name: 'Add', exact: true }));
  await gate.getByText('The gate observes whether the issue fulfils:').waitFor();
  expect(clicks).toBe(4);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
