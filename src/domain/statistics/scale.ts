import { median } from './robust';

export const SCALES = ['none', 'log', 'sqrt'] as const;
/** On which scale ordinary variation is about the same at every level. */
export type Scale = (typeof SCALES)[number];

/** Largest median of whole numbers that are taken for counts; above it a count varies like any other figure. */
const MAX_COUNT_MEDIAN = 200;
/** A positive series whose largest value is this many times its smallest varies in ratios. */
const RATIO = 4;

/**
 * The scale by rule: square root for counts (whole numbers from 0 with a small median), logarithm for positive series
 * that span a large ratio, else none.
 */
export function chooseScale(values: readonly number[]): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const whole = values.every((v) => Number.isInteger(v)) && low >= 0;
  if (whole && (median(values) ?? Infinity) <= MAX_COUNT_MEDIAN && high > low) return 'sqrt';
  return low > 0 && high / low >= RATIO ? 'log' : 'none';
}

/** Whether the scale exists for these values. */
export function scaleFits(values: readonly number[], scale: Scale): boolean {
  if (scale === 'log') return values.every((v) => v > 0);
  return scale === 'none' || values.every((v) => v >= 0);
}

export function forward(value: number, scale: Scale): number {
  if (scale === 'log') return Math.log(value);
  return scale === 'sqrt' ? Math.sqrt(value) : value;
}

export function backward(value: number, scale: Scale): number {
  if (scale === 'log') return Math.exp(value);
  return scale === 'sqrt' ? Math.max(value, 0) ** 2 : value;
}

/**
 * An effect on the scale, in the unit of the values: the level after the launch less what it would have been without.
 * `levelAfter` is the mean of the scaled values after the launch.
 */
export function effectInUnit(effect: number, levelAfter: number, scale: Scale): number {
  if (scale === 'none') return effect;
  return backward(levelAfter, scale) - backward(levelAfter - effect, scale);
}
