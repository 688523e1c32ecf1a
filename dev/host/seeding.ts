/** Fills a new site: from a file, from the demo, or not at all. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { messageOf, PlatformError } from './error';
import { countLines, linesOf } from './lines';
import type { Platform } from './platform';
import type { ProgressBar } from './progress';

/**
 * What `dev/demo/index.ts` exports. It makes its site through the running platform's HTTP and nothing else, and returns
 * sentences about it that are told at every start.
 */
export interface Demo {
  seedDemo(context: {
    /** The address of the platform: the Jira API, `/_host/` and everything else. */
    url: string;
    /** The platform's present, at which the demo ends. */
    now: Date;
    progress: (done: number, total: number, what: string) => void;
  }): Promise<string[]>;
}

/** What the data folder was filled with, kept so that a later start neither repeats nor mixes it. */
interface Seeded {
  with: string;
  done: boolean;
  /** What is told at every start. */
  notes?: string[];
}

const STATE_KEY = 'seed';
const DAY_MS = 86_400_000;
const DEMO_NAME = 'demo';
const DEMO = new URL('../demo/index.ts', import.meta.url);

/** What to seed with when nothing was said. */
export function defaultSeed(): string {
  return existsSync(fileURLToPath(DEMO)) ? DEMO_NAME : 'empty';
}

/** Checks, before anything is opened or emptied, that a seed can be had. */
export function checkSeed(seed: string): void {
  if (seed === DEMO_NAME && !existsSync(fileURLToPath(DEMO))) {
    throw new PlatformError('There is no demo yet (dev/demo/index.ts). Start with --seed empty or --seed FILE.jsonl.');
  }
  if (seed === DEMO_NAME || seed === 'empty') return;
  if (!existsSync(seed)) {
    throw new PlatformError(`There is no file ${seed}. --seed takes demo, empty or the path of a JSON lines file.`);
  }
}

/** What an earlier start left half filled, which cannot be continued. */
export function isHalfSeeded(platform: Platform): boolean {
  return platform.state.get<Seeded>(STATE_KEY)?.done === false;
}

/** Seeds the site if it is new. Returns sentences for the person who started it. */
export async function seed(platform: Platform, wanted: string | undefined, url: string, bar: ProgressBar): Promise<string[]> {
  const before = platform.state.get<Seeded>(STATE_KEY);
  if (before) {
    if (wanted === undefined || wanted === before.with) return [...(before.notes ?? []), ...behind(platform)];
    throw new PlatformError(`The data folder already holds "${before.with}". Add --reset to replace it with "${wanted}", or name another --data.`);
  }
  const what = wanted ?? defaultSeed();
  platform.state.set(STATE_KEY, { with: what, done: false } satisfies Seeded);
  const notes = await fill(platform, what, url, bar);
  platform.state.set(STATE_KEY, { with: what, done: true, ...(what === DEMO_NAME ? { notes } : {}) } satisfies Seeded);
  return notes;
}

/** That a demo which was kept shows an earlier day. */
function behind({ clock }: Platform): string[] {
  const days = Math.floor((Date.now() - clock.now()) / DAY_MS);
  if (!clock.waitsWhileOff || days < 1) return [];
  const day = new Date(clock.now()).toISOString().slice(0, 10);
  return [`The demo's clock runs only while the platform does, so it shows ${day}, ${days} ${days === 1 ? 'day' : 'days'} ago. Add --reset to make it anew, up to today.`];
}

async function fill(platform: Platform, what: string, url: string, bar: ProgressBar): Promise<string[]> {
  if (what === 'empty') {
    platform.jira.seed([], () => undefined);
    return [];
  }
  if (what === DEMO_NAME) {
    // The people that every new site has: the demo begins as their administrator.
    platform.jira.seed([], () => undefined);
    const { seedDemo } = (await import(pathToFileURL(fileURLToPath(DEMO)).href)) as Demo;
    const notes = await seedDemo({ url, now: new Date(platform.clock.now()), progress: (done, total, step) => bar.show(done, total, step) });
    bar.end();
    // Its story ends at the platform's present, and weeks without a value would make another of it.
    platform.clock.waitWhileOff();
    return notes;
  }
  return seedFile(platform, what, bar);
}

function seedFile(platform: Platform, file: string, bar: ProgressBar): string[] {
  const total = countLines(file);
  try {
    const report = platform.jira.seed(linesOf(file), (done) => bar.show(done, total, 'issues'));
    return [`${report.issues} issues of ${report.projects.join(', ')}, ${report.users} people.`, ...report.notes];
  } catch (error) {
    // Nothing is loaded of a broken file; the next start may name another.
    throw new PlatformError(`${file}: ${messageOf(error)}`);
  } finally {
    bar.end();
  }
}
