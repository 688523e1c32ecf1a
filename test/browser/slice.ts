import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeSource from 'axe-core';
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core';
import { startBrowser } from '../../dev/shots/browser';
import { type LocalPlatform, startPlatform } from '../support/platform';

const SHOTS = join(__dirname, '..', '..', 'coverage', 'screenshots', 'slice');
/** A panel is part of Jira's issue view, which holds the page's first heading: the issue's summary. */
const IN_AN_ISSUE = { 'page-has-heading-one': { enabled: false } };
const ROWS = ['2014-01-06\t9.4', '2014-01-13\t9.1', '2014-01-20\t9.2', '2014-01-27\t8.9', '2014-02-03\t8.1', '2014-02-10\t7.6'];

export interface Site {
  seed: string;
  /** ISO instant. */
  now: string;
  project: string;
  epic: string;
  /** A sub-task below the epic; one is made where none is named. */
  below?: string;
  /** Serves nothing. */
  elsewhere: string;
}

/** From epic to outcome to KPI on the pages of a site, as tests of whoever calls it. */
export function walk(site: Site): void {
  let platform: LocalPlatform;
  let browser: Browser;
  let page: Page;
  let below: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [platform, browser] = await Promise.all([startPlatform({ seed: site.seed, now: site.now }), startBrowser()]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    below = site.below ?? (await subTaskBelow(site.epic));
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  async function subTaskBelow(epic: string): Promise<string> {
    type Found = { issues: { key: string }[] };
    const { body } = await platform.jira('admin')<Found>('POST', '/rest/api/3/search/jql', {
      ...{ jql: `parent = ${epic}`, fields: ['key'], maxResults: 1 },
    });
    const [first] = body.issues;
    if (!first) throw new Error(`${epic} has nothing below it.`);
    return first.key;
  }

  const open = (path: string, as: string, color = 'light') => page.goto(`${platform.url}${path}?as=${as}&color=${color}`);
  const surface = (module: string): FrameLocator => page.frameLocator(`iframe[data-module="${module}"]`);
  const button = (module: string, name: string | RegExp) => surface(module).getByRole('button', { name, exact: true });

  async function frameOf(module: string): Promise<Frame> {
    const handle = await page.locator(`iframe[data-module="${module}"]`).elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error(`No frame for ${module}.`);
    return frame;
  }

  /** Looks at what a person sees: keeps a picture, in both colours, and asks axe. */
  async function look(path: string, as: string, module: string, visible: string | RegExp): Promise<void> {
    for (const color of ['light', 'dark']) {
      await open(path, as, color);
      await surface(module).getByText(visible).first().waitFor();
      await page.screenshot({ path: join(SHOTS, `${site.project}-${module}-${as}-${color}.png`), fullPage: true });
      expect(await violations(module)).toEqual([]);
    }
  }

  async function violations(module: string): Promise<string[]> {
    const frame = await frameOf(module);
    await frame.evaluate(AxeSource.source);
    return frame.evaluate(async (rules) => {
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run({ rules })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    }, module.startsWith('issue-') ? IN_AN_ISSUE : {});
  }

  test('an outcome manager finds an empty page that says what to do, and creates an outcome', async () => {
    await look('/apps/global-page', 'admin', 'global-page', 'Set up Needle');
    const global = surface('global-page');
    await button('global-page', 'Name an outcome').click();
    await global.getByLabel('Title').fill('Faster handling');
    await button('global-page', 'Create').click();
    // The guided set-up goes on to the KPI; it can wait.
    await global.getByRole('dialog', { name: 'Add a KPI to Faster handling' }).waitFor();
    await button('global-page', 'Cancel').click();
    await global.getByText('How will you know that it happened?').waitFor();
  });

  test('adds a KPI with its baseline, target and launch', async () => {
    const global = surface('global-page');
    await button('global-page', 'Add a KPI').first().click();
    await global.getByText('Create one', { exact: true }).click();
    await global.getByLabel('Name').fill('Handling time');
    await global.getByLabel('Unit').fill('hours');
    await global.getByText('falls', { exact: true }).click();
    await global.getByText('A stated level', { exact: true }).click();
    await global.getByLabel('Level before the change').fill('9.2');
    await global.getByRole('textbox', { name: 'Target' }).fill('6');
    await global.getByLabel('By', { exact: true }).fill('2026-12-18');
    await global.getByLabel(/^Launch/).fill('2014-02-01');
    await global.getByRole('dialog').getByRole('button', { name: 'Add a KPI' }).click();
    await global.getByRole('dialog').waitFor({ state: 'detached' });
    await global.getByText('Handling time').first().waitFor();
  });

  test('pastes values, and corrects one by entering it again', async () => {
    const global = surface('global-page');
    await button('global-page', 'KPIs').click();
    await button('global-page', 'Handling time').or(global.getByRole('link', { name: 'Handling time' })).first().click();
    await button('global-page', 'Paste values').first().click();
    const dialog = global.getByRole('dialog');
    await dialog.getByLabel('Rows of date and value').fill(ROWS.join('\n'));
    await dialog.getByText('6 values from').waitFor();
    await dialog.getByRole('button', { name: /Record/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await global.getByLabel('Date', { exact: true }).fill('2014-02-10');
    await global.getByLabel('Value', { exact: true }).fill('7.5');
    await global.getByText(/Recording corrects it/).waitFor();
    await button('global-page', 'Record').click();
    await global.getByRole('row', { name: /7\.5.*once|7\.5.*1/ }).waitFor();
  });

  test('a project administrator links a real epic', async () => {
    await look(`/projects/${site.project}/settings/project-settings`, 'project-admin', 'project-settings', site.epic);
    const settings = surface('project-settings');
    await button('project-settings', `Link ${site.epic} to an outcome`).click();
    const dialog = settings.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Outcome' }).click();
    await settings.getByRole('option', { name: 'Faster handling' }).click();
    await dialog.getByRole('button', { name: 'Link', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await settings.getByRole('row', { name: new RegExp(site.epic) }).getByText('Faster handling').waitFor();
  });

  test('an engineer reads on a sub-task what it serves', async () => {
    await look(`/browse/${below}`, 'engineer', 'issue-panel', 'Faster handling');
    const panel = surface('issue-panel');
    await panel.getByText(/53\s?% of the way/).first().waitFor();
    await panel.getByText(site.epic).first().waitFor();
    await surface('issue-context').getByText('Faster handling').first().waitFor();
  });

  test('an issue that serves nothing says so in a line', async () => {
    await open(`/browse/${site.elsewhere}`, 'engineer');
    await surface('issue-panel').getByText(/no outcome/).waitFor();
  });

  test('a manager reads delivery and impact apart on the project page', async () => {
    await look(`/projects/${site.project}/apps/project-page`, 'manager', 'project-page', 'Faster handling');
    const impact = surface('project-page');
    await impact.getByText(/of \d+ issues? finished/).first().waitFor();
    await impact.getByText(/53\s?% of the way/).first().waitFor();
  });

  test('nothing on the way broke the content policy or complained', () => {
    expect(complaints).toEqual([]);
  });

  test('someone without access is refused', async () => {
    await open(`/browse/${below}`, 'outsider');
    await page.getByText(/does not exist, or you are not allowed/).waitFor();
    const answer = await platform.invoke('outsider', {
      ...{ moduleKey: 'issue-panel', issueKey: below, functionKey: 'panel.read', payload: {} },
    });
    expect(answer).toMatchObject({ ok: true, result: { ok: false, error: { code: 'not-found' } } });
  });
}
