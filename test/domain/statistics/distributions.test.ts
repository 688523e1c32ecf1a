import oracleCdf from '@stdlib/stats-base-dists-t-cdf';
import oracleQuantile from '@stdlib/stats-base-dists-t-quantile';
import fc from 'fast-check';
import {
  incompleteBeta,
  lnGamma,
  lowerGamma,
  negativeBinomialCdf,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../../src/domain/statistics/distributions';

const shape = fc.double({ min: 0.1, max: 200, noNaN: true });
const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

describe('Student’s t', () => {
  it('agrees with stdlib', () => {
    for (const df of [1, 2, 3, 7, 58, 59, 200, 201, 1000, 2.5]) {
      for (const t of [-40, -6, -4, -2, -0.3, 0.001, 1, 2.5, 3.99, 4.01]) expect(relative(tCdf(t, df), oracleCdf(t, df))).toBeLessThan(1e-9);
      for (const p of [1e-6, 0.021, 0.3, 0.8, 0.975, 0.9995]) expect(relative(tQuantile(p, df), oracleQuantile(p, df))).toBeLessThan(1e-9);
    }
  });

  it.each([
    [1, 12.706],
    [2, 4.303],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ])('has the printed tables’ two-sided 5 %% point for %d degrees of freedom', (df, t) => {
    expect(tQuantile(0.975, df)).toBeCloseTo(t, 3);
  });

  it('has no quantile beyond its range', () => {
    expect([tQuantile(0, 5), tQuantile(1, 5), tQuantile(2, 5), tQuantile(0.5, 5)]).toEqual([-Infinity, Infinity, Number.NaN, 0]);
  });
});

describe('the normal distribution', () => {
  it.each([
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [1e-10, -6.361340902404056],
  ])('has R’s qnorm(%d)', (p, z) => {
    expect(relative(normalQuantile(p), z)).toBeLessThan(1e-12);
  });

  it('has R’s pnorm far out', () => {
    expect(relative(normalCdf(-8), 6.220960574271786e-16)).toBeLessThan(1e-10);
    expect(normalCdf(0)).toBe(0.5);
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(-1)]).toEqual([-Infinity, Infinity, Number.NaN]);
  });
});

describe('gamma and beta functions', () => {
  it('have the factorials', () => {
    let logFactorial = 0;
    for (let n = 1; n < 150; n += 1) {
      logFactorial += Math.log(n);
      expect(lnGamma(n + 1)).toBeCloseTo(logFactorial, 10);
    }
    expect(lnGamma(0.25)).toBeCloseTo(1.2880225246980774, 12);
  });

  it('mirror each other’s tails', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('end at 0 and 1', () => {
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3), lowerGamma(2, 0)]).toEqual([0, 1, 0]);
    // P(1, x) = 1 − exp(−x).
    for (const x of [0.1, 1, 3, 20]) expect(lowerGamma(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
  });
});

describe('the negative binomial distribution', () => {
  it('adds up its probabilities', () => {
    const [mean, dispersion] = [4.5, 0.25];
    const size = 1 / dispersion;
    let sum = 0;
    for (let k = 0; k <= 30; k += 1) {
      const log = lnGamma(k + size) - lnGamma(size) - lnGamma(k + 1) + size * Math.log(size / (size + mean)) + k * Math.log(mean / (size + mean));
      sum += Math.exp(log);
      expect(negativeBinomialCdf(k, mean, dispersion)).toBeCloseTo(sum, 10);
    }
  });

  it('is the Poisson distribution without dispersion', () => {
    expect(negativeBinomialCdf(2, 3, 0)).toBeCloseTo(Math.exp(-3) * (1 + 3 + 4.5), 12);
    expect([negativeBinomialCdf(-1, 3, 1), negativeBinomialCdf(0, 0, 1)]).toEqual([0, 1]);
  });
});
