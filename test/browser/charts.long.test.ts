import { type Browser } from 'playwright-core';
import { connect } from '../../dev/client/client';
import { startBrowser } from '../../dev/shots/browser';
import { SCENES } from '../../dev/shots/scenes';
import { northbankOn } from '../../dev/shots/site';
import { Viewer } from '../../dev/shots/viewer';
import { type LocalPlatform, startPlatform } from '../support/platform';

jest.setTimeout(120_000);

/** Every surface; where charts stand, with what they are called there. All other scenes are looked through by `scenes.long.test.ts`. */
const PLACES: readonly (readonly [string, readonly RegExp[]])[] = [
  ['issue-panel.full', [/^Values of /, /^Finished in NSD each week$/, /^gauge$/]],
  ['issue-context.full', [/^gauge$/]],
  ['project-page.full', [/^Activity against impact$/, /^Finished in NSP, /, /^Finished by Portal and joiners, /, /^gauge$/]],
  ['project-page.outcome', [/^Values of /, /^Work done of /, /^Reported against measured$/, /^Adoption of /, /^Finished in this project, /, /^gauge$/]],
  ['project-page.report', [/^Values of /, /^Activity against impact$/, /^Issues finished in NSP$/, /^gauge$/]],
  ['global-page.outcomes', [/^gauge$/]],
  ['global-page.outcome-values', [/^Values of /, /^Adoption of /, /^gauge$/]],
  ['global-page.kpi', [/^Values of /]],
  ['global-page.review', []],
  ['global-page.kpis', []],
  ['global-page.sources', []],
  ['project-settings.full', []],
  ['admin-page.full', []],
];

let platform: LocalPlatform;
let browser: Browser;
let viewer: Viewer;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'demo' });
  browser = await startBrowser();
  const site = { ...connect(platform.url), ...platform, jira: connect(platform.url).jira };
  viewer = await Viewer.before(browser, { demo: site, empty: undefined }, await northbankOn(site));
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

test.each(PLACES)('%s: says how fresh it is, and each chart has a name, a sentence, points for the arrow keys, a table, CSV and SVG, within the content policy', async (name, kinds) => {
  const scene = SCENES.find((one) => one.name === name);
  if (!scene) throw new Error(`There is no scene ${name}.`);
  await viewer.open(scene, 'en-US');
  await viewer.surface().locator('.n-live').filter({ hasText: 'Page is up to date' }).waitFor();
  const { names, faults } = await viewer.charts();
  expect(faults).toEqual([]);
  expect(viewer.complaints).toEqual([]);
  expect(kinds.filter((kind) => !names.some((one) => kind.test(one)))).toEqual([]);
});

/** Source: web.dev, "good" cumulative layout shift is below 0.1; ours is half of it. */
const MOST_SHIFT = 0.05;

test.each(['global-page.outcomes', 'project-page.full'])('%s does not jump while it loads at 320 px, and neither there nor at 2,560 px stands anything out or is cut', async (name) => {
  const scene = SCENES.find((one) => one.name === name);
  if (!scene) throw new Error(`There is no scene ${name}.`);
  await viewer.open(scene, 'de-DE', 320);
  await viewer.surface().locator('.n-live').waitFor();
  expect(await viewer.shift()).toBeLessThanOrEqual(MOST_SHIFT);
  for (const width of [320, 2_560]) {
    await viewer.dress('light', width);
    expect([width, await viewer.faults()]).toEqual([width, []]);
  }
});
