/** What each role of outcomes and KPIs may do by itself, in the browser and without being a Jira administrator. */
import { createHmac } from 'node:crypto';
import { ADMIN, ENGINEER, GLOBAL, OUTSIDER, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

/** A member of the group of outcome managers, the owner of one outcome, and the owner of one KPI, who sees no project. */
const MANAGER = ENGINEER;
const OWNER = PROJECT_ADMIN;
const KPI_OWNER = OUTSIDER;
const MODULE = 'global-page';
const PAGE = `/apps/${MODULE}`;

let stage: Stage;
let owned: string;
let other: string;
let kpiId: string;

beforeAll(async () => {
  stage = await startStage('roles', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  const { needle, platform } = stage;
  const jira = platform.jira(ADMIN);
  const { body: group } = await jira<{ groupId: string }>('POST', '/rest/api/3/group', { name: 'outcome-managers' });
  await jira('POST', `/rest/api/3/group/user?groupId=${group.groupId}`, { accountId: MANAGER });
  await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'roles.set', { groupId: group.groupId });
  owned = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Berths by night', ownerId: OWNER })).outcome.outcomeId;
  other = (await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quays by day' })).outcome.outcomeId;
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Tug time', unit: 'hours', direction: 'decrease', cadence: 'week', ownerId: KPI_OWNER });
  ({ kpiId } = kpi);
  await needle.call(ADMIN, GLOBAL, 'measure.set', { outcomeId: owned, kpiId, role: 'primary', baseline: { kind: 'stated', level: 9 }, target: { kind: 'value', value: 6, by: '2026-12-18' } });
  for (const outcomeId of [owned, other]) {
    const { version } = (await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'epic.list', {})).epics.find(({ key }) => key === 'HRB-1') ?? {};
    await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId, ...(version === undefined ? {} : { version }) });
  }
});
afterAll(() => stage?.stop());

const page = () => stage.surface(MODULE);
const dialog = () => page().getByRole('dialog');
const button = (name: string | RegExp) => stage.button(MODULE, name);
const closed = () => dialog().waitFor({ state: 'detached' });

test('a member of the group of outcome managers creates an outcome and a KPI, changes the KPI, and archives it and back', async () => {
  await stage.open(PAGE, MANAGER);
  await button('Create outcome').first().click();
  await dialog().getByLabel('Title').fill('Cranes that wait for nobody');
  await dialog().getByRole('button', { name: 'Create' }).click();
  await page().getByRole('heading', { level: 1, name: 'Cranes that wait for nobody' }).waitFor();
  await stage.open(`${PAGE}/kpis`, MANAGER);
  await button('Create KPI').first().click();
  await dialog().getByLabel('Name').fill('Crane idle time');
  await dialog().getByLabel('Unit').fill('hours');
  await dialog().getByText('falls', { exact: true }).click();
  await dialog().getByRole('button', { name: 'Create' }).click();
  await closed();
  await page().getByRole('heading', { level: 1, name: 'Crane idle time' }).waitFor();
  await button('Edit').click();
  await dialog().getByLabel('Name').fill('Idle cranes');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page().getByRole('heading', { level: 1, name: 'Idle cranes' }).waitFor();
  await button('Archive').click();
  await stage.flag('Idle cranes was archived').getByRole('button', { name: 'Undo' }).click();
  await button('Archive').waitFor();
});

