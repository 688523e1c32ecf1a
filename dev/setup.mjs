/**
 * What `npm start` and `npm test` need before they can run anything: packages, built pages, a browser. Plain Node and
 * no packages, because it runs where nothing is installed yet.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 20;

/** Names under which systems install Chromium or Chrome. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** What the pages are built from. */
const PAGE_SOURCES = ['static', 'src/contract', 'src/domain', 'package.json'];

/** Written by npm at the end of an installation. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const BUILT = join(ROOT, 'static', 'dist');

/** Ends the process with one sentence that says what is missing and what to do. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a command in the repository, showing what it prints; ends the process with `sentence` when it fails. */
export function run(command, args, sentence) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.error || result.status !== 0) fail(sentence);
}

/** Refuses a Node that is too old to run the rest. */
export function ensureNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) fail(`Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
}

/** Installs the packages when there are none or the lock file is newer. */
export function ensureInstalled() {
  ensureNode();
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages (npm ci); this takes a minute or two…');
  run('npm', ['ci', '--no-audit', '--no-fund'], 'npm ci failed; its message above says why. Without a network, copy node_modules from another machine.');
  // A lock file that was checked out a moment ago must not look newer than what was installed from it.
  utimesSync(INSTALLED, new Date(), new Date());
}

/** Builds the pages when there are none or a source is newer. */
export function ensureBuilt() {
  const sources = Math.max(...PAGE_SOURCES.map((path) => newest(join(ROOT, path), BUILT)));
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= sources) return;
  console.log('Building the pages…');
  run('npm', ['run', '--silent', 'build'], 'The pages do not build; the message above says where.');
  // The folder's own time tells when it was last built, whichever files changed.
  utimesSync(BUILT, new Date(), new Date());
}

/** Finds Chromium, or installs it where that can be done unasked. Returns its path. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const debian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!debian) fail('No Chromium was found. Install Chromium or Chrome, or name one with CHROMIUM_PATH=/path/to/chromium.');
  console.log('Installing Chromium (apt-get install chromium)…');
  const sentence = 'Chromium could not be installed by apt-get. Install it by hand, or name one with CHROMIUM_PATH=/path/to/chromium.';
  run('apt-get', ['update', '-qq'], sentence);
  run('apt-get', ['install', '-y', '-qq', 'chromium'], sentence);
  return findChromium() ?? fail(sentence);
}

function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isProgram(named) ? named : fail(`CHROMIUM_PATH names ${named}, which is no program.`);
  const folders = (process.env.PATH ?? '').split(delimiter);
  const applications = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
  return [...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))), ...applications].find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The newest time of a file, or of any file in a folder, `without` left out; 0 when there is none. */
function newest(path, without) {
  if (path === without || !existsSync(path)) return 0;
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name), without)));
}
