import fc from 'fast-check';
import { leastSquares, standardErrors } from '../../../src/domain/statistics/qr';

/** Longley (1967), the classical ill-conditioned regression: y, deflator, GNP, unemployed, armed forces, population, year. */
const LONGLEY = [
  [60323, 83, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99, 365385, 1870, 3547, 115094, 1953],
  [63761, 100, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];

/** NIST StRD, linear regression, Longley: certified values. */
const CERTIFIED = [
  [-3482258.63459582, 890420.383607373],
  [15.0618722713733, 84.9149257747669],
  [-0.358191792925910e-1, 0.334910077722432e-1],
  [-2.02022980381683, 0.488399681651699],
  [-1.03322686717359, 0.214274163161675],
  [-0.511041056535807e-1, 0.226073200069370],
  [1829.15146461355, 455.478499142212],
] as const;

function relative(found: number, certified: number): number {
  return Math.abs(found / certified - 1);
}

describe('least squares', () => {
  const fit = leastSquares(LONGLEY.map(([, ...x]) => [1, ...x]), LONGLEY.map(([y = 0]) => y))!;

  it('gives the certified coefficients of NIST’s Longley to nine digits', () => {
    const errors = standardErrors(fit)!;
    for (const [i, [estimate, error]] of CERTIFIED.entries()) {
      expect(relative(fit.coefficients[i]!, estimate)).toBeLessThan(1e-9);
      expect(relative(errors[i]!, error)).toBeLessThan(1e-9);
    }
    expect(Math.sqrt(fit.rss / fit.df)).toBeCloseTo(304.854073561965, 8);
  });

  it('leaves residuals that no column explains', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), { minLength: 4, maxLength: 20 }),
        (points) => {
          const rows = points.map(([x]) => [1, x]);
          const found = leastSquares(rows, points.map(([, y]) => y));
          fc.pre(found !== undefined);
          for (const c of [0, 1]) {
            expect(rows.reduce((sum, row, i) => sum + row[c]! * found.residuals[i]!, 0)).toBeCloseTo(0, 8);
          }
        },
      ),
    );
  });

  it.each([
    ['fewer rows than columns', [[1, 2]], [1]],
    ['a column that repeats another', [[1, 2], [1, 2], [1, 2]], [1, 2, 3]],
    ['a column of noughts', [[0], [0]], [1, 2]],
    ['figures that are not finite', [[1], [Number.NaN]], [1, 2]],
    ['no columns', [[], []], [1, 2]],
  ])('finds no answer for %s', (_what, rows, response) => {
    expect(leastSquares(rows, response)).toBeUndefined();
  });

  it('gives no standard errors without a degree of freedom', () => {
    const exact = leastSquares([[1, 0], [1, 1]], [3, 5])!;
    expect(exact.coefficients[1]).toBeCloseTo(2, 12);
    expect(standardErrors(exact)).toBeUndefined();
  });
});
