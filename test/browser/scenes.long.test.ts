import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser } from 'playwright-core';
import { startBrowser } from '../../dev/shots/browser';
import { SCENES } from '../../dev/shots/scenes';
import { type Site, northbankOn, startSite } from '../../dev/shots/site';
import { Viewer } from '../../dev/shots/viewer';

jest.setTimeout(300_000);

/** Source: web.dev, "good" cumulative layout shift is below 0.1; ours is half of it. */
const MOST_SHIFT = 0.05;

/** What waits, fails or is refused is looked at in the last two alone. */
const DRESSES = [['light', 1440], ['light', 768], ['dark', 1440], ['dark', 320]] as const;

let folder: string;
let sites: { demo: Site; empty: Site };
let browser: Browser;
let viewer: Viewer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'needle-scenes-'));
  const [demo, empty, started] = await Promise.all([startSite('demo', join(folder, 'demo')), startSite('empty', join(folder, 'empty')), startBrowser()]);
  sites = { demo, empty };
  browser = started;
  viewer = await Viewer.before(browser, sites, await northbankOn(demo));
});
afterAll(async () => {
  await viewer?.leave();
  await browser?.close();
  await Promise.all([sites?.demo.stop(), sites?.empty.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test.each(SCENES)('$name: axe finds nothing, nothing stands out or jumps, in both languages, light and dark, narrow and wide', async (scene) => {
  for (const locale of ['en-US', 'de-DE']) {
    await viewer.open(scene, locale);
    expect(await viewer.shift()).toBeLessThanOrEqual(MOST_SHIFT);
    for (const [color, width] of scene.disturb ? DRESSES.slice(-2) : DRESSES) {
      await viewer.dress(color, width);
      expect([scene.name, locale, color, width, await viewer.faults()]).toEqual([scene.name, locale, color, width, []]);
    }
    expect([scene.name, locale, (await viewer.charts()).faults]).toEqual([scene.name, locale, []]);
  }
  // A call that is made to wait or fail says so in the console; a page says nothing else there.
  expect(viewer.complaints.filter((one) => /policy|Warning|Uncaught/i.test(one))).toEqual([]);
});
