/** What an engineer, a manager and an outcome manager come for, on Northbank, each named with the clicks that it takes. */
import { type Frame, type Locator } from 'playwright-core';
import { ENGINEER } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(180_000);

const PANEL = 'issue-panel';
const PAGE = 'project-page';
const ALL = 'global-page';
const IMPACT = '/projects/NSP/apps/project-page';
/** Manages the project, and is in the group of outcome managers; no administrator of Jira. */
const MANAGER = 'manager';
/** What Google calls a good layout shift is 0.1; this is half of it. */
const MOST_SHIFT = 0.05;

let stage: Stage;
let clicks = 0;
beforeAll(async () => {
  stage = await startStage('northbank', { seed: 'demo' });
  await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await stage.page.addInitScript(() => {
    const seen = window as unknown as { shift: number; printed: boolean };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    window.print = () => (seen.printed = true);
  });
}, 300_000);
afterAll(() => stage?.stop());
beforeEach(() => (clicks = 0));

async function click(target: Locator): Promise<void> {
  clicks += 1;
  await target.click();
}

async function frameOf(module: string): Promise<Frame> {
  const handle = await stage.page.locator(`iframe[data-module="${module}"]`).elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error(`No frame for ${module}.`);
  return frame;
}

const shiftOf = async (module: string): Promise<number> => (await frameOf(module)).evaluate(() => (window as unknown as { shift: number }).shift);

test('an engineer learns what the issue serves, how that stands and what comes next in 0 clicks', async () => {
  await stage.open('/browse/NSP-142', ENGINEER);
  const panel = stage.surface(PANEL);
  await panel.getByText(/^This story serves Faster service requests: Handling time is \d+% of the way to target, confirmed\. \d+ of \d+ issues remain; at this pace finished .*, target .*spent \d+% of the last four weeks here on change work/).waitFor();
  await panel.getByRole('img', { name: /^Values of Handling time\. \d+ values/ }).waitFor();
  await panel.getByRole('region', { name: 'Where the team’s time went' }).getByRole('img').waitFor();
  await panel.getByRole('region', { name: 'What comes next' }).waitFor();
  expect(clicks).toBe(0);
  expect(await shiftOf(PANEL)).toBeLessThanOrEqual(MOST_SHIFT);
  await stage.look(PANEL, 'moving');
});

test('an engineer learns why nothing moves, and what would clear it, in 0 clicks', async () => {
  await stage.open('/browse/NSP-1', ENGINEER);
  const panel = stage.surface(PANEL);
  await panel.getByText(/^This epic serves Off the old portal: /).waitFor();
  await panel.getByText(/^No change work was finished for it since the week of .*, while run work goes on\.$/).waitFor();
  await panel.getByRole('region', { name: 'What would clear it' }).getByText('It clears when work for this outcome is finished again.').waitFor();
  expect(clicks).toBe(0);
  await stage.look(PANEL, 'stalled');
});

test('an engineer comes from the issue to the whole outcome in 1 click', async () => {
  await click(stage.surface(PANEL).getByRole('link', { name: 'Open outcome Off the old portal' }));
  await stage.page.waitForURL(/project-page\/outcomes\/out_/);
  await stage.surface(PAGE).getByRole('heading', { level: 1, name: 'Off the old portal' }).waitFor();
  expect(clicks).toBe(1);
});

test('a manager learns what needs a decision first, and where every outcome stands, in 0 clicks', async () => {
  await stage.open(IMPACT, MANAGER);
  const page = stage.surface(PAGE);
  await page.getByText(/Off the old portal needs a decision first: No change work was finished for it since/).waitFor();
  await page.getByRole('img', { name: /^Activity against impact\. 3 outcomes/ }).waitFor();
  await page.getByRole('table', { name: 'Outcomes of this project' }).waitFor();
  await page.getByRole('region', { name: 'Run and change' }).getByRole('img').first().waitFor();
  expect(clicks).toBe(0);
  expect(await shiftOf(PAGE)).toBeLessThanOrEqual(MOST_SHIFT);
  await stage.look(PAGE, 'overview');
});

