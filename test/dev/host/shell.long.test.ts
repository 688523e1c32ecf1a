import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeSource from 'axe-core';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { buildFixture } from './fixtures/build';
import { startBrowser } from '../../../dev/shots/browser';
import { startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(120_000);

/** Screenshots are kept beside the other artefacts of a test run. */
const SHOTS = join(__dirname, '..', '..', '..', 'coverage', 'screenshots', 'shell');

let platform: LocalPlatform;
let browser: Browser;
let tab: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  await buildFixture();
  [platform, browser] = await Promise.all([startFixture(), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await platform.stop();
});

beforeEach(async () => {
  complaints = [];
  tab = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await tab.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});

afterEach(() => tab.close());

const open = (path: string, as: string, color = 'light') => page.goto(`${platform.url}${path}?as=${as}&color=${color}`);
const frame = (module: string): FrameLocator => page.frameLocator(`iframe[data-module="${module}"]`);
const ready = (module: string) => page.locator(`iframe[data-module="${module}"][data-ready]`).waitFor();
const fact = (module: string, name: string) => frame(module).locator(`[data-fact="${name}"]`).textContent();
const shot = (name: string) => page.screenshot({ path: join(SHOTS, `${name}.png`) });

interface AxeWindow {
  axe: { run(context: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

/** Violations of the shell itself; the app's frames are the app's. */
async function violations(): Promise<string[]> {
  await page.evaluate(AxeSource.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as AxeWindow;
    const { violations: found } = await axe.run({ exclude: ['iframe'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

describe.each(['light', 'dark'])('in %s colours', (color) => {
  test('an issue shows the app’s panel and context, with no violation', async () => {
    await open('/browse/ABC-4', 'engineer', color);
    await Promise.all([ready('panel'), ready('context')]);
    expect(await fact('panel', 'type')).toBe('jira:issuePanel');
    expect(JSON.parse((await fact('panel', 'where')) ?? '')).toMatchObject({ key: 'ABC-4', type: 'Sub-task' });
    expect(await fact('panel', 'echo')).toBe('hello');
    expect(await fact('panel', 'failure')).toBe('There was an error invoking the function - something went wrong.');
    expect(await fact('panel', 'me')).toContain('Enzo Marchetti');
    expect(await fact('panel', 'today')).toBe('2026-03-01');
    expect(await fact('context', 'type')).toBe('jira:issueContext');
    expect(await frame('panel').locator('html').getAttribute('data-color-mode')).toBe(color);
    expect(await frame('panel').locator('html').getAttribute('data-inline')).toBe('ran');
    expect(await page.locator('nav.trail').textContent()).toMatch(/ABC-1.*ABC-2.*ABC-4/);
    await shot(`issue-${color}`);
    expect(await violations()).toEqual([]);
    expect(complaints).toEqual([]);
    expect(platform.log()).not.toContain('content policy');
  });

  test('the other pages', async () => {
    for (const [path, as, module] of [
      ['/projects/ABC/apps/project', 'manager', 'project'],
      ['/projects/ABC/settings', 'project-admin', 'settings'],
      ['/apps/global', 'manager', 'global'],
      ['/admin', 'admin', 'admin'],
    ] as const) {
      await open(path, as, color);
      await ready(module);
      expect(await frame(module).locator('html').getAttribute('data-color-mode')).toBe(color);
      await shot(`${module}-${color}`);
    }
    await open('/', 'manager', color);
    await page.getByRole('heading', { name: 'Changed last' }).waitFor();
    await shot(`home-${color}`);
    expect(await violations()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test('colours change in place, in the page of the app too', async () => {
  await open('/browse/ABC-1', 'engineer');
  await ready('panel');
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await frame('panel').locator('html[data-color-mode="dark"]').waitFor();
  await page.locator('html[data-color-mode="dark"]').waitFor();
});

test('another person is chosen, and what they may not see is not found', async () => {
  await open('/browse/ABC-1', 'engineer');
  await ready('panel');
  await page.getByRole('combobox', { name: 'Who you are' }).selectOption('outsider');
  await page.locator('[data-state="not-found"]').waitFor();
  expect(await page.locator('iframe').count()).toBe(0);
  await shot('not-found');
  await page.reload();
  await page.locator('[data-state="not-found"]').waitFor();
});

test.each([
  ['/admin', 'engineer'],
  ['/projects/ABC/settings', 'engineer'],
  ['/projects/ABC', 'outsider'],
  ['/nothing', 'admin'],
])('%s is not found for the %s', async (path, as) => {
  await open(path, as);
  await page.locator('[data-state="not-found"]').waitFor();
});

test('a frame grows with its page, and pages hear each other’s events', async () => {
  await open('/browse/ABC-1', 'engineer');
  await Promise.all([ready('panel'), ready('context')]);
  const element = page.locator('iframe[data-module="panel"]');
  const before = (await element.boundingBox())?.height ?? 0;
  await frame('panel').getByRole('button', { name: 'Grow' }).click();
  await frame('context').getByText('heard panel').waitFor();
  await page.waitForFunction(
    (least) => (document.querySelector('iframe[data-module="panel"]')?.clientHeight ?? 0) >= least,
    before + 590,
  );
});

test('a flag, its action, and a dialog that gives its word back', async () => {
  await open('/apps/global', 'engineer');
  await ready('global');
  await frame('global').getByRole('button', { name: 'Flag' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await frame('global').getByText('undone').waitFor();
  await shot('flag');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await frame('global').getByRole('button', { name: 'Modal' }).click();
  const dialog = page.frameLocator('dialog iframe');
  await dialog.getByRole('heading', { name: 'Dialog inside' }).waitFor();
  await shot('dialog');
  await dialog.getByRole('button', { name: 'Close' }).click();
  // Until the dialog is gone, two frames bear the module's name.
  await page.locator('dialog').waitFor({ state: 'detached' });
  await frame('global').getByText('closed with thanks').waitFor();
});

test('a page keeps its location in the address, and hears when the browser goes back', async () => {
  await open('/projects/ABC/apps/project', 'engineer');
  await ready('project');
  expect(await fact('project', 'path')).toBe('/');
  await frame('project').getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('**/projects/ABC/apps/project/deeper');
  await frame('project').getByText('at /deeper').waitFor();
  await page.goBack();
  await frame('project').locator('#answer', { hasText: /^at \/$/ }).waitFor();
  await page.goto(`${platform.url}/projects/ABC/apps/project/deeper`);
  await ready('project');
  expect(await fact('project', 'path')).toBe('/deeper');
});

test('an issue is found by its key', async () => {
  await open('/', 'engineer');
  await page.getByRole('searchbox', { name: 'Go to issue by key' }).fill('abc-3');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/browse/ABC-3');
  await page.getByRole('heading', { level: 1 }).waitFor();
});

test('a rule is put on a transition by hand, refuses there, is edited and removed', async () => {
  await open('/projects/ABC', 'admin');
  await page.getByRole('link', { name: 'Workflow' }).click();
  const done = page.getByRole('region', { name: 'To Done' });
  const rule = done.frameLocator('iframe[data-module="gate"]');
  await done.getByRole('button', { name: 'Add rule: Gate' }).click();
  await rule.getByRole('heading', { name: 'create of Done: nothing' }).waitFor();
  await done.getByRole('button', { name: 'Add', exact: true }).click();
  await rule.getByLabel('Gate').fill('closed');
  await done.getByRole('button', { name: 'Add', exact: true }).click();
  await rule.getByRole('heading', { name: 'view of Done: "closed"' }).waitFor();
  await shot('workflow');
  expect(await violations()).toEqual([]);

  const move = async (): Promise<void> => {
    await open('/browse/ABC-3', 'engineer');
    await page.getByText('Move to another status').click();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
  };
  await move();
  await page.getByRole('alert').getByText('The gate is closed.').waitFor();

  await open('/projects/ABC/workflow', 'admin');
  await done.getByRole('button', { name: 'Edit rule' }).click();
  await rule.getByRole('heading', { name: 'edit of Done: "closed"' }).waitFor();
  await rule.getByLabel('Gate').fill('x'.repeat(33_000));
  await done.getByRole('button', { name: 'Update' }).click();
  await done.getByText('The configuration is larger than 32768 bytes.').waitFor();
  await rule.getByLabel('Gate').fill('open');
  await done.getByRole('button', { name: 'Update' }).click();
  await rule.getByRole('heading', { name: 'view of Done: "open"' }).waitFor();
  await move();
  await page.locator('.details').getByText('Done').first().waitFor();

  await open('/projects/ABC/workflow', 'admin');
  await done.getByRole('button', { name: 'Remove rule' }).click();
  await done.getByText('No rules.').waitFor();
  expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
});

test('workflows are the site administrators’, and a validator for company-managed projects is not offered in a team-managed one', async () => {
  await open('/projects/ABC/workflow', 'project-admin');
  await page.locator('[data-state="not-found"]').waitFor();
  const made = await platform.jira('admin')('POST', '/rest/api/3/project', {
    ...{ key: 'TEAM', name: 'Team', projectTypeKey: 'software', leadAccountId: 'admin' },
    projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-agility-kanban',
  });
  expect(made.status).toBe(201);
  await open('/projects/TEAM/workflow', 'admin');
  await page.getByText('This project is team-managed.').waitFor();
  expect(await page.getByRole('button', { name: /^Add rule/ }).count()).toBe(0);
  const rule = { accountId: 'admin', projectKey: 'TEAM', transitionId: '10000', moduleKey: 'gate', configuration: '""' };
  expect((await platform.control('POST', '/_host/rules/save', rule)).status).toBe(400);
});

test('by hand: an issue is created, edited, re-parented, commented, worked on, moved with its old key still leading to it, and deleted', async () => {
  const fold = async (title: string): Promise<void> => page.locator('summary').getByText(title, { exact: true }).click();
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  /** Once it is done, the issue is drawn anew, and what was unfolded is folded again. */
  const drawnAnew = (inside: string): Promise<void> => page.locator('details[open]').filter({ hasText: inside }).waitFor({ state: 'detached' });
  await platform.jira('admin')('POST', '/rest/api/3/project', { key: 'FAR', name: 'Far away', projectTypeKey: 'software', leadAccountId: 'admin' });
  await open('/projects/ABC', 'admin');
  await fold('Create issue');
  await page.getByLabel('Type', { exact: true }).selectOption({ label: 'Story' });
  await page.getByLabel('Summary').fill('Made by hand');
  await press('Create');
  await page.getByRole('heading', { name: 'Made by hand' }).waitFor();
  const key = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await fold('Edit');
  await page.getByLabel('Labels, between commas').fill('one, two');
  await page.getByLabel('Key of the parent', { exact: true }).fill('NOSUCH-1');
  await press('Save');
  await page.getByRole('alert').getByText("Could not find issue by id or key 'NOSUCH-1'.").waitFor();
  await page.getByLabel('Key of the parent', { exact: true }).fill('ABC-1');
  await press('Save');
  await page.getByRole('navigation', { name: 'Where this issue stands' }).getByText('ABC-1').waitFor();
  await page.locator('.details').getByText('one, two').waitFor();
  await fold('Comment');
  await page.getByLabel('Comment', { exact: true }).fill('Said by hand');
  await press('Add comment');
  await drawnAnew('Add comment');
  await fold('Log work');
  await page.getByLabel('Time spent, such as 1d 2h').fill('2h');
  await press('Log');
  await drawnAnew('Time spent');
  const { body } = await platform.jira('admin')<{ fields: { timespent: number; comment: { total: number } } }>('GET', `/rest/api/3/issue/${key}?fields=timespent,comment`);
  expect(body.fields).toMatchObject({ timespent: 7200, comment: { total: 1 } });
  await fold('Move to another project');
  await page.getByLabel('Project', { exact: true }).selectOption({ label: 'Far away' });
  await shot('actions');
  expect(await violations()).toEqual([]);
  await press('Move');
  await page.waitForURL('**/browse/FAR-1');
  await open(`/browse/${key}`, 'admin');
  await page.getByRole('navigation', { name: 'Where this issue stands' }).getByText('FAR-1').waitFor();
  await fold('Delete');
  await page.getByLabel('Type FAR-1 to delete it and its sub-tasks').fill('FAR-1');
  await press('Delete for good');
  await page.getByText('No issues.').waitFor();
});

test('by hand: somebody is invited, put into a group, and let into a project', async () => {
  const fold = async (title: string): Promise<void> => page.locator('summary').getByText(title, { exact: true }).click();
  await open('/admin', 'admin');
  await fold('Invite somebody');
  await page.getByLabel('E-mail address').fill('nora@example.com');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('combobox', { name: 'Who you are' }).locator('option[value="nora"]').waitFor({ state: 'attached' });
  await fold('Create a group');
  await page.getByLabel('Name', { exact: true }).last().fill('pilots');
  await page.getByRole('button', { name: 'Create group' }).click();
  await page.waitForLoadState('networkidle');
  await fold('Add to a group');
  await page.locator('details[open]').getByLabel('Group').selectOption({ label: 'pilots' });
  await page.locator('details[open]').getByLabel('Person').selectOption('nora');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.waitForLoadState('networkidle');
  const groups = await platform.jira('admin')<{ name: string }[]>('GET', '/rest/api/3/user/groups?accountId=nora');
  expect(groups.body.map(({ name }) => name)).toContain('pilots');
  expect((await platform.jira('nora')('GET', '/rest/api/3/issue/ABC-1')).status).toBe(404);
  await open('/projects/ABC', 'project-admin');
  await fold('Let somebody in');
  await page.locator('details[open]').getByLabel('Role').selectOption({ label: 'Member' });
  await page.locator('details[open]').getByLabel('Person').selectOption('nora');
  await page.getByRole('button', { name: 'Add to the role' }).click();
  await page.waitForLoadState('networkidle');
  expect((await platform.jira('nora')('GET', '/rest/api/3/issue/ABC-1')).status).toBe(200);
});
