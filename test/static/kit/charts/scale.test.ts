import { dayOf, linear, monthTicks, niceTicks, spread } from '../../../../static/kit/charts/scale';

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

  it('ticks months, fewer where there is little room', () => {
    expect(monthTicks(dayOf('2026-01-15'), dayOf('2026-04-02'), 8)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01']);
    expect(monthTicks(dayOf('2020-01-01'), dayOf('2026-01-01'), 4).length).toBeLessThanOrEqual(4);
  });
});
