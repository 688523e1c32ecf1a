/**
 * Simulated KPIs whose truth is known, to measure how often a verdict is wrong. Noise has a marginal standard deviation of
 * 1, so every size here is in σ. All draws come from the seed.
 */
import { seeded } from '../../src/domain/statistics/random';
import { type Case, type Verdict, judge } from '../../src/domain/verdict';

/** What is not ordinary variation: nothing, or what happens without any launch, or what the launch does. */
export type Shape = 'flat' | 'drift' | 'season' | 'outliers' | 'missing' | 'irregular' | 'step 1' | 'step 2' | 'step 3' | 'ramp';

export interface Cell {
  before: number;
  after: number;
  /** Correlation of neighbouring values. */
  rho: number;
  shape: Shape;
}

const DRIFT = 4;
const RAMP = 4;
const SEASON = { period: 12, amplitude: 1 };
const OUTLIERS = { share: 0.05, size: 6 };
const MISSING = 0.2;
const STEPS: Partial<Record<Shape, number>> = { 'step 1': 1, 'step 2': 2, 'step 3': 3 };

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The mean effect, over the points after the launch, that a cell's truth holds. */
export function truthOf({ shape, after }: Cell): number {
  if (shape === 'ramp') return (RAMP * (after + 1)) / (2 * after);
  return STEPS[shape] ?? 0;
}

/** One series of a cell; less or more is better by turns, so that both ways are tried. */
export function draw(cell: Cell, random: () => number): Case {
  const { before, after, rho, shape } = cell;
  const n = before + after;
  const times: number[] = [];
  const values: (number | null)[] = [];
  const phase = random() * 2 * Math.PI;
  let noise = 0;
  let time = 0;
  for (let i = 0; i < n; i += 1) {
    const gap = shape === 'irregular' && i > 0 ? 0.25 + 1.5 * random() : 1;
    const carried = i === 0 ? 0 : rho ** gap;
    noise = carried * noise + Math.sqrt(1 - carried * carried) * normal(random);
    time += i === 0 ? 0 : gap;
    const sinceLaunch = i - before + 1;
    let value = noise;
    if (shape === 'drift') value += (DRIFT * i) / (n - 1);
    if (shape === 'season') value += SEASON.amplitude * Math.SQRT2 * Math.sin((2 * Math.PI * i) / SEASON.period + phase);
    if (shape === 'outliers' && random() < OUTLIERS.share) value += OUTLIERS.size * (random() < 0.5 ? -1 : 1);
    if (sinceLaunch > 0) value += shape === 'ramp' ? (RAMP * sinceLaunch) / after : (STEPS[shape] ?? 0);
    times.push(time);
    values.push(shape === 'missing' && random() < MISSING ? null : value);
  }
  return { times, values, launch: times[before] ?? 0, better: random() < 0.5 ? 1 : -1, scale: 'none' };
}

/** Shares, 0 to 1, of a cell's runs. */
export interface Tally {
  runs: number;
  /** Any change claimed. */
  claimed: number;
  /** A change claimed in the direction of the truth. */
  found: number;
  /** A change claimed at the stricter level. */
  confirmed: number;
  /** "No detectable change". */
  flat: number;
  /** The 95 % interval held the truth, of the runs that came to one. */
  covered: number;
}

export function tally(cell: Cell, runs: number, seed: number): Tally {
  const random = seeded(seed);
  const truth = truthOf(cell);
  const counts = { claimed: 0, found: 0, confirmed: 0, flat: 0, covered: 0, intervals: 0 };
  for (let run = 0; run < runs; run += 1) {
    const verdict = judge(draw(cell, random));
    const effect = effectOf(verdict);
    if (effect) {
      counts.intervals += 1;
      counts.covered += effect.low <= truth && truth <= effect.high ? 1 : 0;
    }
    if (verdict.kind === 'no detectable change') counts.flat += 1;
    if (verdict.kind !== 'improved' && verdict.kind !== 'worsened') continue;
    counts.claimed += 1;
    counts.found += verdict.effect.effect * truth > 0 ? 1 : 0;
    counts.confirmed += verdict.strength === 'confirmed' ? 1 : 0;
  }
  return {
    runs,
    claimed: counts.claimed / runs,
    found: counts.found / runs,
    confirmed: counts.confirmed / runs,
    flat: counts.flat / runs,
    covered: counts.covered / Math.max(counts.intervals, 1),
  };
}

function effectOf(verdict: Verdict) {
  if (verdict.kind === 'refused') return undefined;
  return verdict.kind === 'not enough data' ? verdict.soFar : verdict.effect;
}
