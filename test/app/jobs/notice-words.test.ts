import { noticeOf } from '../../../src/app/jobs/notice-words';
import { type StandingAlarm } from '../../../src/domain/decision';

const message = { key: 'k', params: {} };
const KINDS = ['wrong-way', 'silent-stall', 'activity-trap', 'guardrail-breached'] as const;
const alarms = KINDS.map((kind): StandingAlarm => ({ alarmId: kind, kind, since: '2026-05-04', raisedAt: '2026-06-01T06:00:00.000Z', why: message, clears: message }));

it.each([
  ['de_DE', 'Needle: „Berths“ wartet auf Ihre Entscheidung', '- die Veränderungsarbeit dafür steht still, seit 04.05.2026'],
  ['de-AT', 'Needle: „Berths“ wartet auf Ihre Entscheidung', '- eine Leitplanke ist verletzt, seit 04.05.2026'],
  ['en_GB', 'Needle: "Berths" awaits your decision', '- its change work stopped, since 2026-05-04'],
  ['den_CA', 'Needle: "Berths" awaits your decision', '- a guardrail is breached, since 2026-05-04'],
  [undefined, 'Needle: "Berths" awaits your decision', '- a KPI moves the wrong way, since 2026-05-04'],
])('a notice for %s is in the language of its reader', (locale, subject, line) => {
  const notice = noticeOf(locale, 'Berths', alarms);
  expect(notice.subject).toBe(subject);
  expect(notice.text.split('\n')).toHaveLength(6);
  expect(notice.text.split('\n')).toContain(line);
});
