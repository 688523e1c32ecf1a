/**
 * `npm run soak`: what takes an hour or so. Chaos from several seeds, a simulated quarter of ten projects with every fault on,
 * and each retry and guard taken away in turn, without which a test must fail. `-- --quarter`, `-- --chaos` and
 * `-- --guards [WORD]` run one of them; CHAOS_SEED and SOAK_WEEKS choose what is played.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { withoutGuards } from './without-guards';

const SEEDS = 5;
const [asked, word] = process.argv.slice(2);

function jest(project: string, pattern: string, environment: Record<string, string> = {}): boolean {
  const args = [join('node_modules', 'jest', 'bin', 'jest.js'), '--selectProjects', project, '--maxWorkers=1', '--testPathPatterns', pattern];
  return spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0;
}

function chaos(): boolean {
  const first = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
  return Array.from({ length: SEEDS }, (_, n) => jest('platform', 'test/app/chaos', { CHAOS_SEED: String(first + n) })).every(Boolean);
}

const parts = { '--chaos': chaos, '--quarter': () => jest('soak', 'quarter'), '--guards': () => withoutGuards(word) };
const chosen = Object.entries(parts).filter(([name]) => asked === undefined || asked === name);
process.exitCode = chosen.length > 0 && chosen.map(([, run]) => run()).every(Boolean) ? 0 : 1;