test('the owner of an outcome changes it, its KPI’s target, and takes the KPI out and back; another’s they may not even see', async () => {
  await stage.open(PAGE, OWNER);
  await page().getByText('Berths by night').first().waitFor();
  expect(await button('Create outcome').count()).toBe(0);
  await stage.open(`${PAGE}/outcomes/${owned}`, OWNER);
  await button('Edit').click();
  await dialog().getByLabel('Title').fill('Berths all night');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page().getByRole('heading', { level: 1, name: 'Berths all night' }).waitFor();
  await button('Edit Tug time').click();
  await dialog().getByRole('textbox', { name: 'Target' }).fill('5');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await closed();
  await page().getByText(/^5.hours/).first().waitFor();
  await button('Remove Tug time').click();
  await page().getByText('How will you know that it happened?').waitFor();
  await stage.flag('Tug time no longer measures Berths all night').getByRole('button', { name: 'Undo' }).click();
  await button('Remove Tug time').waitFor();
  const restricted = (await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Sale of the harbour', restricted: true })).outcome.outcomeId;
  await stage.open(`${PAGE}/outcomes/${restricted}`, OWNER);
  await page().getByRole('alert').waitFor();
  expect(await page().getByText('Sale of the harbour').count()).toBe(0);
  await stage.open(`${PAGE}/outcomes/${other}`, OWNER);
  await page().getByRole('heading', { level: 1, name: 'Quays by day' }).waitFor();
  expect(await button('Edit').count()).toBe(0);
});

test('the owner of an outcome checks in and takes that back, archives it and back, and restricts one that has no KPI', async () => {
  await stage.open(`${PAGE}/outcomes/${owned}`, OWNER);
  await button('Check in').click();
  const form = page().getByRole('form', { name: 'Check in' });
  await form.getByText('At risk', { exact: true }).click();
  await form.getByLabel('In a few words').fill('Two tugs are in the dock.');
  await form.getByRole('button', { name: 'Save check-in' }).click();
  const checkIns = page().getByRole('region', { name: 'Check-ins' });
  await checkIns.getByText('Two tugs are in the dock.').waitFor();
  await stage.flag('Check-in saved').getByRole('button', { name: 'Undo' }).click();
  await stage.flag('Check-in taken back').waitFor();
  await checkIns.getByText('Nobody has reported yet.').waitFor();
  await button('Archive').click();
  await page().getByRole('region', { name: 'This outcome is archived' }).waitFor();
  await stage.flag('Berths all night was archived').getByRole('button', { name: 'Undo' }).click();
  await stage.flag('Berths all night was reopened').waitFor();
  await button('Archive').waitFor();
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Pilots by phone', ownerId: OWNER });
  await stage.open(`${PAGE}/outcomes/${outcome.outcomeId}`, OWNER);
  await button('Restrict').click();
  await stage.flag('Pilots by phone is restricted').waitFor();
  await page().getByText('its owner, outcome managers and Jira administrators only').waitFor();
  expect((await stage.needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: outcome.outcomeId })).outcome.restricted).toBe(true);
});

test('the owner of a KPI, who sees no project, records its values one by one and pasted, corrects one, and nothing else', async () => {
  await stage.open(`${PAGE}/kpis/${kpiId}`, KPI_OWNER);
  await page().getByLabel('Date', { exact: true }).fill('2026-03-09');
  await page().getByRole('textbox', { name: 'Value', exact: true }).fill('8.4');
  await button('Record').click();
  await page().getByRole('row', { name: /Mar 9, 2026/ }).getByText('8.4 hours').waitFor();
  await button('Paste values').first().click();
  await dialog().getByLabel('Rows of date and value').fill('2026-02-23\t9.1\n2026-03-02\t8.8');
  await dialog().getByText('2 values from').waitFor();
  await dialog().getByRole('button', { name: 'Record values' }).click();
  await closed();
  await page().getByRole('row', { name: /Feb 23, 2026/ }).waitFor();
  await button('Correct the value of Mar 9, 2026').click();
  await page().getByRole('textbox', { name: 'Value of Mar 9, 2026' }).fill('8.2');
  await page().getByRole('textbox', { name: 'Value of Mar 9, 2026' }).press('Enter');
  await stage.flag(/was corrected from 8\.4.hours to 8\.2.hours/).waitFor();
  await page().getByRole('row', { name: /Mar 9, 2026/ }).getByText('8.2 hours').waitFor();
  await stage.open(PAGE, KPI_OWNER);
  await page().getByRole('heading', { level: 1 }).waitFor();
  expect(await button('Create outcome').count()).toBe(0);
  expect(await page().getByText('Quays by day').count()).toBe(0);
});

