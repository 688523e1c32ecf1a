/** Somebody before a browser: opens scenes, dresses them in colours and widths, and says what is wrong with them. */
import AxeSource from 'axe-core';
import { type Browser, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { type ChartsFound, chartsIn } from './charts';
import { type Scene } from './scenes';
import { type Northbank, type Site } from './site';

export type Color = 'light' | 'dark';

/** Surfaces that are a part of a page of Jira's, which holds the first heading: an issue's summary, a workflow's name. */
const PARTS = ['issue-', 'gate'];
const IN_JIRAS_PAGE = { 'page-has-heading-one': { enabled: false } };
const HEIGHT = 900;
/** As the functions answer who may not see it; the page knows these words in both languages. */
const REFUSAL = { code: 'not-found', message: 'There is no such project, or you may not see it.', remedy: 'Reload the page; it may have been removed or restricted.' };

export class Viewer {
  /** What the browser complained of, such as a breach of the content policy. */
  readonly complaints: string[] = [];
  private scene: Scene | undefined;
  private release: () => Promise<void> = () => Promise.resolve();

  private constructor(
    readonly page: Page,
    private readonly sites: Readonly<Record<Scene['site'], Site | undefined>>,
    private readonly northbank: Northbank,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }

  static async before(browser: Browser, sites: Viewer['sites'], northbank: Northbank): Promise<Viewer> {
    const context = await browser.newContext({ viewport: { width: 1440, height: HEIGHT }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return new Viewer(page, sites, northbank);
  }

  /** Opens a scene as its person, who reads that language, and waits until it stands. */
  async open(scene: Scene, locale: string, width = 1440): Promise<void> {
    const site = this.sites[scene.site];
    if (!site) throw new Error(`No site for ${scene.name}.`);
    await this.leave();
    this.scene = scene;
    await site.jira(scene.as, 'PUT', '/rest/api/3/mypreferences/locale', { locale: locale.replace('-', '_') });
    await this.page.setViewportSize({ width, height: HEIGHT });
    const takeBack = await scene.prepare?.(site, this.northbank);
    const undisturb = await this.disturb(site, scene);
    this.release = async () => {
      await undisturb();
      await takeBack?.();
    };
    const path = scene.path(this.northbank);
    await this.page.goto(`${site.url}${path}${path.includes('?') ? '&' : '?'}as=${scene.as}&color=light`);
    await scene.reach?.(this.page);
    const waits = scene.disturb?.how === 'wait';
    await this.stands(waits && !scene.act);
    if (!scene.act) return;
    await scene.act(this.surface(), this.page);
    await this.stands(waits);
  }

  /** Takes back what the last scene needed. */
  async leave(): Promise<void> {
    const { release } = this;
    // Once only: what could not be taken back is no reason to see nothing of the scenes that follow.
    this.release = () => Promise.resolve();
    await release();
  }

  surface(): FrameLocator {
    return this.element().contentFrame();
  }

  /** Shows the scene as it stands in other colours and at another width, without loading it again. */
  async dress(color: Color, width: number): Promise<void> {
    await this.page.setViewportSize({ width, height: HEIGHT });
    const dressed = (mode: Color): void => document.documentElement.setAttribute('data-color-mode', mode);
    await this.page.evaluate(dressed, color);
    await (await this.frame()).evaluate(dressed, color);
    await this.settled();
  }

  /** What axe finds, what stands out to the side, and words that are cut off. */
  async faults(): Promise<string[]> {
    const frame = await this.frame();
    await frame.evaluate(AxeSource.source);
    const rules = PARTS.some((part) => this.scene?.module.startsWith(part)) ? IN_JIRAS_PAGE : {};
    const found = await frame.evaluate(async (options) => {
      const { axe } = window as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run(options)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    }, { rules });
    return [...found, ...(await frame.evaluate(overflowing))];
  }

  /** The charts that stand there, and what they lack. */
  async charts(): Promise<ChartsFound> {
    return (await this.frame()).evaluate(chartsIn);
  }

  /** How far what stood moved by itself since the page was opened: Chromium's cumulative layout shift. */
  async shift(): Promise<number> {
    return (await this.frame()).evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver(() => undefined);
          observer.observe({ type: 'layout-shift', buffered: true });
          // Buffered entries are delivered in a task of their own.
          setTimeout(() => {
            const entries = observer.takeRecords() as unknown as { value: number; hadRecentInput: boolean }[];
            resolve(entries.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0));
          }, 0);
        }),
    );
  }

  /** Of several of its kind the last one, which is the one that was just opened. */
  private element(): Locator {
    return this.page.locator(`iframe[data-module="${this.scene?.module ?? ''}"]`).last();
  }

  /** The surface's frame, in view: Chromium draws nothing in a frame that is not. */
  private async frame(): Promise<Frame> {
    const element = this.element();
    await element.scrollIntoViewIfNeeded();
    const frame = await (await element.elementHandle())?.contentFrame();
    if (!frame) throw new Error(`No frame for ${this.scene?.name ?? 'nothing'}.`);
    return frame;
  }

  /** The page's first content is there, and no part of it waits for more, unless the scene makes it wait. */
  private async stands(waits: boolean): Promise<void> {
    const surface = this.surface();
    await surface.locator('.n-surface > *').first().waitFor();
    if (waits) await surface.locator('.n-skeleton').first().waitFor();
    else await surface.locator('.n-surface:not(:has(.n-skeleton)):not(:has([aria-busy="true"]))').waitFor();
    await this.settled();
  }

  private async settled(): Promise<void> {
    const frame = await this.frame();
    await frame.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }

  private async disturb(site: Site, { disturb }: Scene): Promise<() => Promise<void>> {
    if (!disturb) return () => Promise.resolve();
    const url = `${site.url}/_host/invoke`;
    let go = (): void => undefined;
    const released = new Promise<void>((resolve) => (go = resolve));
    await this.page.route(url, async (route) => {
      if (!route.request().postData()?.includes(`"${disturb.call}"`)) return route.fallback();
      if (disturb.how === 'fail') return route.fulfill({ json: { ok: false, error: { code: 'function-failed', message: 'There was an error invoking the function' } } });
      if (disturb.how === 'refuse') return route.fulfill({ json: { ok: true, result: { ok: false, error: REFUSAL } } });
      await released;
      return route.abort();
    });
    return async () => {
      await this.page.unrouteAll({ behavior: 'ignoreErrors' });
      go();
    };
  }
}

