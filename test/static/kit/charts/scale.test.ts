import { dateLabels, linear, niceTicks, spread, timeAxis } from '../../../../static/kit/charts/scale';
import { formatFor } from '../../../../static/kit/format';

describe('scales', () => {
  it('maps a range to pixels, and a range of one point to the middle', () => {
    expect(linear([0, 10], [100, 0])(2.5)).toBe(75);
    expect(linear([3, 3], [0, 100])(3)).toBe(50);
  });

  it.each([
    [6, 9.6],
    [0, 100],
    [-0.5, 0.5],
    [1e9, 1e9],
    [0.001, 0.0011],
  ])('puts at most five round ticks into %p to %p', (low, high) => {
    const ticks = niceTicks(low, high, 5);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const tick of ticks) expect(tick).toBeGreaterThanOrEqual(low - 1e-9);
  });

  it('moves labels apart, in order, within the bounds', () => {
    const moved = spread([{ y: 100 }, { y: 98 }, { y: 20 }], 15, [0, 100]).map(({ y }) => y);
    expect(moved).toEqual([20, 85, 100]);
  });

  it.each([
    ['2026-09-21', '2026-09-21', ['Sep 21']],
    ['2026-01-15', '2026-05-02', ['Feb', 'Mar', 'Apr', 'May']],
    ['2020-06-01', '2026-02-01', ['2021', '2022', '2023', '2024', '2025', '2026']],
  ])('dates an axis from %s to %s', (from, to, words) => {
    const axis = timeAxis({ from, to, left: 0, right: 480 });
    expect(dateLabels(axis, 100, formatFor('en-US', 'UTC'), { left: -40, right: 520 }).map((label) => label.words)).toEqual(words);
  });
});
