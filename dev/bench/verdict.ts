/**
 * `npm run bench:verdict [-- --runs N]`: simulates KPIs whose truth is known, prints how often verdicts are wrong and right
 * beside what other methods reach, and how long one takes. Ends with code 1 when a bound of goal.ts is broken.
 */
import { parseArgs } from 'node:util';
import { judge } from '../../src/domain/verdict';
import { BOUNDS, OTHERS, RHOS, isBroken } from './goal';
import { type Cell, type Shape, type Tally, draw, tally, uniform } from './simulation';

const DEFAULT_RUNS = 2000;
const SEED = 20260301;
const SHAPES: readonly Shape[] = ['flat', 'drift', 'season', 'outliers', 'missing', 'irregular', 'step 1', 'step 2', 'step 3', 'ramp'];

const { values } = parseArgs({ options: { runs: { type: 'string', default: `${DEFAULT_RUNS}` } } });
const runs = Math.max(1, Math.floor(Number(values.runs) || DEFAULT_RUNS));

const lengths = [...new Map(BOUNDS.map(({ cell: { before, after } }) => [`${before}+${after}`, { before, after }])).values()];
const measured = new Map<string, Tally>();
const nameOf = ({ before, after, rho, shape }: Cell) => `${before}+${after} ${shape} ${rho}`;

function measure(cell: Cell): Tally {
  const known = measured.get(nameOf(cell)) ?? tally(cell, runs, SEED + measured.size);
  measured.set(nameOf(cell), known);
  return known;
}

function shares(length: { before: number; after: number }, shape: Shape, what: 'claimed' | 'found' | 'covered'): string {
  return RHOS.map((rho) => Math.round(100 * measure({ ...length, rho, shape })[what])).join('/');
}

console.log(`Claims in % at autocorrelation ${RHOS.join('/')}, ${runs} runs a cell; powers count the right direction only.\n`);
console.log(['points'.padEnd(8), ...SHAPES.map((s) => s.padEnd(10)), 'covered'].join(' '));
for (const length of lengths) {
  const cells = SHAPES.map((s) => shares(length, s, s.startsWith('step') || s === 'ramp' ? 'found' : 'claimed').padEnd(10));
  console.log([`${length.before}+${length.after}`.padEnd(8), ...cells, shares(length, 'step 2', 'covered')].join(' '));
}

console.log('\nOther methods at 24 points: flat, drift, power at .3 for 2 / 3 σ');
for (const { name, flat, drift, power } of OTHERS) console.log(`${name.padEnd(16)} ${flat.padEnd(10)} ${drift.padEnd(10)} ${power}`);

console.log('\nMilliseconds of processor time per verdict');
for (const n of [30, 60, 120, 250, 500]) {
  const random = uniform(n);
  const cases = Array.from({ length: 400 }, () => draw({ before: n / 2, after: n / 2, rho: 0.3, shape: 'flat' }, random));
  cases.forEach((one) => judge(one));
  const start = process.cpuUsage();
  cases.forEach((one) => judge(one));
  const { user, system } = process.cpuUsage(start);
  console.log(`${`${n}`.padStart(5)} points ${((user + system) / 1000 / cases.length).toFixed(2)}`);
}

const broken = BOUNDS.filter((bound) => isBroken(bound, measure(bound.cell)));
for (const bound of broken) {
  const share = (100 * measure(bound.cell)[bound.what]).toFixed(1);
  console.error(`${nameOf(bound.cell)}: ${bound.what} ${share} %, bound at ${bound.side} ${bound.limit} %`);
}
console.log(broken.length === 0 ? `\nAll ${BOUNDS.length} bounds hold.` : `\n${broken.length} of ${BOUNDS.length} bounds are broken.`);
process.exitCode = broken.length === 0 ? 0 : 1;
