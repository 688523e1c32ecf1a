/**
 * `npm run shots [-- WORD…]`: pictures of every scene whose name holds one of the words (all without any), in both
 * languages, light and dark, at three widths, into `.needle/shots`, which is not committed; with `--few` only the two
 * that differ most, for a first look. `--reset` begins with new sites. Says what axe or the eye for overflow finds; exit code 1 when something was found.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from './browser';
import { SCENES, type Scene } from './scenes';
import { northbankOn, startSite } from './site';
import { type Color, Viewer } from './viewer';

const FOLDER = join('.needle', 'shots');
const LOCALES = ['en-US', 'de-DE'];
const COLORS: readonly Color[] = ['light', 'dark'];
const WIDTHS = [1440, 768, 320];
/** Pages with charts are looked at on a wall's screen too. */
const WALL = 2560;
const ON_WALLS = /^(project-page\.(full|outcome|report)|global-page\.(outcomes|outcome|kpi|review)|admin-page\.full)$/;
/** Source: web.dev, "good" cumulative layout shift is below 0.1; ours is half of it. */
const MOST_SHIFT = 0.05;
const FEW = new Set(['en-light-1440', 'de-dark-320']);
const few = process.argv.includes('--few');

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const scenes = SCENES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (process.argv.includes('--reset')) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

async function main(): Promise<void> {
  const [demo, empty, browser] = await Promise.all([
    startSite('demo', join(FOLDER, 'sites', 'demo')),
    startSite('empty', join(FOLDER, 'sites', 'empty')),
    startBrowser(),
  ]);
  try {
    const found = await takeAll(await Viewer.before(browser, { demo, empty }, await northbankOn(demo)));
    console.log(`${scenes.length} scenes in ${FOLDER}; ${found} faults found.`);
    process.exitCode = found === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await Promise.all([demo.stop(), empty.stop()]);
  }
}

/** Takes every picture; resolves to how many faults were found. */
async function takeAll(viewer: Viewer): Promise<number> {
  let found = 0;
  for (const scene of scenes) {
    for (const locale of LOCALES) {
      try {
        const faults = await take(viewer, scene, locale);
        found += faults.length;
        for (const fault of faults) console.log(`${scene.name} ${locale} ${fault}`);
      } catch (error) {
        // One scene that cannot be reached is no reason to see none of the others.
        found += 1;
        console.log(`${scene.name} ${locale}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    console.log(`${scene.name}: done`);
  }
  await viewer.leave();
  for (const complaint of new Set(viewer.complaints)) console.log(`The browser complained: ${complaint}`);
  return found;
}

/** Takes a scene in one language, in all colours and widths; resolves to what is wrong with it. */
async function take(viewer: Viewer, scene: Scene, locale: string): Promise<string[]> {
  const found: string[] = [];
  await viewer.open(scene, locale);
  const shift = await viewer.shift();
  if (shift > MOST_SHIFT) found.push(`moved by ${shift.toFixed(3)} while it loaded`);
  for (const color of COLORS) {
    for (const width of ON_WALLS.test(scene.name) ? [WALL, ...WIDTHS] : WIDTHS) {
      const dress = `${locale.slice(0, 2)}-${color}-${width}`;
      if (few && !FEW.has(dress)) continue;
      await viewer.dress(color, width);
      await viewer.page.screenshot({ path: join(FOLDER, `${scene.name}-${dress}.png`), fullPage: true });
      found.push(...(await viewer.faults()).map((fault) => `${color} ${width}: ${fault}`));
    }
  }
  return found;
}

void main();
