import { seeded } from '../../../src/domain/statistics/random';
import { type Random, normal } from '../../../dev/demo/random';
import { trap } from '../../../src/domain/trap';
import { negativeBinomial } from './weekly-work';

const BEFORE = 24;

export interface Launch {
  /** Of the KPI, in standard deviations; 3 are planned. */
  effect: number;
  /** Weeks since. */
  after: number;
  /** Whether twice as much gets done from then on. */
  busier: boolean;
}

/** A KPI whose noise has a standard deviation of 1 and neighbours that correlate by .3, beside work that doubles or not. */
function draw(random: Random, { effect, after, busier }: Launch) {
  let noise = normal(random);
  const kpi: number[] = [];
  const activity: number[] = [];
  for (let week = 0; week < BEFORE + after; week += 1) {
    noise = 0.3 * noise + Math.sqrt(1 - 0.3 ** 2) * normal(random);
    kpi.push(noise + (week >= BEFORE ? effect : 0));
    activity.push(negativeBinomial(random, busier && week >= BEFORE ? 8 : 4));
  }
  return { activity, kpi, launch: BEFORE, planned: 3, better: 1, scale: 'none' } as const;
}

/** Share of such launches that are flagged as a trap. */
export function flagged(seed: number, plan: Launch, runs: number): number {
  const random = seeded(seed);
  return Array.from({ length: runs }, () => trap(draw(random, plan)).flag).filter(Boolean).length / runs;
}
