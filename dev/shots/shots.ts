/**
 * `npm run shots [-- WORD…]`: pictures of every scene whose name holds one of the words (all without any), in both
 * languages, light and dark, at three widths, into `.needle/shots`, which is not committed. `--reset` begins with new
 * sites. Says what axe or the eye for overflow finds; exit code 1 when something was found.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBrowser } from './browser';
import { SCENES } from './scenes';
import { northbankOn, startSite } from './site';
import { type Color, Viewer } from './viewer';

const FOLDER = join('.needle', 'shots');
const LOCALES = ['en-US', 'de-DE'];
const COLORS: readonly Color[] = ['light', 'dark'];
const WIDTHS = [1440, 768, 320];

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
      await viewer.open(scene, locale);
      const shift = await viewer.shift();
      if (shift > 0.05) console.log(`${scene.name} ${locale}: moved by ${shift.toFixed(3)} while it loaded`);
      for (const color of COLORS) {
        for (const width of WIDTHS) {
          await viewer.dress(color, width);
          await viewer.page.screenshot({ path: join(FOLDER, `${scene.name}-${locale.slice(0, 2)}-${color}-${width}.png`), fullPage: true });
          const faults = await viewer.faults();
          found += faults.length;
          for (const fault of faults) console.log(`${scene.name} ${locale} ${color} ${width}: ${fault}`);
        }
      }
    }
    console.log(`${scene.name}: done`);
  }
  for (const complaint of new Set(viewer.complaints)) console.log(`The browser complained: ${complaint}`);
  return found;
}

void main();
