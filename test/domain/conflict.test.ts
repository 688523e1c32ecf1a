import { type ConflictCase, type Pull, conflictsOf, pullOf, sharesOf, weeklyValues } from '../../src/domain/conflict';
import { seeded } from '../../src/domain/statistics/random';

const none: Pull = { kind: 'refused', reason: 'too-few' };
const pulls: Pull = { kind: 'pulls', rho: -0.7, low: -0.9, high: -0.3, weeks: 20 };
const conflicts = (given: Partial<ConflictCase>) =>
  conflictsOf({ incentives: [{ kpiId: 'own', since: '2026-01-05' }], measured: new Set(['primary']), pullOf: () => none, today: '2026-06-01', ...given });

describe('a conflict', () => {
  it('is structural where nothing that a team is rewarded by is part of the outcome', () => {
    expect(conflicts({})).toEqual([{ kpiId: 'own', since: '2026-01-05', structural: true, pull: none }]);
    expect(conflicts({ incentives: [{ kpiId: 'primary', since: '2026-01-05' }, { kpiId: 'own', since: '2026-01-05' }] })).toEqual([]);
    expect(conflicts({ measured: new Set(['primary', 'own']) })).toEqual([]);
  });

  it('is measured where a rewarded KPI pulls, even beside one that is part of the outcome', () => {
    const both = [{ kpiId: 'primary', since: '2026-01-05' }, { kpiId: 'own', since: '2026-01-05' }];
    expect(conflicts({ incentives: both, pullOf: () => pulls })).toEqual([{ kpiId: 'own', since: '2026-01-05', structural: false, pull: pulls }]);
  });

  it('begins when the reward does, and is none without one', () => {
    expect(conflicts({ today: '2026-01-04' })).toEqual([]);
    expect(conflicts({ incentives: [] })).toEqual([]);
  });
});

describe('whether a rewarded KPI pulls against change work', () => {
  const random = seeded(5);
  const share = Array.from({ length: 26 }, () => random());
  const follows = (factor: number) => share.map((part) => 20 + factor * part + random());

  it('shows where it gets better in weeks with less of it, whichever way better is', () => {
    expect(pullOf(share, follows(10), 'decrease')).toMatchObject({ kind: 'pulls', weeks: 25 });
    expect(pullOf(share, follows(-10), 'increase')).toMatchObject({ kind: 'pulls' });
  });

  it('does not where it gets better with more of it, or has nothing to do with it', () => {
    expect(pullOf(share, follows(-10), 'decrease').kind).toBe('not-shown');
    expect(pullOf(share, follows(0), 'decrease').kind).toBe('not-shown');
  });

  it('is refused for a KPI that should stay within a band, and where too few weeks have both figures', () => {
    expect(pullOf(share, follows(10), 'within')).toEqual({ kind: 'refused', reason: 'no-direction' });
    expect(pullOf(share, follows(10).map((v, i) => (i < 14 ? null : v)), 'decrease')).toEqual({ kind: 'refused', reason: 'too-few' });
  });
});

it('takes a week’s values together, and no share of a week in which nothing was finished or that may not be told', () => {
  expect(weeklyValues(['2026-03-02', '2026-03-09', '2026-03-16'], [{ at: '2026-03-02', value: 4 }, { at: '2026-03-08', value: 6 }, { at: '2026-03-16', value: 1 }])).toEqual([5, null, 1]);
  const done = (items: number[]) => ({ items, points: [0, 0, 0], hours: [0, 0, 0] });
  const activity = { weeks: ['a', 'b', 'c'], change: done([1, 0, 2]), run: done([3, 0, 2]), inProgress: { change: [], run: [] }, switches: [], shown: [true, true, false] };
  expect(sharesOf(activity)).toEqual([0.25, null, null]);
});
