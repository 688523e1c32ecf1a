/** When the work that remains will be finished, from how much got done in past weeks. */
import { quantile } from './statistics/robust';

export interface ForecastCase {
  /** Items still to be done. */
  remaining: number;
  /** Items done per week, less cancelled ones, oldest first; weeks with none included. */
  throughput: readonly number[];
  /** Numbers in [0, 1). */
  random: () => number;
  runs?: number | undefined;
}

/** Weeks from now until the last item is done. */
export type Forecast =
  | { kind: 'finished' }
  | { kind: 'forecast'; median: number; low: number; high: number | null; middle?: { low: number; high: number | null } | undefined }
  | { kind: 'refused'; reason: 'too-few-weeks' | 'nothing-gets-done' | 'no-scope' };

export const MIN_SAMPLE_WEEKS = 4;
/** A finish further off than this is no forecast: the end of the range is then null. */
export const HORIZON_WEEKS = 520;
const RUNS = 2000;
/** Weeks that are drawn one by one; after so many, chance has evened out beside what is not known of the pace itself. */
const DRAWN_WEEKS = 26;
/** An 80 % range, and inside it one of 50 %. */
const TAIL = 0.1;
const MIDDLE_TAIL = 0.25;

/**
 * Draws weeks until nothing remains, many times over. Each run draws with weights of its own (Bayesian bootstrap, Rubin
 * 1981, Ann Stat 9:130), so that a few sample weeks give a wide range instead of a false certainty.
 */
export function forecast({ remaining, throughput, random, runs = RUNS }: ForecastCase): Forecast {
  if (!Number.isFinite(remaining)) return { kind: 'refused', reason: 'no-scope' };
  if (remaining <= 0) return { kind: 'finished' };
  const samples = throughput.filter((n) => Number.isFinite(n)).map((n) => Math.max(n, 0));
  if (samples.length < MIN_SAMPLE_WEEKS) return { kind: 'refused', reason: 'too-few-weeks' };
  if (!samples.some((n) => n > 0)) return { kind: 'refused', reason: 'nothing-gets-done' };
  const weeks = Array.from({ length: runs }, () => finish(remaining, samples, random));
  const median = quantile(weeks, 0.5) ?? Infinity;
  if (!(median < HORIZON_WEEKS)) return { kind: 'refused', reason: 'nothing-gets-done' };
  const low = (tail: number): number => Math.ceil(quantile(weeks, tail) ?? median);
  const high = (tail: number): number | null => {
    const week = Math.ceil(quantile(weeks, 1 - tail) ?? Infinity);
    return week < HORIZON_WEEKS ? week : null;
  };
  return {
    kind: 'forecast',
    low: low(TAIL),
    median: Math.ceil(median),
    high: high(TAIL),
    middle: { low: low(MIDDLE_TAIL), high: high(MIDDLE_TAIL) },
  };
}

function finish(remaining: number, samples: readonly number[], random: () => number): number {
  // Exponential draws, divided by their sum, are evenly spread over all ways to weigh the samples.
  let total = 0;
  const reach = samples.map(() => (total += -Math.log(1 - random())));
  let left = remaining;
  for (let week = 1; week <= DRAWN_WEEKS; week += 1) {
    const drawn = random() * total;
    let at = 0;
    while (at < reach.length - 1 && drawn >= (reach[at] ?? 0)) at += 1;
    left -= samples[at] ?? 0;
    if (left <= 0) return week;
  }
  const pace = samples.reduce((sum, sample, i) => sum + (sample * ((reach[i] ?? 0) - (reach[i - 1] ?? 0))) / total, 0);
  return Math.min(HORIZON_WEEKS, DRAWN_WEEKS + Math.ceil(left / pace));
}
