/** What administrators and people settle in Jira itself, by hand, on the shell's own screens. */
import AxeSource from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildFixture } from './fixtures/build';
import { startBrowser } from '../../../dev/shots/browser';
import { startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(120_000);

let platform: LocalPlatform;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await buildFixture();
  [platform, browser] = await Promise.all([startFixture(), startBrowser()]);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(20_000);
});

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

const open = async (path: string, as = 'admin'): Promise<void> => {
  await page.goto(`${platform.url}${path}?as=${as}&color=light`);
  await page.locator('#main:not([aria-busy]) > *').waitFor();
};
const fold = (title: string): Promise<void> => page.locator('summary').getByText(title, { exact: true }).click();
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const field = (label: string): Locator => page.locator('details[open]').getByLabel(label, { exact: true });
const row = (...words: string[]): Locator => words.reduce<Locator>((rows, word) => rows.filter({ hasText: word }), page.getByRole('row'));
const sees = async (who: string, issue: string): Promise<boolean> => (await platform.jira(who)('GET', `/rest/api/3/issue/${issue}`)).status === 200;

interface AxeWindow {
  axe: { run(context: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

async function violations(): Promise<string[]> {
  await page.locator('#main:not([aria-busy])').waitFor();
  await page.evaluate(AxeSource.source);
  return page.evaluate(async () => {
    const { violations: found } = await (window as unknown as AxeWindow).axe.run({ exclude: ['iframe'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

test('roles: somebody is put into a project’s role and taken out again', async () => {
  await open('/projects/ABC', 'project-admin');
  await page.getByRole('link', { name: 'Jira settings' }).click();
  await fold('Put somebody into a role');
  await field('Role').selectOption({ label: 'Viewer' });
  await field('Person or group').selectOption('user:outsider');
  await press('Put in');
  await row('Viewer', 'person').waitFor();
  expect(await sees('outsider', 'ABC-1')).toBe(true);
  expect(await violations()).toEqual([]);
  await row('Viewer', 'person').getByRole('button').click();
  await row('Viewer', 'person').waitFor({ state: 'detached' });
  expect(await sees('outsider', 'ABC-1')).toBe(false);
});

test('permissions: what a role may do is granted and revoked by site administrators, and read by project administrators', async () => {
  const box = page.getByRole('checkbox', { name: 'Member: Edit Issues' });
  const edits = async (): Promise<number> => (await platform.jira('engineer')('PUT', '/rest/api/3/issue/ABC-3', { fields: { labels: [`at-${Date.now()}`] } })).status;
  await open('/projects/ABC/administration/permissions', 'project-admin');
  expect(await box.isDisabled()).toBe(true);
  await open('/projects/ABC/administration/permissions');
  await box.click();
  await page.locator('input[aria-label="Member: Edit Issues"]:not(:checked)').waitFor();
  expect(await edits()).toBe(403);
  expect(await violations()).toEqual([]);
  await box.click();
  await page.locator('input[aria-label="Member: Edit Issues"]:checked').waitFor();
  expect(await edits()).toBe(204);
  expect(await sees('outsider', 'ABC-1')).toBe(false);
  await fold('Grant to somebody else');
  await field('Permission').selectOption({ label: 'Browse Projects' });
  await field('Who').selectOption('user:outsider');
  await press('Grant');
  await row('Browse Projects', 'user').waitFor();
  expect(await sees('outsider', 'ABC-1')).toBe(true);
  await row('Browse Projects', 'user').getByRole('button').click();
  await row('Browse Projects', 'user').waitFor({ state: 'detached' });
  expect(await sees('outsider', 'ABC-1')).toBe(false);
});

test('issue security: a level is made, an issue is put into it, and who is let in sees it', async () => {
  await open('/projects/ABC/administration/security');
  await fold('Add a level');
  await field('Name of the level').fill('Few');
  await field('Its first member').selectOption({ label: 'Administrators (role)' });
  await press('Add level');
  await row('Few', 'Administrators').waitFor();
  await open('/browse/ABC-3');
  await fold('Edit');
  await field('Security level').selectOption({ label: 'Few' });
  await press('Save');
  await page.locator('.details').getByText('Few').waitFor();
  expect(await sees('engineer', 'ABC-3')).toBe(false);
  await open('/projects/ABC/administration/security');
  await fold('Let somebody into a level');
  await field('Who').selectOption('user:engineer');
  await press('Let in');
  await row('Few', 'user').waitFor();
  expect(await sees('engineer', 'ABC-3')).toBe(true);
  expect(await violations()).toEqual([]);
  await row('Few', 'user').getByRole('button').click();
  await row('Few', 'user').waitFor({ state: 'detached' });
  expect(await sees('engineer', 'ABC-3')).toBe(false);
  await open('/browse/ABC-3');
  await fold('Edit');
  await field('Security level').selectOption({ label: 'Everybody in the project' });
  await press('Save');
  await page.locator('.details').getByText('Few').waitFor({ state: 'detached' });
});

test('versions: one is added, renamed, released and deleted', async () => {
  await open('/projects/ABC/administration/versions', 'project-admin');
  await fold('Add a version');
  await field('Name').fill('1.0');
  await press('Add version');
  await row('1.0', 'unreleased').waitFor();
  await fold('Edit a version');
  await field('New name').fill('1.1');
  await field('New release date').fill('2026-04-01');
  await press('Save version');
  await press('Release 1.1');
  await row('1.1', '2026-04-01').getByRole('cell', { name: 'released', exact: true }).waitFor();
  expect(await violations()).toEqual([]);
  await press('Delete 1.1');
  await page.getByText('None.').waitFor();
});

test('properties of a project and of an issue are set, seen and deleted; what is no JSON is said', async () => {
  const set = async (): Promise<void> => {
    await fold('Set a property');
    await page.getByLabel('Key of the property').fill('by.hand');
    await page.getByLabel('Value, as JSON').fill('{broken');
    await press('Set');
    await page.getByRole('alert').filter({ hasText: 'JSON' }).waitFor();
    await page.getByLabel('Value, as JSON').fill('{"on":true}');
    await press('Set');
    await row('by.hand', '{"on":true}').waitFor();
  };
  await open('/projects/ABC/administration/properties', 'project-admin');
  await set();
  await press('Delete by.hand');
  await page.getByText('None.').waitFor();
  await open('/browse/ABC-3', 'engineer');
  await fold('Properties');
  await set();
  expect((await platform.jira('engineer')('GET', '/rest/api/3/issue/ABC-3/properties/by.hand')).body).toMatchObject({ value: { on: true } });
  await press('Delete by.hand');
  await page.getByText('None.').waitFor();
});

test('comments and logged work are changed and deleted', async () => {
  const engineer = platform.jira('engineer');
  await engineer('POST', '/rest/api/3/issue/ABC-3/comment', { body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'First thought' }] }] } });
  await engineer('POST', '/rest/api/3/issue/ABC-3/worklog', { timeSpent: '2h' });
  await open('/browse/ABC-3', 'engineer');
  await fold('Comments');
  await page.getByText('First thought').first().waitFor();
  await fold('Edit this comment');
  await page.getByLabel('Its new words').fill('Second thought');
  await press('Save comment');
  await page.getByRole('paragraph').getByText('Second thought').waitFor();
  await press('Delete comment');
  await page.getByText('Nobody has said anything.').waitFor();
  await fold('Work logged');
  await fold('Edit this work');
  await page.getByLabel('New time spent, such as 1d 2h').fill('3h');
  await press('Save work');
  await page.getByRole('paragraph').getByText('3h').waitFor();
  expect(await violations()).toEqual([]);
  expect((await engineer<{ fields: { timespent: number } }>('GET', '/rest/api/3/issue/ABC-3?fields=timespent')).body.fields.timespent).toBe(3 * 3600);
  await press('Delete work');
  await page.getByText('No work was logged.').waitFor();
});

test('users and groups: somebody is taken out of a group, the group is deleted, an account is deactivated', async () => {
  const admin = platform.jira('admin');
  await admin('POST', '/rest/api/3/user', { emailAddress: 'pia@example.com', displayName: 'Pia Hart', products: [] });
  const { body } = await admin<{ groupId: string }>('POST', '/rest/api/3/group', { name: 'pilots' });
  await admin('POST', `/rest/api/3/group/user?groupId=${body.groupId}`, { accountId: 'pia' });
  await open('/admin');
  await page.getByRole('link', { name: 'Users and groups' }).click();
  await row('Pia Hart', 'pilots').first().waitFor();
  expect(await violations()).toEqual([]);
  await press('Take out Pia Hart of pilots');
  await page.getByRole('button', { name: 'Take out Pia Hart of pilots' }).waitFor({ state: 'detached' });
  await press('Delete pilots');
  await page.getByRole('button', { name: 'Delete pilots' }).waitFor({ state: 'detached' });
  await press('Deactivate Pia Hart');
  await row('Pia Hart', 'deactivated').waitFor();
  await open('/people', 'project-admin');
  await page.locator('[data-state="not-found"]').waitFor();
});

test('a service request: its type is chosen, and its agreements run out as time passes', async () => {
  const admin = platform.jira('admin');
  await admin('POST', '/rest/api/3/project', { key: 'DESK', name: 'Desk', projectTypeKey: 'service_desk', leadAccountId: 'admin' });
  const { body } = await admin<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'DESK' }, issuetype: { name: 'Incident' }, summary: 'No network' } });
  await open(`/browse/${body.key}`);
  await fold('Service request');
  await fold('Choose the request type');
  await field('Request type').selectOption({ label: 'Report a system problem' });
  await press('Save request type');
  await page.getByText('Request type: Report a system problem').waitFor();
  await row('Time to first response', 'running').waitFor();
  expect(await violations()).toEqual([]);
  await fold('Let time pass');
  await field('Hours').fill('9');
  await press('Move the clock on');
  await row('Time to first response', 'breached').waitFor();
  expect(await row('Time to resolution').textContent()).not.toContain('breached');
  for (const status of ['Resolved', 'In Progress']) {
    const { body: moves } = await admin<{ transitions: { id: string; name: string }[] }>('GET', `/rest/api/3/issue/${body.key}/transitions`);
    await admin('POST', `/rest/api/3/issue/${body.key}/transitions`, { transition: { id: moves.transitions.find(({ name }) => name === status)?.id } });
  }
  await open(`/browse/${body.key}`);
  await fold('Service request');
  await row('Time to resolution', 'met').waitFor();
  await row('Time to resolution', 'running').waitFor();
  await row('Time to first response', 'missed').waitFor();
});

