import fc from 'fast-check';
import { type CheckIn, type Reported, REPORTED, gapOf, isExpired, isWithdrawable, reportedBy, withCheckIn } from '../../src/domain/check-in';

const said = (at: string, reported: Reported): CheckIn => ({ at, byId: 'owner', reported, note: 'As planned.' });
const statusAfter = (...all: CheckIn[]) => {
  let status: ReturnType<typeof withCheckIn> | undefined;
  for (const one of all) status = withCheckIn(status, one);
  return status;
};

it('without the newest, what was reported before holds as it did, since when it did', () => {
  const [first, second, third] = [said('2026-03-02T09:00:00.000Z', 'on-track'), said('2026-03-09T09:00:00.000Z', 'on-track'), said('2026-03-16T09:00:00.000Z', 'at-risk')];
  expect(reportedBy([third, second, first])).toEqual(statusAfter(first, second, third));
  expect(reportedBy([second, first])).toEqual({ at: second.at, reported: 'on-track', since: first.at });
  expect(reportedBy([])).toBeUndefined();
});

it('can be taken back for ten minutes', () => {
  const one = said('2026-03-02T09:00:00.000Z', 'on-track');
  expect([isWithdrawable(one, '2026-03-02T09:10:00.000Z'), isWithdrawable(one, '2026-03-02T09:10:00.001Z')]).toEqual([true, false]);
});

describe('a check-in expires', () => {
  const status = withCheckIn(undefined, said('2026-03-04T09:00:00.000Z', 'on-track'));
  it.each([
    ['a value of a later day', '2026-03-05', true],
    ['a value of the same day', '2026-03-04', false],
    ['an older value', '2026-03-02', false],
    ['no value', undefined, false],
  ])('by %s: %s', (_what, newest, expired) => {
    expect(isExpired(status, newest)).toBe(expired);
  });
});

describe('reported and measured part', () => {
  const onTrack = statusAfter(said('2026-01-05T09:00:00.000Z', 'on-track'), said('2026-03-02T09:00:00.000Z', 'on-track'));
  const flatSince = (at: string) => [
    { at: '2026-01-10', kind: 'not enough data' as const },
    { at, kind: 'no detectable change' as const },
  ];

  it('from the day on which both held, in whole weeks', () => {
    expect(gapOf(onTrack, flatSince('2026-02-02'), '2026-03-08')).toEqual({ since: '2026-02-02', weeks: 4 });
    expect(gapOf(onTrack, flatSince('2026-02-02'), '2026-03-09')).toEqual({ since: '2026-02-02', weeks: 5 });
  });

  it('counts from the report when the KPI was bad before it', () => {
    const late = statusAfter(said('2026-01-05T09:00:00.000Z', 'at-risk'), said('2026-03-02T09:00:00.000Z', 'on-track'));
    expect(gapOf(late, flatSince('2026-02-02'), '2026-03-16')).toEqual({ since: '2026-03-02', weeks: 2 });
  });

  it('goes on when flat turns into confirmed worse, and ends with an improvement', () => {
    const worse = [...flatSince('2026-02-02'), { at: '2026-02-16', kind: 'worsened' as const, strength: 'confirmed' as const }];
    expect(gapOf(onTrack, worse, '2026-03-02')?.since).toBe('2026-02-02');
    const better = [...worse, { at: '2026-03-01', kind: 'improved' as const, strength: 'tentative' as const }];
    expect(gapOf(onTrack, better, '2026-03-02')).toBeUndefined();
  });

  it.each([
    ['an early sign', { at: '2026-02-02', kind: 'worsened' as const, strength: 'tentative' as const }],
    ['too few values', { at: '2026-02-02', kind: 'not enough data' as const }],
    ['a refusal', { at: '2026-02-02', kind: 'refused' as const }],
  ])('%s speaks against nobody', (_what, change) => {
    expect(gapOf(onTrack, [change], '2026-06-01')).toBeUndefined();
  });

  it('only where "on track" is what is reported', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REPORTED), fc.date({ min: new Date('2026-02-03'), max: new Date('2030-01-01'), noInvalidDate: true }), (reported, now) => {
        const gap = gapOf(statusAfter(said('2026-01-05T09:00:00.000Z', reported)), flatSince('2026-02-02'), now.toISOString().slice(0, 10));
        expect(gap !== undefined).toBe(reported === 'on-track');
        expect(gap?.weeks ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
