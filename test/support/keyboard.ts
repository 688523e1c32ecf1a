/** Somebody at a stage without a mouse: walks by keys alone, and knows where the focus is and what was announced. */
import type { Frame } from 'playwright-core';
import { type Stage } from './stage';

/** Stops on the way to anything on a page: more means that it cannot be reached. */
const MOST_STOPS = 70;
const PATIENCE_MS = 8_000;
const STEP_MS = 50;

interface Focus {
  name: string;
  role: string;
  inDialog: boolean;
  /** Where it ends, in the window that the person looks through; and the window's height. */
  bottom: number;
  top: number;
  height: number;
}

export interface Walker {
  press(...keys: string[]): Promise<void>;
  type(words: string): Promise<void>;
  /** Goes on from stop to stop until what has the focus is called so, and expects that it can be seen. */
  tabTo(name: string | RegExp, key?: 'Tab' | 'Shift+Tab'): Promise<void>;
  focus(): Promise<Focus>;
  /** Waits until what has the focus is called so. */
  focusOn(name: string | RegExp): Promise<Focus>;
  /** Waits until a screen reader was told so since the last time that this was asked. */
  heard(words: RegExp): Promise<void>;
}

/** To be called before the first page is opened. */
export async function walkerOn(stage: Stage): Promise<(module: string) => Walker> {
  await stage.page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const LIVE = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        const near = [target, ...addedNodes].map((node) => (node instanceof Element ? node : node.parentElement));
        const regions = near.flatMap((one) => [one?.closest(LIVE), ...(one?.querySelectorAll(LIVE) ?? [])]);
        for (const region of new Set(regions)) if (region?.textContent) said.push(region.textContent.trim());
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return (module) => walker(stage, module);
}

function walker(stage: Stage, module: string): Walker {
  const { keyboard } = stage.page;

  async function frame(): Promise<Frame> {
    const found = await (await stage.page.locator(`iframe[data-module="${module}"]`).elementHandle())?.contentFrame();
    if (!found) throw new Error(`No frame for ${module}.`);
    return found;
  }

  async function focus(): Promise<Focus> {
    const handle = await stage.page.locator(`iframe[data-module="${module}"]`).elementHandle();
    const { y = 0 } = (await handle?.boundingBox()) ?? {};
    const here = await (await frame()).evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body || !document.hasFocus()) return { name: '', role: '', inDialog: false, top: 0, bottom: 0 };
      const by = one.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      const label = 'labels' in one ? [...((one as HTMLInputElement).labels ?? [])][0]?.textContent : undefined;
      const { top, bottom } = one.getBoundingClientRect();
      const name = (one.getAttribute('aria-label') ?? by ?? label ?? one.textContent ?? '').trim();
      return { name, role: one.getAttribute('role') ?? one.tagName.toLowerCase(), inDialog: one.closest('[role="dialog"]') !== null, top, bottom };
    });
    return { ...here, top: here.top + y, bottom: here.bottom + y, height: stage.page.viewportSize()?.height ?? 0 };
  }

  const fits = (name: string, wanted: string | RegExp): boolean => (typeof wanted === 'string' ? name === wanted : wanted.test(name));

  return {
    press: async (...keys) => {
      for (const key of keys) await keyboard.press(key);
    },
    type: (words) => keyboard.type(words),
    tabTo: async (wanted, key = 'Tab') => {
      const stops: string[] = [];
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        await keyboard.press(key);
        const here = await focus();
        if (here.name !== '') stops.push(here.name);
        if (!fits(here.name, wanted)) continue;
        expect({ name: here.name, seen: here.top >= 0 && here.bottom <= here.height + 1 }).toEqual({ name: here.name, seen: true });
        return;
      }
      throw new Error(`The keyboard does not come to ${String(wanted)}, only to: ${stops.join(' | ')}`);
    },
    focus,
    focusOn: async (wanted) => {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const here = await focus();
        if (fits(here.name, wanted)) return here;
        if (Date.now() > deadline) throw new Error(`The focus is on “${here.name}” and not on ${String(wanted)}.`);
        await stage.page.waitForTimeout(STEP_MS);
      }
    },
    heard: async (words) => {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const said = await (await frame()).evaluate(() => [...(window as unknown as { said: string[] }).said]);
        if (said.some((one) => words.test(one))) break;
        if (Date.now() > deadline) throw new Error(`Nothing like ${String(words)} was announced, only: ${said.join(' | ')}`);
        await stage.page.waitForTimeout(STEP_MS);
      }
      await (await frame()).evaluate(() => void ((window as unknown as { said: string[] }).said.length = 0));
    },
  };
}
