import { bassEstimates, logisticEstimates } from '../../../src/domain/adoption-curves';
import { bass, bassPerPeriod, bassReaches, bassSpeed, logistic, logisticReaches } from '../../../src/domain/statistics/growth';
import { type Curve, fitCurve, parameterErrors, varianceOf } from '../../../src/domain/statistics/nonlinear';
import { type Golden, golden, goldenColumn } from '../../support/golden';

/** NIST StRD, Rat42: x, y and the certified parameters with their standard deviations. */
const RAT42_X = [9, 14, 21, 28, 42, 57, 63, 70, 79];
const RAT42_Y = [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08];
const CERTIFIED = [72.462237576, 2.6180768402, 0.067359200066];
const CERTIFIED_SD = [1.7340283401, 0.088295217536, 0.0034465663377];
const CERTIFIED_RSS = 8.0565229338;

/** Central differences of a curve by its parameters. */
function slopes(curve: Curve, t: number, parameters: readonly number[]): number[] {
  return parameters.map((p, i) => {
    const step = 1e-6 * p;
    const at = (by: number) => curve(t, parameters.map((q, k) => (k === i ? q + by : q)))!.value;
    return (at(step) - at(-step)) / (2 * step);
  });
}

describe('a fit by Levenberg and Marquardt', () => {
  it.each([
    ['start 1', [100, 1, 0.1]],
    ['start 2', [75, 2.5, 0.07]],
  ])('gives NIST’s certified Rat42 from %s', (_name, start) => {
    const fit = fitCurve(logistic, RAT42_X, RAT42_Y, [start])!;
    const errors = parameterErrors(fit)!;
    fit.parameters.forEach((p, i) => expect(Math.abs(p / CERTIFIED[i]! - 1)).toBeLessThan(1e-8));
    errors.forEach((e, i) => expect(Math.abs(e / CERTIFIED_SD[i]! - 1)).toBeLessThan(1e-7));
    expect(fit.rss).toBeCloseTo(CERTIFIED_RSS, 9);
    expect(fit.df).toBe(6);
  });

  it('takes the best of several starts, of which some lead nowhere', () => {
    const fit = fitCurve(logistic, RAT42_X, RAT42_Y, [[1, 1000, -50], [100, 1, 0.1]])!;
    expect(fit.rss).toBeCloseTo(CERTIFIED_RSS, 9);
  });

  it('has no covariance without a degree of freedom, and no answer with fewer points than parameters', () => {
    expect(parameterErrors(fitCurve(logistic, [9, 28, 79], [8.93, 22.33, 67.08], [[75, 2.5, 0.07]])!)).toBeUndefined();
    expect(fitCurve(logistic, [9, 28], [8.93, 22.33], [[75, 2.5, 0.07]])).toBeUndefined();
    expect(fitCurve(logistic, [1, 2, 3], [1, Number.NaN, 3], [[75, 2.5, 0.07]])).toBeUndefined();
    expect(fitCurve(bass, [1, 2, 3], [1, 2, 3], [[9, -1, 1]])).toBeUndefined();
  });

  it('carries the covariance to what is worked out from the parameters', () => {
    expect(varianceOf([1, -2], [[4, 1], [1, 9]])).toBe(4 - 4 + 36);
  });
});

describe('curves of growth', () => {
  it.each([
    ['logistic', logistic, [72, 2.6, 0.067], 40],
    ['Bass', bass, [67660, 0.0088, 0.64], 6],
    ['Bass by periods', bassPerPeriod, [67660, 0.0088, 0.64], 6],
    ['Bass’s speed', bassSpeed, [67660, 0.0088, 0.64], 6],
  ] as const)('know the slopes of the %s curve', (_name, curve, parameters, t) => {
    const point = curve(t, parameters)!;
    slopes(curve, t, parameters).forEach((slope, i) => expect(Math.abs(point.gradient[i]! / slope - 1)).toBeLessThan(1e-6));
  });

  it('go through the level at the time at which they reach it', () => {
    expect(logistic(logisticReaches(CERTIFIED, 50)!, CERTIFIED)!.value).toBeCloseTo(50, 10);
    const parameters = [67660, 0.0088, 0.64];
    expect(bass(bassReaches(parameters, 50000)!, parameters)!.value).toBeCloseTo(50000, 6);
  });

  it('never reach a level above their ceiling', () => {
    expect(logisticReaches(CERTIFIED, 73)).toBeUndefined();
    expect(bassReaches([10, 0.1, 0.3], 10)).toBeUndefined();
  });
});

describe('golden cases', () => {
  const check = (estimates: Readonly<Record<string, number>>, { expected }: Golden) => {
    for (const { name, value, tol_rel = 0 } of expected) {
      expect([name, Math.abs((estimates[name] ?? Number.NaN) / value - 1) <= tol_rel]).toEqual([name, true]);
    }
  };

  const rat42 = golden('17_logistic_nist_rat42');
  (rat42 ? it : it.skip)('17: NIST Rat42 as certified', () => {
    const times = goldenColumn(rat42!, 'x');
    check(logisticEstimates({ times, values: goldenColumn(rat42!, 'y'), target: 50, increments: false }), rat42!);
  });

  const vcr = golden('13_bass_vcr');
  (vcr ? it : it.skip)('13: American video recorders as R fits them', () => {
    const values = goldenColumn(vcr!, 'sales');
    check(bassEstimates({ times: values.map((_, i) => i + 1), values, target: 65000, increments: true }), vcr!);
  });
});
