import fc from 'fast-check';
import { MAX_RECENT, recentValues } from '../../src/domain/recent-values';
import { plusDays } from '../../src/domain/timeline';

const series = (count: number) => Array.from({ length: count }, (_, i) => ({ at: plusDays('2024-01-01', i), value: i }));

it('keeps all values where there are few', () => {
  expect(recentValues(series(20), '2024-01-11', '2024-01-15')).toEqual(series(20).slice(10));
});

it('keeps at most so many, in order, the newest always among them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: -5, max: 950 }), (count, launch) => {
      const all = series(count);
      const kept = recentValues(all, undefined, plusDays('2024-01-01', launch));
      expect(kept.length).toBeLessThanOrEqual(MAX_RECENT);
      expect(kept.length).toBe(Math.min(count, MAX_RECENT));
      expect(kept.at(-1)).toEqual(all.at(-1));
      expect([...kept].sort((a, b) => a.value - b.value)).toEqual(kept);
      expect(new Set(kept.map(({ at }) => at)).size).toBe(kept.length);
    }),
  );
});

it('thins what lies before the launch first', () => {
  const kept = recentValues(series(120), undefined, plusDays('2024-01-01', 95));
  expect(kept.filter(({ value }) => value >= 95)).toHaveLength(25);
  expect(kept).toHaveLength(MAX_RECENT);
});
