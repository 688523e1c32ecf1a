/** A platform with a browser before it: opens the app's pages as somebody, and looks at them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeSource from 'axe-core';
import type { Browser, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { startBrowser } from '../../dev/shots/browser';
import { type Needle, needleOn } from './needle';
import { type LocalPlatform, type StartOptions, startPlatform } from './platform';

const SHOTS = join(__dirname, '..', '..', 'coverage', 'screenshots');
/** A panel is part of Jira's issue view, a rule's page of its workflow editor: the page's first heading is theirs. */
const IN_JIRA = { 'page-has-heading-one': { enabled: false } };
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 800 };

export interface Stage {
  platform: LocalPlatform;
  needle: Needle;
  page: Page;
  /** What the browser complained of so far, such as a breach of the content policy. */
  complaints: string[];
  open(path: string, as: string): Promise<void>;
  surface(module: string): FrameLocator;
  button(module: string, name: string | RegExp): Locator;
  /** Jira's own message at the foot of the page. */
  flag(title: string | RegExp): Locator;
  /**
   * Looks at the surface as it is now, without loading it again, wide and light, then narrow and dark: keeps pictures,
   * and expects that axe finds nothing and that nothing stands out to the side.
   */
  look(module: string, name: string): Promise<void>;
  /** Lets calls of the app wait or fail until the returned function is called. */
  disturb(functionKey: string, how: 'wait' | 'fail'): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

export async function startStage(folder: string, options: StartOptions): Promise<Stage> {
  mkdirSync(join(SHOTS, folder), { recursive: true });
  const [platform, browser] = await Promise.all([startPlatform(options), startBrowser()]);
  const page = await (await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(10_000);
  return stageOf(join(SHOTS, folder), platform, browser, page);
}

function stageOf(shots: string, platform: LocalPlatform, browser: Browser, page: Page): Stage {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const surface = (module: string): FrameLocator => page.frameLocator(`iframe[data-module="${module}"]`);

  async function frameOf(module: string): Promise<Frame> {
    const handle = await page.locator(`iframe[data-module="${module}"]`).elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error(`No frame for ${module}.`);
    return frame;
  }

  async function faults(module: string): Promise<string[]> {
    const frame = await frameOf(module);
    await frame.evaluate(AxeSource.source);
    return frame.evaluate(async (rules) => {
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { scrollWidth, clientWidth } = document.documentElement;
      const found = (await axe.run({ rules })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      return [...found, ...(scrollWidth > clientWidth ? [`wider than its frame: ${scrollWidth} of ${clientWidth}`] : [])];
    }, module.startsWith('issue-') || module === 'gate' ? IN_JIRA : {});
  }

  return {
    platform,
    needle: needleOn(platform),
    page,
    complaints,
    open: async (path, as) => void (await page.goto(`${platform.url}${path}?as=${as}&color=light`)),
    surface,
    button: (module, name) => surface(module).getByRole('button', { name, exact: true }),
    flag: (title) => page.locator('[data-flag]').filter({ hasText: title }),
    look: async (module, name) => {
      for (const [color, viewport] of [['light', WIDE], ['dark', NARROW]] as const) {
        await page.setViewportSize(viewport);
        await page.locator('html').evaluate((html, mode) => html.setAttribute('data-color-mode', mode), color);
        await (await frameOf(module)).evaluate((mode) => document.documentElement.setAttribute('data-color-mode', mode), color);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        await page.screenshot({ path: join(shots, `${name}-${color}-${viewport.width}.png`), fullPage: true });
        expect([name, color, viewport.width, await faults(module)]).toEqual([name, color, viewport.width, []]);
      }
      await page.setViewportSize(WIDE);
    },
    disturb: async (functionKey, how) => {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      const url = `${platform.url}/_host/invoke`;
      await page.route(url, async (route) => {
        if (!route.request().postData()?.includes(`"${functionKey}"`)) return route.fallback();
        if (how === 'fail') return route.fulfill({ json: { ok: false, error: { code: 'function-failed', message: 'There was an error invoking the function' } } });
        await released;
        return route.fallback();
      });
      return async () => {
        release();
        await page.unroute(url);
      };
    },
    stop: async () => {
      await browser.close();
      await platform.stop();
    },
  };
}
