import { freshnessOf, marksOf } from '../../src/domain/freshness';

describe('how fresh a KPI is', () => {
  it.each([
    ['week', '2026-01-05', '2026-01-19', 'fresh'],
    ['week', '2026-01-05', '2026-01-20', 'late'],
    ['week', '2026-01-05', '2026-01-26', 'late'],
    ['week', '2026-01-05', '2026-01-27', 'stale'],
    ['day', '2026-01-05', '2026-01-07', 'fresh'],
    ['day', '2026-01-05', '2026-01-08', 'late'],
    ['month', '2026-01-01', '2026-03-04', 'fresh'],
    ['month', '2026-01-01', '2026-03-05', 'late'],
    ['quarter', '2026-01-01', '2026-12-01', 'stale'],
  ] as const)('a value a %s, the newest of %s, is on %s %s', (cadence, newest, today, expected) => {
    expect(freshnessOf(newest, today, cadence)).toBe(expected);
  });
});

describe('how a value came in', () => {
  const value = { at: '2026-01-05', recordedAt: '2026-01-06T08:00:00.000Z', source: 'entry' as const };

  it('is back-dated when it came long after its date, unless Jira or other KPIs date it', () => {
    expect(marksOf(value, 'week', [])).toEqual([]);
    expect(marksOf({ ...value, recordedAt: '2026-03-02T08:00:00.000Z' }, 'week', [])).toEqual(['back-dated']);
    expect(marksOf({ ...value, recordedAt: '2026-03-02T08:00:00.000Z', source: 'jira' }, 'week', [])).toEqual([]);
  });

  it('is from before the lock when it lies before a launch and came after what was agreed was locked', () => {
    const closed = [{ launch: '2026-01-12', lockedAt: '2026-01-12T06:00:00.000Z' }];
    expect(marksOf(value, 'week', closed)).toEqual([]);
    expect(marksOf({ ...value, recordedAt: '2026-01-12T08:00:00.000Z' }, 'week', closed)).toEqual(['before-lock']);
    expect(marksOf({ ...value, at: '2026-01-12', recordedAt: '2026-01-13T08:00:00.000Z' }, 'week', closed)).toEqual([]);
  });
});
