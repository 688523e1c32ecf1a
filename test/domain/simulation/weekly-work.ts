/** Simulated weeks of change and run work whose truth is known; all draws come from the generator that is passed in. */
import { type Random, normal } from '../../../dev/demo/random';

export type Rhythm = 'plain' | 'sprint' | 'holiday' | 'incident';

export interface Work {
  change: number[];
  run: number[];
}

const DISPERSION = 0.25;
const SPRINT = [0.4, 1.6];
/** Three weeks with a fifth of the work; three weeks with twice the run work and half of the change work. */
const HOLIDAY = { weeks: 3, factor: 0.2 };
const INCIDENT = { weeks: 3, change: 0.5, run: 2 };

/** Weeks of work at the given weekly rates; from `stallAt` on change work falls to the share `left`. */
export function weeksOfWork(
  random: Random,
  plan: { weeks: number; change: number; run: number; rhythm: Rhythm; stallAt?: number; left?: number; eventFrom?: number },
): Work {
  const { weeks, rhythm, stallAt = Infinity, left = 0, eventFrom = 12 } = plan;
  const event = eventFrom + Math.floor(random() * Math.max(weeks - eventFrom - 4, 1));
  const work: Work = { change: [], run: [] };
  for (let week = 0; week < weeks; week += 1) {
    let change = plan.change * (week >= stallAt ? left : 1);
    let run = plan.run;
    if (rhythm === 'sprint') change *= SPRINT[week % 2]!;
    if (rhythm === 'holiday' && week >= event && week < event + HOLIDAY.weeks) {
      change *= HOLIDAY.factor;
      run *= HOLIDAY.factor;
    }
    if (rhythm === 'incident' && week >= event && week < event + INCIDENT.weeks) {
      change *= INCIDENT.change;
      run *= INCIDENT.run;
    }
    work.change.push(negativeBinomial(random, change));
    work.run.push(negativeBinomial(random, run));
  }
  return work;
}

/** A negative binomial count: a Poisson count whose rate is drawn from a gamma distribution. */
export function negativeBinomial(random: Random, mean: number, dispersion = DISPERSION): number {
  return mean > 0 ? poisson(random, mean * dispersion * gamma(random, 1 / dispersion)) : 0;
}

/** Gamma with unit scale, for shapes of 1 and more (Marsaglia and Tsang 2000, ACM TOMS 26:363). */
function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Counts the arrivals of one unit of time (Knuth, The Art of Computer Programming, 3.4.1). */
function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let left = Math.exp(-mean); ; count += 1) {
    left /= 1 - random();
    if (left >= 1) return count;
  }
}
