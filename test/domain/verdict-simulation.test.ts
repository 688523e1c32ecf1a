import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { seeded } from '../../src/domain/statistics/random';
import { draw } from '../../dev/bench/simulation';
import { canTell } from '../../src/domain/can-tell';
import { judge } from '../../src/domain/verdict';

const root = join(__dirname, '../..');

it('a verdict on simulated KPIs claims falsely, finds and covers as often as the goal says', () => {
  // In a process of its own, where numbers run ten times as fast as among Jest's; `npm run bench:verdict` is the long form.
  const args = ['--import', 'tsx', 'dev/bench/verdict.ts', '--short'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  process.stdout.write(stdout);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toMatch(/All \d{2,} bounds hold\./);
}, 120_000);

it('a change that a KPI was said to show in 8 of 10 cases is found in about so many', () => {
  const runs = 80;
  const random = seeded(11);
  let found = 0;
  for (let run = 0; run < runs; run += 1) {
    const series = draw({ before: 24, after: 12, rho: 0.3, shape: 'flat' }, random);
    const values = series.values.map((v) => v ?? 0);
    const answer = canTell({ times: series.times.slice(0, 24), values: values.slice(0, 24), planned: 1, after: 12, scale: 'none' });
    if (answer.kind === 'refused') throw new Error(answer.reason);
    const changed = values.map((v, i) => (i < 24 ? v : v + answer.detectable.power80));
    const { kind } = judge({ ...series, values: changed, better: 1 });
    found += kind === 'improved' ? 1 : 0;
  }
  expect(found / runs).toBeGreaterThan(0.7);
  expect(found / runs).toBeLessThan(0.92);
}, 60_000);
