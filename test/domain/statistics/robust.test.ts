import { median, quantile, robustScale, tameOutliers, weightedQuantile } from '../../../src/domain/statistics/robust';

describe('quantiles', () => {
  it.each([
    [0, 1],
    [0.25, 3.25],
    [0.5, 5.5],
    [0.9, 9.1],
    [1, 10],
  ])('are those of R’s quantile(1:10, %d)', (p, expected) => {
    expect(quantile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], p)).toBeCloseTo(expected, 12);
  });

  it('have no answer for no values', () => {
    expect([quantile([], 0.5), median([]), robustScale([]), weightedQuantile([], [], 0.5)]).toEqual(Array(4).fill(undefined));
  });

  it('stay finite for huge values', () => {
    expect(median([-1e308, 1e308])).toBe(0);
    expect(median([1e308, 1.2e308])).toBeCloseTo(1.1e308, -300);
  });

  it('follow weights, and may end at infinity', () => {
    expect(weightedQuantile([30, 10, 20], [1, 1, 2], 0.5)).toBe(20);
    expect(weightedQuantile([Infinity, 10], [3, 1], 0.5)).toBe(Infinity);
    expect(weightedQuantile([Infinity, 10], [3, 1], 0.25)).toBe(10);
    expect(weightedQuantile([5], [0], 0.5)).toBeUndefined();
  });
});

it('the robust scale of normal quantiles is near their standard deviation', () => {
  // R: mad(qnorm(ppoints(9))) = 1.0013...; a single wild value hardly moves it.
  const normal = [-1.51, -0.93, -0.57, -0.27, 0, 0.27, 0.57, 0.93, 1.51];
  expect(robustScale(normal)).toBeCloseTo(0.57 * 1.4826, 3);
  expect(robustScale([...normal.slice(0, -1), 1e6])).toBeCloseTo(0.57 * 1.4826, 3);
});

describe('outliers', () => {
  const wobble = [0.3, -0.5, 0.1, 0.6, -0.2, -0.4, 0.2, 0.5, -0.3, 0.0, 0.4, -0.6];
  const after = wobble.map((_, i) => i >= 6);

  it('are pulled in when they stand alone, and listed', () => {
    const { values, outliers } = tameOutliers(wobble.map((v, i) => (i === 3 ? 50 : v)), after);
    expect(outliers).toEqual([3]);
    expect(values[3]).toBeLessThan(3);
  });

  it('are left alone when they come in a run: that is a change', () => {
    const run = wobble.map((v, i) => (i === 3 || i === 4 ? 50 : v));
    expect(tameOutliers(run, after).outliers).not.toContain(3);
  });

  it('are never made of a change at the launch, or of a steady trend', () => {
    expect(tameOutliers(wobble.map((v, i) => v + (i >= 6 ? 40 : 0)), after).outliers).toEqual([]);
    expect(tameOutliers(wobble.map((v, i) => v + 5 * i), after).outliers).toEqual([]);
  });

  it('are at most an eighth of the values', () => {
    const spiky = wobble.map((v, i) => (i % 3 === 0 ? 50 : v));
    expect(tameOutliers(spiky, after).outliers.length).toBeLessThanOrEqual(1);
  });

  it('are none in a series that hardly varies', () => {
    expect(tameOutliers([1, 1, 1, 1, 9, 1, 1], [false, false, false, false, false, true, true])).toMatchObject({ outliers: [] });
  });
});
