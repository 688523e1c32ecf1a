import fc from 'fast-check';
import { type Decision, type StandingAlarm, stateOf, withAlarms } from '../../src/domain/decision';
import { ALARMS, type Alarm } from '../../src/domain/signal';

const alarm = (kind: Alarm['kind'], kpiId?: string, since: string | null = '2026-03-02'): Alarm => ({
  kind,
  since,
  why: { key: `${kind}.why`, params: kpiId === undefined ? {} : { kpiId } },
  clears: { key: `${kind}.clears`, params: {} },
});
const decision: Decision = {
  ...{ at: '2026-03-20T10:00:00.000Z', byId: 'owner', choice: 're-plan', reason: 'Two people are added.', reviewBy: '2026-04-10' },
};
const NOW = '2026-03-16T06:00:00.000Z';

it('an alarm that is found is raised once, and keeps its beginning', () => {
  const first = withAlarms([], [alarm('silent-stall')], NOW);
  expect(first.raised).toEqual(first.standing);
  expect(first.standing).toMatchObject([{ kind: 'silent-stall', since: '2026-03-02', raisedAt: NOW }]);
  const again = withAlarms(first.standing, [alarm('silent-stall', undefined, '2026-03-09')], '2026-03-23T06:00:00.000Z');
  expect(again).toEqual({ standing: first.standing, raised: [], cleared: [] });
});

it('one that clears and comes back is a new one, without the old decision', () => {
  const { standing } = withAlarms([], [alarm('silent-stall')], NOW);
  const decided = standing.map((one): StandingAlarm => ({ ...one, decision }));
  const gone = withAlarms(decided, [], '2026-04-01T06:00:00.000Z');
  expect(gone.cleared).toEqual(decided);
  const back = withAlarms(gone.standing, [alarm('silent-stall')], '2026-05-01T06:00:00.000Z');
  expect(back.raised).toHaveLength(1);
  expect(back.standing[0]?.decision).toBeUndefined();
  expect(back.standing[0]?.alarmId).not.toBe(standing[0]?.alarmId);
});

it('two guardrails are two alarms', () => {
  const { standing } = withAlarms([], [alarm('guardrail-breached', 'kpi_a', null), alarm('guardrail-breached', 'kpi_b', null)], NOW);
  expect(standing.map((one) => [one.kpiId, one.since])).toEqual([
    ['kpi_a', '2026-03-16'],
    ['kpi_b', '2026-03-16'],
  ]);
});

describe('awaits a decision', () => {
  const [standing] = withAlarms([], [alarm('wrong-way', 'kpi_a')], NOW).standing as [StandingAlarm];
  it.each([
    ['2026-03-16', undefined, 'awaiting'],
    ['2026-03-30', undefined, 'awaiting'],
    ['2026-03-31', undefined, 'overdue'],
    ['2026-03-31', decision, 'decided'],
    ['2026-04-10', decision, 'review-due'],
  ] as const)('on %s: %p → %s', (today, decided, state) => {
    expect(stateOf({ ...standing, decision: decided }, today)).toBe(state);
  });
});

it('whatever is found, what stands is what was found, and what cleared is not among it', () => {
  const kinds = fc.uniqueArray(fc.constantFrom(...ALARMS), { maxLength: 4 });
  fc.assert(
    fc.property(kinds, kinds, (before, after) => {
      const start = withAlarms([], before.map((kind) => alarm(kind)), NOW).standing;
      const { standing, raised, cleared } = withAlarms(start, after.map((kind) => alarm(kind)), '2026-03-23T06:00:00.000Z');
      expect(standing.map((one) => one.kind)).toEqual(after);
      expect(raised.map((one) => one.kind)).toEqual(after.filter((kind) => !before.includes(kind)));
      expect(cleared.map((one) => one.kind)).toEqual(before.filter((kind) => !after.includes(kind)));
    }),
  );
});
