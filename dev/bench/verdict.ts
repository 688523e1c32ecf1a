/**
 * `npm run bench:verdict [-- --runs N] [--short]`: simulates KPIs whose truth is known, prints how often verdicts are wrong
 * and right beside what other methods reach, and how long one takes. Ends with code 1 when a bound of goal.ts is broken.
 * `--short` takes two lengths and fewer runs: it is what the tests run.
 */
import { seeded } from '../../src/domain/statistics/random';
import { parseArgs } from 'node:util';
import { judge } from '../../src/domain/verdict';
import { BOUNDS } from './goal';
import { type Shape, draw } from './simulation';
import { brokenBounds, measurer, tableOf } from './table';

interface Plan {
  runs: number;
  /** Points before and after, such as `12+4`; all of the goal's when left out. */
  lengths?: readonly string[];
  shapes: readonly Shape[];
}

const LONG: Plan = {
  runs: 2000,
  shapes: ['flat', 'drift', 'season', 'outliers', 'missing', 'irregular', 'step 1', 'step 2', 'step 3', 'ramp'],
};
const SHORT: Plan = {
  runs: 200,
  lengths: ['12+4', '24+12'],
  shapes: ['flat', 'drift', 'season', 'outliers', 'missing', 'irregular', 'step 2', 'step 3'],
};
const TIMED = 400;

const { values: options } = parseArgs({ options: { runs: { type: 'string' }, short: { type: 'boolean', default: false } } });
const plan = options.short ? SHORT : LONG;
const runs = Math.max(1, Math.floor(Number(options.runs) || plan.runs));

const measure = measurer(runs);
const nameOf = ({ before, after }: { before: number; after: number }) => `${before}+${after}`;
const bounds = BOUNDS.filter(({ cell }) => plan.lengths?.includes(nameOf(cell)) ?? true);
const lengths = [...new Map(bounds.map(({ cell: { before, after } }) => [nameOf({ before, after }), { before, after }])).values()];
console.log(`${runs} runs a cell. ${tableOf(measure, lengths, plan.shapes)}`);

console.log('\nMilliseconds of processor time per verdict');
for (const n of [30, 60, 120, 250, 500]) console.log(`${`${n}`.padStart(5)} points ${timeOf(n).toFixed(2)}`);

const broken = brokenBounds(measure, bounds);
for (const sentence of broken) console.error(sentence);
console.log(broken.length === 0 ? `\nAll ${bounds.length} bounds hold.` : `\n${broken.length} of ${bounds.length} bounds are broken.`);
process.exitCode = broken.length === 0 ? 0 : 1;

function timeOf(points: number): number {
  const random = seeded(points);
  const cell = { before: points / 2, after: points / 2, rho: 0.3, shape: 'flat' } as const;
  const cases = Array.from({ length: TIMED }, () => draw(cell, random));
  // Once before, so that the compiler has done its work.
  cases.forEach((one) => judge(one));
  const start = process.cpuUsage();
  cases.forEach((one) => judge(one));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / TIMED;
}
