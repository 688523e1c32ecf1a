import { tCdf, tQuantile } from './distributions';
import { type Noise, expectedError } from './engine';

/** A change is claimed below this p (STATISTICS: keeps false claims at or below 5 % at every length). */
export const CLAIM_P = 0.042;
/** A claim is confirmed below this p, so that looking at every new value does not add up to false claims. */
export const CONFIRM_P = 0.02;
const POWER = 0.8;
/**
 * The engine's answer is wider than its members' typical error, since they differ in their effects too, and a baseline
 * tells its own variation only roughly. With this factor 79 to 88 % are found where 80 % are promised (a test simulates it).
 */
const AVERAGING = 1.1;

/** Times of a series that goes on at one value a cadence, and which of them count as after the launch. */
function extended(times: readonly number[], after: readonly boolean[], more: number) {
  const last = times.at(-1) ?? 0;
  const added = Array.from({ length: more }, (_, i) => last + i + 1);
  return { times: [...times, ...added], after: [...after, ...added.map(() => true)] };
}

/**
 * The smallest change that would be claimed in 8 of 10 cases, once `more` values at the cadence have come after the
 * launch. In the unit of the noise's sigma; undefined when nothing could be estimated then.
 */
export function detectable(
  noise: Noise,
  times: readonly number[],
  after: readonly boolean[],
  more: number,
): number | undefined {
  const then = answerThen(noise, times, after, more);
  return then && then.error * (then.needed + tQuantile(POWER, then.df));
}

/** How likely a change of this size is to be claimed, once `more` values have come; 0 to 1. */
export function powerFor(
  change: number,
  noise: Noise,
  times: readonly number[],
  after: readonly boolean[],
  more: number,
): number | undefined {
  const then = answerThen(noise, times, after, more);
  return then && tCdf(Math.abs(change) / then.error - then.needed, then.df);
}

/** The error that an effect will have then, and how many errors large it must be to be claimed. */
function answerThen(noise: Noise, times: readonly number[], after: readonly boolean[], more: number) {
  const then = extended(times, after, more);
  const error = expectedError(noise, then.times, then.after);
  const df = then.times.length - 2;
  if (error === undefined || !(error > 0) || df < 1) return undefined;
  return { error: AVERAGING * error, df, needed: tQuantile(1 - CLAIM_P / 2, df) };
}

/** More than this many further values is not a plan. */
const MAX_MORE = 200;

/** Fewest further values with which a change of this size would be found in 8 of 10 cases; null = not within 200. */
export function valuesNeeded(
  change: number,
  noise: Noise,
  times: readonly number[],
  after: readonly boolean[],
): number | null {
  const enough = (more: number) => (detectable(noise, times, after, more) ?? Infinity) <= Math.abs(change);
  if (!enough(MAX_MORE)) return null;
  let low = 0;
  let high = MAX_MORE;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