/** Runs in a page: what stands out of it to the side, buttons, labels and selects that do not hold their words, and keys of issues that a line's end breaks. */
export function overflowing(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  const cut = [...document.querySelectorAll<HTMLElement>('button, button > span, label, th, h1, h2, h3, legend, .n-signal, .n-verdict, [class*="-singleValue"]')].filter((one) => {
    const { overflowX, display, clipPath } = getComputedStyle(one);
    // What is for screen readers alone is clipped on purpose.
    return display !== 'inline' && clipPath === 'none' && overflowX !== 'visible' && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
  });
  const out = [...document.querySelectorAll<HTMLElement>('body *')].filter((one) => !one.closest('thead') && one.getBoundingClientRect().right > clientWidth + 1);
  const wide = scrollWidth > clientWidth ? [`wider than its frame: ${scrollWidth} of ${clientWidth}: ${out.at(-1)?.outerHTML.slice(0, 160) ?? ''}`] : [];
  // Issues' keys that go on in a second line.
  const broken: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const { 0: key, index } of (texts.currentNode.textContent ?? '').matchAll(/\b[A-Z][A-Z0-9_]+-\d+\b/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + key.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(`broken: ${key}`);
    }
  }
  return [...wide, ...cut.map((one) => `cut off: ${one.outerHTML.slice(0, 160)}`), ...broken];
}
