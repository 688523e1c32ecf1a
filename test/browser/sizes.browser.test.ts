import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * What a person waits for: all script that an entry loads before it can show anything, as it is sent. Runs with the
 * browser tests because it needs the built pages.
 */
const DIST = join(__dirname, '..', '..', 'static', 'dist');
const KIB = 1024;

/** Scripts named by the entry, and those that they import at once, over and over. */
function scriptsOf(entry: string): Set<string> {
  const html = readFileSync(join(DIST, `${entry}.html`), 'utf8');
  return follow([...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].flatMap((m) => m[1] ?? []), new Set());
}

/** Adds the files, and what they import at once, to what was found. */
function follow(files: readonly string[], found: Set<string>): Set<string> {
  const queue = [...files];
  while (queue.length > 0) {
    const file = queue.pop() ?? '';
    if (found.has(file)) continue;
    found.add(file);
    const code = readFileSync(join(DIST, file), 'utf8');
    const imports = [...code.matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g)];
    queue.push(...imports.flatMap((m) => (m[1] === undefined ? [] : `assets/${m[1]}`)));
  }
  return found;
}

const sizeOf = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).length, 0);
const gzipped = (entry: string): number => sizeOf(scriptsOf(entry));

/** All that a full surface comes to load by itself: the entry, and the parts that come after the words unasked, by the names that the build gives them. */
function wholeOf(entry: string, parts: readonly string[]): Set<string> {
  const chunks = readdirSync(join(DIST, 'assets'));
  const named = parts.map((part) => chunks.filter((file) => new RegExp(`^${part}-[\\w-]{8}\\.js$`).test(file)));
  expect(named.filter((found) => found.length === 0)).toEqual([]);
  return follow(named.flat().map((file) => `assets/${file}`), scriptsOf(entry));
}

describe('what a page loads before it shows anything', () => {
  it.each([
    ['issue-panel', 110],
    ['issue-context', 110],
    ['project-page', 260],
    ['project-settings', 260],
    ['global-page', 260],
    ['admin-page', 260],
    ['gate-rule', 260],
  ])('%s: at most %d KiB of script, gzipped', (entry, limit) => {
    expect(existsSync(join(DIST, `${entry}.html`))).toBe(true);
    expect(scriptsOf(entry).size).toBeGreaterThan(0);
    expect(gzipped(entry) / KIB).toBeLessThanOrEqual(limit);
  });

  it.each([
    ['issue-panel', ['small-kpi', 'small-work', 'gauges-as'], 130],
    ['project-page', ['quadrant', 'lanes'], 290],
  ] as const)('%s with all that comes to stand on it, %j: at most %d KiB', (entry, parts, limit) => {
    const whole = sizeOf(wholeOf(entry, parts)) / KIB;
    expect(whole).toBeGreaterThan(gzipped(entry) / KIB);
    expect(whole).toBeLessThanOrEqual(limit);
  });

  it('no page loads the schema library, which tries to evaluate text and so breaks the content policy', () => {
    const entries = ['issue-panel', 'issue-context', 'project-page', 'project-settings', 'global-page', 'admin-page', 'gate-rule'];
    const holding = entries.filter((entry) => [...scriptsOf(entry)].some((file) => readFileSync(join(DIST, file), 'utf8').includes('jitless')));
    expect(holding).toEqual([]);
  });

  it('the German waits until somebody reads it', () => {
    const everywhere = [...scriptsOf('global-page'), ...scriptsOf('issue-panel')].map((file) => readFileSync(join(DIST, file), 'utf8')).join('\n');
    expect(everywhere).toContain('Try again');
    expect(everywhere).not.toContain('Erneut versuchen');
  });
});
