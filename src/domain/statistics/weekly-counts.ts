import { negativeBinomialCdf } from './distributions';

/** The pace of a weekly count over a number of weeks, and how unevenly it comes. */
export interface Pace {
  /** Mean per week. */
  mean: number;
  /** Variance of a week = mean + dispersion · mean². */
  dispersion: number;
  /** Weeks that it was measured over. */
  weeks: number;
}

/** The dispersion that weekly counts of finished work usually have, and how many blocks' worth it is believed. */
export const USUAL_DISPERSION = 0.25;
const USUAL_BLOCKS = 12;
/** Blocks of two weeks, so that a two-week sprint rhythm is no dispersion. */
const BLOCK = 2;

/** The pace of consecutive weekly counts; undefined for none. */
export function paceOf(counts: readonly number[]): Pace | undefined {
  if (counts.length === 0) return undefined;
  const mean = counts.reduce((sum, c) => sum + c, 0) / counts.length;
  return { mean, dispersion: dispersionOf(counts, mean), weeks: counts.length };
}

/** From the variance of the blocks, shrunk towards the usual one: few blocks tell little. */
function dispersionOf(counts: readonly number[], mean: number): number {
  const blocks: number[] = [];
  for (let i = 0; i + BLOCK <= counts.length; i += BLOCK) {
    blocks.push(counts.slice(i, i + BLOCK).reduce((sum, c) => sum + c, 0));
  }
  const expected = BLOCK * mean;
  if (blocks.length < 2 || mean === 0) return USUAL_DISPERSION;
  const variance = blocks.reduce((sum, b) => sum + (b - expected) ** 2, 0) / (blocks.length - 1);
  // A block of two independent weeks has half a week's dispersion.
  const found = Math.max((BLOCK * (variance - expected)) / (expected * expected), 0);
  return (blocks.length * found + USUAL_BLOCKS * USUAL_DISPERSION) / (blocks.length + USUAL_BLOCKS);
}

/**
 * Probability that at most `count` come in `weeks` further weeks at this pace: predictive negative binomial whose
 * variance holds the weeks' own variation and the error of the pace.
 */
export function chanceOfAtMost(count: number, weeks: number, { mean, dispersion, weeks: measured }: Pace): number {
  const expected = weeks * mean;
  if (!(expected > 0)) return 1;
  const week = mean + dispersion * mean * mean;
  const variance = weeks * week + (weeks * weeks * week) / measured;
  return negativeBinomialCdf(count, expected, (variance - expected) / (expected * expected));
}
