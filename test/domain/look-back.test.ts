import fc from 'fast-check';
import { type Past, lookBack } from '../../src/domain/look-back';
import { stall } from '../../src/domain/stall';
import { weeksBetween } from '../../src/domain/week';

const WEEKS = weeksBetween('2026-01-05', '2026-06-29');
const past = (change: readonly number[], run: readonly number[] = change.map(() => 6)): Past => ({ weeks: WEEKS.slice(0, change.length), change, run });

/** Six weeks of change work, then none: the founding story. */
const founding = past([5, 7, 6, 7, 8, 6, ...Array.from({ length: 14 }, () => 0)]);

it('says when change work stopped and when the alarm would have sounded', () => {
  const found = lookBack(founding, 19);
  expect(found?.stoppedFrom).toBe('2026-02-16');
  expect(found?.soundedIn).not.toBeNull();
  expect(WEEKS.indexOf(found?.soundedIn ?? '')).toBe(stall(founding).alarmWeek);
  expect(found?.evidence).toMatchObject({ done: 0 });
});

it('says nothing while the work goes on, in the weeks before it was noticed, and where there never was any', () => {
  expect(lookBack(founding, 5)).toBeUndefined();
  expect(lookBack(founding, 6)).toBeUndefined();
  expect(lookBack(past(Array.from({ length: 20 }, () => 5)), 19)).toBeUndefined();
  expect(lookBack(past(Array.from({ length: 20 }, () => 0)), 19)).toBeUndefined();
});

it('a stop that ended is over', () => {
  expect(lookBack(past([...founding.change, 6, 7]), 21)).toBeUndefined();
});

it('uses only what was known then: later weeks change nothing', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 26, maxLength: 26 });
  fc.assert(
    fc.property(counts, counts, counts, fc.integer({ min: 0, max: 24 }), (change, run, other, at) => {
      const later = [...change.slice(0, at + 1), ...other.slice(at + 1)];
      expect(lookBack(past(later, run), at)).toEqual(lookBack(past(change, run), at));
    }),
  );
});
