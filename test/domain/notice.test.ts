import { type StandingAlarm } from '../../src/domain/decision';
import { toTell } from '../../src/domain/notice';

const message = { key: 'k', params: {} };
const alarm = (alarmId: string, more: Partial<StandingAlarm> = {}): StandingAlarm => ({
  ...{ alarmId, kind: 'silent-stall', since: '2026-05-04', raisedAt: '2026-06-01T06:00:00.000Z', why: message, clears: message },
  ...more,
});
const decision = { at: '2026-06-02T06:00:00.000Z', byId: 'x', choice: 're-plan' as const, reason: 'r', reviewBy: '2026-07-01' };
const now = '2026-06-09T06:00:00.000Z';
const ids = (alarms: StandingAlarm[]) => alarms.map(({ alarmId }) => alarmId);

it.each([
  ['a first alarm at once', [alarm('a')], undefined, ['a']],
  ['none that was told', [alarm('a')], { at: '2026-05-01T00:00:00.000Z', alarmIds: ['a'] }, []],
  ['none that was decided', [alarm('a', { decision })], undefined, []],
  ['a second within the week not yet', [alarm('a'), alarm('b')], { at: '2026-06-02T06:00:01.000Z', alarmIds: ['a'] }, []],
  ['a second after a week, and what still awaits with it', [alarm('a'), alarm('b')], { at: '2026-06-02T06:00:00.000Z', alarmIds: ['a'] }, ['a', 'b']],
])('tells of %s', (_what, alarms, told, expected) => {
  expect(ids(toTell(alarms, told, now))).toEqual(expected);
});