test('a manager walks through a chart by keyboard, and what is there is said, in 0 clicks', async () => {
  const chart = stage.surface(PAGE).getByRole('group', { name: /^Activity against impact\. The arrow keys/ });
  await chart.focus();
  await chart.press('ArrowRight');
  expect(await chart.locator('[aria-live]').textContent()).toMatch(/^Off the old portal, Silent stall: activity 0% of usual, way to target .*\(95% range/);
  await chart.press('End');
  expect(await chart.locator('[aria-live]').textContent()).toMatch(/, week of .*: activity \d+%, way/);
  expect(clicks).toBe(0);
});

test('a manager sees in which week it stopped, and that the reports say otherwise, in 1 click', async () => {
  await click(stage.button(PAGE, 'Off the old portal').first());
  const page = stage.surface(PAGE);
  await page.getByRole('article', { name: 'Requests on the old portal' }).getByRole('img', { name: /^Values of/ }).getByText('work for it stopped').waitFor();
  await page.getByRole('img', { name: /^Work done of Off the old portal\. 39 of 62 issues finished/ }).waitFor();
  await page.getByRole('img', { name: /^Reported against measured\. Reported last: On track\. Measured last: Silent stall\./ }).getByText(/apart for \d+ weeks/).waitFor();
  expect(clicks).toBe(1);
  await stage.look(PAGE, 'lanes');
});

test('a manager takes the values of a chart along as CSV in 1 click', async () => {
  const download = stage.page.waitForEvent('download');
  await click(stage.button(PAGE, 'Download Values of Requests on the old portal as CSV'));
  expect((await download).suggestedFilename()).toBe('values-of-requests-on-the-old-portal.csv');
  expect(clicks).toBe(1);
});

test('a manager prints a status report of two pages in 2 clicks, light whatever the screen, with where each trail ends', async () => {
  await stage.open(IMPACT, MANAGER);
  await click(stage.button(PAGE, 'Status report'));
  const page = stage.surface(PAGE);
  await page.getByRole('region', { name: 'Decisions asked for' }).getByText(/Off the old portal: No change work was finished for it.*Keep time free for it, re-plan, or stop it\./).waitFor();
  await page.getByRole('listitem').filter({ hasText: /^Off the old portal: \d+ records[0-9a-f]{64}$/ }).waitFor();
  await page.getByRole('img', { name: /^Values of Handling time/ }).waitFor();
  await click(stage.button(PAGE, 'Print or save as PDF'));
  const frame = await frameOf(PAGE);
  expect(await frame.evaluate(() => (window as unknown as { printed: boolean }).printed)).toBe(true);
  expect(clicks).toBe(2);
  await stage.look(PAGE, 'report');
  await frame.evaluate(() => document.documentElement.setAttribute('data-color-mode', 'dark'));
  expect(await printed(frame)).toEqual({ pages: 2, ground: 'rgb(255, 255, 255)', cut: [] });
});

test('a manager copies the status report as Markdown in 2 clicks', async () => {
  await stage.open(IMPACT, MANAGER);
  await click(stage.button(PAGE, 'Status report'));
  await click(stage.button(PAGE, 'Copy as Markdown'));
  await stage.surface(PAGE).getByRole('status').filter({ hasText: /copied/i }).waitFor();
  const markdown = await stage.page.evaluate(() => navigator.clipboard.readText());
  expect(markdown).toMatch(/^# Status report: .+ \(NSP\)\n/);
  expect(markdown).toMatch(/\n\| Outcome \| .*\n\| ?-+/);
  expect(markdown).toContain('Off the old portal');
  expect(clicks).toBe(2);
});

test('a manager looks back at the week in which work stopped in 1 click, and moves through the weeks by keys', async () => {
  await stage.open(IMPACT, MANAGER);
  await click(stage.button(PAGE, 'Look back: where did work stop?'));
  const slider = stage.surface(PAGE).getByRole('slider');
  await slider.waitFor();
  const last = await slider.getAttribute('aria-valuetext');
  await slider.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuetext')).not.toBe(last);
  await stage.surface(PAGE).getByRole('region', { name: 'Where work on epics stopped' }).getByText(/NSP-\d+/).first().waitFor();
  expect(clicks).toBe(1);
});

test('a manager reads where what a team is rewarded by pulls against what it works for in 0 clicks', async () => {
  await stage.open('/projects/NSD/apps/project-page', MANAGER);
  const conflicts = stage.surface(PAGE).getByRole('region', { name: 'Conflicts' });
  await conflicts.getByText(/Service desk works for Faster service requests and is rewarded by Time to resolution/).waitFor();
  expect(clicks).toBe(0);
});

test('an outcome manager reads what changed this week, and decides on an alarm with its reason, in 4 clicks', async () => {
  await stage.open('/apps/global-page', MANAGER);
  const page = stage.surface(ALL);
  await click(stage.button(ALL, 'This week'));
  await page.getByRole('region', { name: 'What needs attention' }).getByText(/^Most of the work is delivered, but the values of Self-service share rule out the planned effect\. No decision yet\.$/).waitFor();
  await page.getByRole('region', { name: /^Changed since/ }).getByRole('button', { name: 'Customers serve themselves' }).waitFor();
  await click(stage.button(ALL, 'Customers serve themselves').first());
  await click(stage.button(ALL, 'Decide'));
  const choice = page.getByRole('combobox', { name: 'What was decided?' });
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await choice.press(key);
  await page.getByLabel('Why').fill('Guided forms come first.');
  await click(stage.button(ALL, 'Save decision'));
  await stage.button(ALL, 'Decide again').waitFor();
  await page.getByText('Guided forms come first.').waitFor();
  expect(clicks).toBe(4);
});

test('an outcome manager finds their own outcomes in 1 click, in an address that can be shared', async () => {
  await stage.open('/apps/global-page', MANAGER);
  const page = stage.surface(ALL);
  await page.getByRole('treegrid').waitFor();
  // The outcome above looks harmless by itself, and shows the worst of those below it.
  await page.getByRole('row', { name: /One portal for every request/ }).filter({ hasText: 'in Off the old portal, the worst below' }).getByText('Silent stall').first().waitFor();
  await click(page.getByRole('checkbox', { name: 'Only mine' }));
  await page.getByText(/of \d+ outcomes\./).waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'Off the old portal' }).count()).toBe(0);
  await page.getByRole('row').filter({ hasText: 'Ready on day one' }).waitFor();
  expect(stage.page.url()).toContain('mine=yes');
  expect(clicks).toBe(1);
});

