import { seeded } from '../../src/domain/statistics/random';
import { delays, falseAlarms, median, within, youngDelays, youngFalseAlarms } from './simulation/stall-rates';

/**
 * Bounds for 4 change items a week. Counts are negative binomial with a dispersion of 0.25, and more in a sprint rhythm;
 * two standard errors of a simulation of this size are allowed on top.
 */
const RUNS = 2000;
const slack = (rate: number) => 2 * Math.sqrt((rate * (1 - rate)) / RUNS);
const RATES = { change: 4, run: 10 };

describe('the stall alarm', () => {
  it.each([
    ['plain', 0.02],
    ['sprint', 0.04],
    ['holiday', 0.04],
    ['incident', 0.11],
  ] as const)('sounds rarely in a stable history with a %s rhythm', (rhythm, bound) => {
    const rate = falseAlarms(seeded(11), RATES, rhythm, RUNS);
    console.log(`false alarms, ${rhythm}: ${(100 * rate).toFixed(1)} %`);
    expect(rate).toBeLessThanOrEqual(bound + slack(bound));
  });

  it.each([
    [0, 4, 0.94],
    [0.15, 6, 0.64],
  ])('sounds soon after change work fell to the share %d', (left, weeks, bySix) => {
    const seen = delays(seeded(12), RATES, left, RUNS);
    console.log(`left ${left}: median ${median(seen)} weeks, within 6: ${(100 * within(seen, 6)).toFixed(0)} %`);
    expect(median(seen)).toBeLessThanOrEqual(weeks);
    expect(within(seen, 6)).toBeGreaterThanOrEqual(bySix - slack(bySix));
  });

  it.each([0, 6, 12].flatMap((idle) => [4, 8].map((change) => [idle, change] as const)))(
    'flags a young change after %i idle weeks with %i items a week',
    (idle, change) => {
      const seen = youngDelays(seeded(13), { change, run: 8 }, idle, RUNS);
      const rate = youngFalseAlarms(seeded(14), { change, run: 8 }, idle, RUNS);
      console.log(`idle ${idle}, ${change} a week: median ${median(seen)}, false alarms ${(100 * rate).toFixed(1)} %`);
      expect(median(seen)).toBeLessThanOrEqual(5);
      expect(rate).toBeLessThanOrEqual(0.05 + slack(0.05));
    },
  );
});