test('a project administrator says which of two outcomes is an epic’s main one', async () => {
  await stage.open('/projects/HRB/settings/project-settings', PROJECT_ADMIN);
  const settings = stage.surface('project-settings');
  const epic = settings.getByRole('row', { name: /HRB-1\b/ });
  await epic.getByText('Berths all night (main)').waitFor();
  await stage.button('project-settings', 'Change the link of HRB-1 to Quays by day').click();
  await settings.getByRole('dialog').getByLabel('This is the main outcome of this epic').check();
  await settings.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await epic.getByText('Quays by day (main)').waitFor();
  expect(await epic.getByText('Berths all night (main)').count()).toBe(0);
});

test('an outcome manager makes a source; of what it sends and cannot be taken in, a row is dismissed, put back and corrected', async () => {
  await stage.open(`${PAGE}/sources`, MANAGER);
  await button('Create source').click();
  await dialog().getByLabel('Name').fill('Monitoring');
  await dialog().getByLabel('Idle cranes').check();
  await dialog().getByRole('button', { name: 'Create source' }).click();
  await page().getByText('This is shown only now.').waitFor();
  const secret = (await page().locator('.n-source-code').first().textContent()) ?? '';
  const { sources, address } = await stage.needle.call(ADMIN, GLOBAL, 'source.list', {});
  const body = JSON.stringify([{ kpi: sources[0]?.kpis[0]?.kpiId, at: 'no day', value: 7.5, id: 'm-1' }]);
  const timestamp = String(Math.floor(Date.parse((await stage.platform.clock()).now) / 1000));
  const signature = createHmac('sha256', secret.trim()).update(`${timestamp}.${body}`).digest('hex');
  const sent = await fetch(address, { method: 'POST', body, headers: { 'x-needle-source': sources[0]?.sourceId ?? '', 'x-needle-timestamp': timestamp, 'x-needle-signature': `v1=${signature}` } });
  expect(sent.status).toBe(202);
  await stage.open(`${PAGE}/sources`, MANAGER);
  await button('Inbox: 1 row, Monitoring').click();
  const inbox = page().getByRole('region', { name: 'Refused rows of Monitoring' });
  await inbox.getByText('Date: not a date of the form 2026-03-09').waitFor();
  await button('Dismiss, Row 1').click();
  await inbox.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
  await stage.look(MODULE, 'inbox-empty');
  await stage.flag('Row dismissed').getByRole('button', { name: 'Undo' }).click();
  await stage.flag('The row waits again').waitFor();
  await button('Correct, Row 1').click();
  await dialog().getByLabel('Date').fill('2026-03-09');
  await dialog().getByRole('button', { name: 'Take in' }).click();
  await inbox.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
});

test('a site administrator sets zone, cost of a day and notices, and has a project’s history read again', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const settings = stage.surface('admin-page').getByRole('region', { name: 'Settings' });
  await settings.getByRole('checkbox', { name: 'Tell owners of new alarms through Jira' }).uncheck();
  await settings.getByLabel('Time zone of weeks').fill('Europe/Berlin');
  await settings.getByLabel(/^Cost of a day/).fill('1200');
  await settings.getByLabel('Currency').fill('EUR');
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await stage.flag('Settings saved').waitFor();
  expect(await stage.needle.call(ADMIN, { moduleKey: 'admin-page' }, 'settings.read', {})).toMatchObject({ zone: 'Europe/Berlin', notices: false, delayCost: { perDay: 1200, currency: 'EUR' } });
  // Another zone reads all histories again: only when that has been done may it be asked for.
  await stage.platform.idle();
  await stage.platform.clock({ advance: 'PT5M' });
  await stage.open('/admin/admin-page', ADMIN);
  const row = stage.surface('admin-page').getByRole('region', { name: 'History of projects' }).getByRole('row', { name: /^HRB/ });
  const complete = async () => (await row.getByText(/^Complete since/).textContent()) ?? '';
  const before = await complete();
  await row.getByRole('button', { name: 'Read again: HRB' }).click();
  await stage.flag(/HRB/).waitFor();
  await stage.platform.idle();
  await stage.open('/admin/admin-page', ADMIN);
  expect(await complete()).not.toBe(before);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