test('an issue is created and edited with its type, priority, description, components, versions and story points, and its history tells of it', async () => {
  const admin = platform.jira('admin');
  await admin('POST', '/rest/api/3/component', { name: 'Search', project: 'ABC' });
  const { body: project } = await admin<{ id: string }>('GET', '/rest/api/3/project/ABC');
  await admin('POST', '/rest/api/3/version', { name: '2.0', projectId: Number(project.id) });
  await open('/projects/ABC', 'engineer');
  await fold('Create issue');
  await field('Summary').fill('With everything');
  await field('Type').selectOption({ label: 'Story' });
  await field('Priority').selectOption({ label: 'Minor' });
  await field('Description').fill('Why it is wanted');
  await field('Components, between commas (Search)').fill('Search');
  await field('Fix versions, between commas (2.0)').fill('2.0');
  await field('Story Points').fill('5');
  await press('Create');
  await page.getByRole('heading', { name: 'With everything' }).waitFor();
  const details = page.getByRole('complementary', { name: 'Details' }).locator('.details');
  for (const [name, value] of [['Type', 'Story'], ['Priority', 'Minor'], ['Components', 'Search'], ['Fix versions', '2.0'], ['Story Points', '5']]) {
    expect(await details.getByText(name ?? '', { exact: true }).locator('+ dd').textContent()).toBe(value);
  }
  await page.getByText('Why it is wanted').first().waitFor();
  await fold('Edit');
  await field('Story Points').fill('8');
  await field('Type').selectOption({ label: 'Epic' });
  await field('Components, between commas (Search)').fill('');
  await press('Save');
  await details.getByText('8', { exact: true }).waitFor();
  await fold('History');
  await row('Story Points', '5', '8').waitFor();
  await row('issuetype', 'Story', 'Epic').waitFor();
  await row('Component', 'Search').waitFor();
  expect(await row('Fix Version').count()).toBe(0);
  expect(await violations()).toEqual([]);
});

