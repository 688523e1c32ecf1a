import fc from 'fast-check';
import { seeded } from '../../src/domain/statistics/random';
import { chanceOfNoRise } from '../../src/domain/statistics/step';
import { isActivityUp, plannedEffectRuledOut, trap } from '../../src/domain/trap';
import { judge } from '../../src/domain/verdict';
import { flagged } from './simulation/trap-rates';
import { negativeBinomial } from './simulation/weekly-work';

describe('simulated launches (more of them in trap.long.test.ts)', () => {
  it.each([
    ['work doubles and the KPI stays', { effect: 0, after: 12, busier: true }, 0.7, 1],
    ['work doubles and the KPI falls', { effect: -1, after: 12, busier: true }, 0.7, 1],
    ['work doubles and the KPI rises as planned', { effect: 3, after: 12, busier: true }, 0, 0.03],
    ['only five weeks have gone', { effect: 0, after: 5, busier: true }, 0, 0],
    ['neither moves', { effect: 0, after: 12, busier: false }, 0, 0.05],
  ])('are flagged as they should be when %s', (_what, plan, least, most) => {
    const rate = flagged(5, plan, 100);
    expect(rate).toBeGreaterThanOrEqual(least);
    expect(rate).toBeLessThanOrEqual(most);
  });
});

describe('the trap of a case', () => {
  const kpi = [5, 6, 4, 5, 6, 5, 4, 6, 5, 4, 6, 5, 5, 4, 6, 5, 6, 4, 5, 4, 6, 5, 4, 6];
  const activity = kpi.map((_, i) => (i < 12 ? 3 + (i % 2) : 9 + (i % 3)));
  const sound = { activity, kpi, launch: 12, planned: 4, better: 1 } as const;

  it.each([
    ['activity-up-effect-ruled-out', sound, true],
    ['activity-up-effect-ruled-out', { ...sound, better: -1 }, true],
    ['activity-not-up', { ...sound, activity: kpi }, false],
    ['effect-still-possible', { ...sound, kpi: kpi.map((v, i) => (i < 12 ? v : v + 4)) }, false],
    ['too-early', { ...sound, launch: 19 }, false],
    ['no-estimate', { ...sound, kpi: kpi.map(() => 5) }, false],
  ] as const)('is "%s"', (reason, input, flag) => {
    expect(trap(input)).toEqual({ flag, reason });
  });

  it('looks at the good end of the interval, whichever way is better', () => {
    const fallen = judge({ times: kpi.map((_, i) => i), values: kpi.map((v, i) => (i < 12 ? v : v - 4)), launch: 12, better: -1 });
    expect(plannedEffectRuledOut(fallen, 4, -1)).toBe('no');
    expect(plannedEffectRuledOut(fallen, 4, 1)).toBe('yes');
    expect(plannedEffectRuledOut(fallen, 0, 1)).toBe('unknown');
  });

  it('answers whatever comes in', () => {
    const numbers = fc.array(fc.double(), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.array(fc.option(fc.double()), { maxLength: 30 }), fc.integer({ min: -2, max: 32 }), fc.double(), (work, values, launch, planned) => {
        expect(typeof trap({ activity: work, kpi: values, launch, planned, better: 1 }).flag).toBe('boolean');
      }),
    );
  });
});

describe('a rise of activity', () => {
  it('is a one-sided test, averaged over autocorrelation', () => {
    const up = [3, 4, 3, 5, 4, 3, 9, 8, 9, 10, 8, 9];
    expect(chanceOfNoRise(up, 6)).toBeLessThan(0.01);
    expect(chanceOfNoRise(up.map((n) => -n), 6)).toBeGreaterThan(0.99);
    expect(isActivityUp(up, 6)).toBe(true);
  });

  it('is not there to be found without both sides or any variation', () => {
    expect(chanceOfNoRise([1, 2, 3], 0)).toBeUndefined();
    expect(chanceOfNoRise([1, 2, 3], 3)).toBeUndefined();
    expect(chanceOfNoRise([4, 4, 4, 4], 2)).toBeUndefined();
    expect(isActivityUp([4, 4, 4, 4], 2)).toBe(false);
  });

  it('is found by chance in at most 5 % of steady work', () => {
    const random = seeded(8);
    const runs = Array.from({ length: 200 }, () => isActivityUp(Array.from({ length: 24 }, () => negativeBinomial(random, 4)), 12));
    expect(runs.filter(Boolean).length / runs.length).toBeLessThanOrEqual(0.05);
  });
});