test('an outcome manager takes the values of all KPIs along in 2 clicks', async () => {
  await stage.open('/apps/global-page', MANAGER);
  await click(stage.button(ALL, 'Take data out'));
  const download = stage.page.waitForEvent('download');
  await click(stage.button(ALL, 'Values of all KPIs as XLSX'));
  expect((await download).suggestedFilename()).toMatch(/^needle-values.*\.xlsx$/);
  expect(clicks).toBe(2);
});

/** Prints what the frame shows, without its scripts, and counts the pages. */
async function printed(frame: Frame): Promise<{ pages: number; ground: string; cut: string[] }> {
  const html = await frame.evaluate(() => document.documentElement.outerHTML.replaceAll(/<script[^>]*>.*?<\/script>/gs, ''));
  const sheet = await stage.page.context().newPage();
  await sheet.route(frame.url(), (route) => route.fulfill({ body: `<!doctype html>${html}`, contentType: 'text/html' }));
  await sheet.goto(frame.url());
  await sheet.emulateMedia({ media: 'print' });
  const looks = await sheet.evaluate(() => ({
    ground: getComputedStyle(document.documentElement).backgroundColor,
    cut: [...document.querySelectorAll('.n-sheet')].filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.getAttribute('aria-label') ?? ''),
  }));
  const pdf = await sheet.pdf({ preferCSSPageSize: true, printBackground: true });
  await sheet.close();
  return { pages: (pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length, ...looks };
}

test('whoever looks at Northbank is told that it is made up, on each project, among all of them, and where it was started', async () => {
  const synthetic = 'Synthetic data: Northbank is a made-up bank.';
  await stage.open('/projects/NSP', MANAGER);
  await stage.page.locator('.project-head').getByText(synthetic).waitFor();
  await stage.open('/', MANAGER);
  await stage.page.getByRole('listitem').filter({ hasText: 'Northbank service desk' }).getByText(synthetic).waitFor();
  expect(stage.platform.log()).toContain(synthetic);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