test('links: an issue is linked to another either way, and the link is taken away', async () => {
  await open('/browse/ABC-2', 'engineer');
  await fold('Link to another issue');
  await field('How').selectOption({ label: 'is blocked by' });
  await field('Key of the other issue').fill('ABC-3');
  await press('Link');
  await row('is blocked by', 'ABC-3').waitFor();
  expect(await violations()).toEqual([]);
  await open('/browse/ABC-3', 'engineer');
  await row('blocks', 'ABC-2').waitFor();
  await press('Remove the link to ABC-2');
  await row('blocks', 'ABC-2').waitFor({ state: 'detached' });
  expect((await platform.jira('engineer')<{ fields: { issuelinks: unknown[] } }>('GET', '/rest/api/3/issue/ABC-2?fields=issuelinks')).body.fields.issuelinks).toEqual([]);
});

test('the administration shows what was sent as notices, and an issue whether the panel is pinned to its project', async () => {
  const admin = platform.jira('admin');
  await admin('POST', '/rest/api/3/issue/ABC-1/notify', { subject: 'Look here', textBody: 'Something is due.', to: { users: [{ accountId: 'engineer' }] } });
  await open('/admin');
  await fold('Notices sent');
  await row('ABC-1', 'Look here', 'Something is due.', 'Enzo Marchetti').waitFor();
  expect(await violations()).toEqual([]);
  await open('/browse/ABC-1', 'engineer');
  await page.locator('.panel-head').getByText('Not pinned', { exact: true }).waitFor();
  const { body: modules } = await platform.control<{ context: { localId: string } }>('POST', '/_host/context', { accountId: 'engineer', moduleKey: 'panel', issueKey: 'ABC-1' });
  await admin('POST', '/rest/api/3/forge/panel/action/bulk/async', { moduleId: modules.context.localId, projectList: [{ projectIdOrKey: 'ABC', action: 'PIN' }] });
  await open('/browse/ABC-1', 'engineer');
  await page.locator('.panel-head').getByText('Pinned', { exact: true }).waitFor();
});
