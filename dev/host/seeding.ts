/** Fills a new site: from a file, from the demo, or not at all. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { messageOf, PlatformError } from './error';
import { countLines, linesOf } from './lines';
import type { Platform } from './platform';
import type { ProgressBar } from './progress';

/** What `dev/demo/index.ts` exports. It makes its site through the running platform's HTTP and nothing else. */
export interface Demo {
  seedDemo(context: {
    /** The address of the platform: the Jira API, `/_host/` and everything else. */
    url: string;
    /** The platform's present, at which the demo ends. */
    now: Date;
    progress: (done: number, total: number, what: string) => void;
  }): Promise<void>;
}

/** What the data folder was filled with, kept so that a later start neither repeats nor mixes it. */
interface Seeded {
  with: string;
  done: boolean;
}

const STATE_KEY = 'seed';
const DEMO = new URL('../demo/index.ts', import.meta.url);

/** What to seed with when nothing was said. */
export function defaultSeed(): string {
  return existsSync(fileURLToPath(DEMO)) ? 'demo' : 'empty';
}

/** Checks, before anything is opened or emptied, that a seed can be had. */
export function checkSeed(seed: string): void {
  if (seed === 'demo' && !existsSync(fileURLToPath(DEMO))) {
    throw new PlatformError('There is no demo yet (dev/demo/index.ts). Start with --seed empty or --seed FILE.jsonl.');
  }
  if (seed === 'demo' || seed === 'empty') return;
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
    if (wanted === undefined || wanted === before.with) return [];
    throw new PlatformError(`The data folder already holds "${before.with}". Add --reset to replace it with "${wanted}", or name another --data.`);
  }
  const what = wanted ?? defaultSeed();
  platform.state.set(STATE_KEY, { with: what, done: false } satisfies Seeded);
  const notes = await fill(platform, what, url, bar);
  platform.state.set(STATE_KEY, { with: what, done: true } satisfies Seeded);
  return notes;
}

async function fill(platform: Platform, what: string, url: string, bar: ProgressBar): Promise<string[]> {
  if (what === 'empty') {
    platform.jira.seed([], () => undefined);
    return [];
  }
  if (what === 'demo') {
    // The people that every new site has: the demo begins as their administrator.
    platform.jira.seed([], () => undefined);
    const { seedDemo } = (await import(pathToFileURL(fileURLToPath(DEMO)).href)) as Demo;
    await seedDemo({ url, now: new Date(platform.clock.now()), progress: (done, total, step) => bar.show(done, total, step) });
    bar.end();
    return [];
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
