import fc from 'fast-check';
import { xmr } from '../../../src/domain/statistics/xmr';

const places = (values: readonly (number | null)[], rule: string, baseline?: number) =>
  xmr(values, baseline)!.signals.filter((s) => s.rule === rule).map((s) => s.place);

describe('an XmR chart', () => {
  it('has the mean and limits that a hand works out', () => {
    // Mean (5+7+6+8+4)/5 = 6; moving ranges 2, 1, 2, 4, of mean 2.25; limits 6 ± 2.66 · 2.25.
    const { mean, movingRange, upper, lower, signals } = xmr([5, 7, 6, 8, 4])!;
    expect(mean).toBe(6);
    expect(movingRange).toBe(2.25);
    expect(upper).toBeCloseTo(11.985, 12);
    expect(lower).toBeCloseTo(0.015, 12);
    expect(signals).toEqual([]);
  });

  it('takes its limits from the baseline alone', () => {
    const { mean, upper } = xmr([5, 7, 6, 8, 4, 30, 30], 5)!;
    expect([mean, upper]).toEqual([6, 6 + 2.66 * 2.25]);
    expect(places([5, 7, 6, 8, 4, 30, 30], 'outside', 5)).toEqual([5, 6]);
  });

  it('sees 7 in a row on one side, and not 6', () => {
    // Mean 5, moving range 2 in the baseline: limits −0.32 and 10.32, inner third from 8.55.
    const base = [6, 4, 6, 4];
    expect(places([...base, 7, 7.5, 7, 7.5, 7, 7.5, 7], 'shift', 4)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(places([...base, 4, 7, 7.5, 7, 7.5, 7, 7.5, 5], 'shift', 4)).toEqual([]);
  });

  it('sees 7 in a row that rise, the first included, and not 6', () => {
    expect(places([4, 6, 4, 6, 5, 5.2, 5.4, 5.6, 5.8, 6, 6.2], 'trend', 4)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(places([4, 6, 4, 6, 5, 5.2, 5.4, 5.6, 5.8, 6], 'trend', 4)).toEqual([]);
  });

  it('sees 2 of 3 near the same limit, and not near different ones', () => {
    expect(places([6, 4, 6, 4, 9, 5, 9.5], 'two-of-three', 4)).toEqual([4, 6]);
    expect(places([6, 4, 6, 4, 9, 5, 1], 'two-of-three', 4)).toEqual([]);
  });

  it('looks over missing values and keeps their rows', () => {
    expect(xmr([5, null, 7, 6, 8, 4])).toMatchObject({ mean: 6, movingRange: 2.25 });
    expect(places([4, null, 6, 4, 6, 30], 'outside', 5)).toEqual([5]);
  });

  it('needs two values', () => {
    expect(xmr([5, null])).toBeUndefined();
    expect(xmr([5, 6, 7], 1)).toBeUndefined();
  });

  it('mirrors with its values, and lets no figure out that is not finite', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double()), { maxLength: 40 }), (values) => {
        const found = xmr(values);
        if (!found) return;
        expect([found.mean, found.movingRange, found.upper, found.lower].every(Number.isFinite)).toBe(true);
        const mirrored = xmr(values.map((v) => (v === null ? null : -v)));
        expect(mirrored?.signals).toEqual(found.signals);
      }),
    );
  });
});
