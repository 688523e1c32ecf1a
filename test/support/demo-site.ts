/** Northbank made once and copied for each test that wants it: making it takes longer than most tests. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Beyond this age the demo's present is too long ago. */
const FRESH_MS = 3_600_000;
/** After this a maker is taken to have died. */
const MAKER_MS = 240_000;
const POLL_MS = 200;
const MAKING = '.making';

/** What the demo is made from: when any of it changes, it is made anew. */
const SOURCES = ['src', 'dev/host', 'dev/demo', 'dev/client', 'manifest.yml'];

/** A folder of the caller's own that holds the demo. `make` fills a folder, and leaves it closed; it is asked only where none is ready. */
export async function copyOfDemo(root: string, make: (folder: string) => Promise<void>): Promise<string> {
  const kept = join(root, '.needle', 'demo-sites');
  const made = join(kept, fingerprint(root));
  mkdirSync(kept, { recursive: true });
  while (!isFresh(made)) {
    if (takesTurn(made + MAKING)) await makeIn(made, make);
    else await new Promise((wait) => setTimeout(wait, POLL_MS));
  }
  const copy = mkdtempSync(join(tmpdir(), 'needle-platform-'));
  cpSync(made, copy, { recursive: true });
  return copy;
}

async function makeIn(made: string, make: (folder: string) => Promise<void>): Promise<void> {
  const turn = made + MAKING;
  try {
    const folder = join(turn, 'site');
    await make(folder);
    for (const name of readdirSync(dirname(made))) if (!name.endsWith(MAKING)) rmSync(join(dirname(made), name), { recursive: true, force: true });
    // At once, so that nobody takes half of it.
    renameSync(folder, made);
  } finally {
    rmSync(turn, { recursive: true, force: true });
  }
}

/** Whether this process is the one that makes it; test files run beside each other. */
function takesTurn(turn: string): boolean {
  if (existsSync(turn) && Date.now() - statSync(turn).mtimeMs > MAKER_MS) rmSync(turn, { recursive: true, force: true });
  try {
    mkdirSync(turn);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isFresh(made: string): boolean {
  return existsSync(made) && Date.now() - statSync(made).mtimeMs < FRESH_MS;
}

function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const about = statSync(path);
    if (about.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path} ${about.size} ${about.mtimeMs}\n`);
  };
  for (const source of SOURCES) add(join(root, source));
  return hash.digest('hex').slice(0, 16);
}
