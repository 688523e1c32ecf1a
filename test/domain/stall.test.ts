import fc from 'fast-check';
import { seeded } from '../../src/domain/statistics/random';
import { stall } from '../../src/domain/stall';
import { delays, falseAlarms, median, within, youngDelays, youngFalseAlarms } from './simulation/stall-rates';

const RUN = [6, 5, 7, 6, 8, 5, 6, 7, 6, 5, 7, 6];
const steady = (weeks: number) => Array.from({ length: weeks }, (_, i) => [4, 5, 3, 4][i % 4]!);
const none = (weeks: number) => Array.from({ length: weeks }, () => 0);
const run = (weeks: number) => Array.from({ length: weeks }, (_, i) => RUN[i % RUN.length]!);

describe('a silent stall', () => {
  it('sounds four weeks after change work stopped while run work went on, and says by what', () => {
    const { alarmWeek, watchWeek, weeks } = stall({ change: [...steady(12), ...none(6)], run: run(18), baselineWeeks: 12 });
    expect([watchWeek, alarmWeek]).toEqual([13, 15]);
    expect(weeks[15]).toMatchObject({ kind: 'alarm', evidence: { weeks: 4, done: 0, expected: 16 } });
    expect(weeks.slice(0, 13).map((w) => w.kind)).toEqual(Array.from({ length: 13 }, () => 'silent'));
  });

  it('flags the founding story from the change’s own first weeks, even after twelve weeks without any', () => {
    for (const idle of [0, 6, 12]) {
      const { alarmWeek } = stall({ change: [...none(idle), ...steady(6), ...none(6)], run: run(idle + 12) });
      expect(alarmWeek).toBe(idle + 9);
    }
  });

  it('is not thrown off by a lone early item', () => {
    const { alarmWeek } = stall({ change: [1, ...none(11), ...steady(6), ...none(6)], run: run(24) });
    expect(alarmWeek).toBe(21);
  });

  it('does not change what was said of a week when later weeks come in', () => {
    const change = [...none(3), ...steady(7), ...none(7), ...steady(3)];
    const whole = stall({ change, run: run(20) });
    for (let known = 5; known <= 20; known += 1) {
      const then = stall({ change: change.slice(0, known), run: run(known) });
      // Only the first week of work needs a later one to be told from a lone item, and it is silent either way.
      expect(then.weeks.slice(6)).toEqual(whole.weeks.slice(6, known));
    }
  });

  it('is no stall when run work stops as well, when little stopped, or when nothing is left to do', () => {
    const change = [...steady(12), ...none(8)];
    expect(stall({ change, run: [...run(12), ...none(8)], baselineWeeks: 12 }).alarmWeek).toBeNull();
    expect(stall({ change: [...steady(12), ...none(8).map(() => 2)], run: run(20), baselineWeeks: 12 }).alarmWeek).toBeNull();
    const openChange = change.map((_, week) => (week < 12 ? 9 : 0));
    const closed = stall({ change, run: run(20), openChange, baselineWeeks: 12 });
    expect(closed.alarmWeek).toBeNull();
    expect(closed.weeks[19]).toEqual({ kind: 'silent', reason: 'nothing-open' });
  });

  it('sees a stall where most of the work was change work', () => {
    const change = [...steady(12).map((n) => 2 * n), ...none(6)];
    expect(stall({ change, run: run(18).map((n) => n / 2), baselineWeeks: 12 }).alarmWeek).toBe(15);
  });

  it('looks over a holiday of both kinds of work', () => {
    const change = [...steady(14), ...none(3), ...steady(9)];
    expect(stall({ change, run: [...run(14), 0, 1, 0, ...run(9)], baselineWeeks: 12 }).alarmWeek).toBeNull();
  });

  it('watches, and no more, a young change against the pace that its plan needs', () => {
    const neededPace = none(6).map(() => 4);
    const { alarmWeek, watchWeek, weeks } = stall({ change: none(6), run: run(6), neededPace });
    expect([alarmWeek, watchWeek]).toEqual([null, 1]);
    expect(weeks[5]).toMatchObject({ kind: 'watch', evidence: { done: 0, expected: 24 } });
    expect(stall({ change: none(6), run: run(6) }).weeks[5]).toEqual({ kind: 'silent', reason: 'no-change-work' });
  });

  it('answers whatever comes in, and lets no figure out that is not finite', () => {
    const counts = fc.array(fc.oneof(fc.nat(20), fc.double()), { maxLength: 40 });
    fc.assert(
      fc.property(counts, counts, fc.option(fc.integer({ min: -3, max: 50 }), { nil: undefined }), (change, work, baselineWeeks) => {
        const { weeks } = stall({ change, run: work, baselineWeeks });
        for (const week of weeks) {
          if (week.kind === 'silent') continue;
          const { runShare, ...figures } = week.evidence;
          expect([...Object.values(figures), runShare ?? 0].every(Number.isFinite)).toBe(true);
        }
      }),
    );
  });
});

describe('simulated histories (the full table is in stall.long.test.ts)', () => {
  it('sound in few stable ones', () => {
    expect(falseAlarms(seeded(1), { change: 4, run: 10 }, 'plain', 300)).toBeLessThanOrEqual(0.04);
  });

  it('sound four weeks into a full stall', () => {
    const seen = delays(seeded(2), { change: 4, run: 10 }, 0, 300);
    expect(median(seen)).toBe(4);
    expect(within(seen, 6)).toBeGreaterThanOrEqual(0.94);
  });

  it.each([0, 6, 12])('sound at most five weeks into the stall of a young change, after %i idle weeks', (idle) => {
    for (const change of [4, 8]) {
      expect(median(youngDelays(seeded(3), { change, run: 8 }, idle, 200))).toBeLessThanOrEqual(5);
      expect(youngFalseAlarms(seeded(4), { change, run: 8 }, idle, 200)).toBeLessThanOrEqual(0.05);
    }
  });
});
