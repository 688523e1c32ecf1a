import { reviewOf } from '../../src/domain/review';
import { type OutcomeSnapshot } from '../../src/domain/snapshot';
import { alarmOf, measureView, snapshot } from '../support/snapshots';

const TODAY = '2026-06-23';
const kinds = (one: OutcomeSnapshot, today = TODAY) => reviewOf(one, today).map(({ kind }) => kind);

it('an outcome without news needs no look', () => {
  expect(reviewOf(snapshot(), TODAY)).toEqual([]);
});

it('puts decisions first, the one that waited longest before all', () => {
  const decided = { at: '2026-06-01T00:00:00.000Z', byId: 'a', choice: 're-plan' as const, reason: 'x', reviewBy: '2026-09-01' };
  const alarms = [
    alarmOf('activity-trap', '2026-06-20T06:00:00.000Z'),
    alarmOf('wrong-way', '2026-06-01T06:00:00.000Z'),
    alarmOf('silent-stall', '2026-06-01T06:00:00.000Z', { decision: { ...decided, reviewBy: TODAY } }),
    alarmOf('guardrail-breached', '2026-06-01T06:00:00.000Z', { decision: decided }),
  ];
  const found = reviewOf(snapshot({ alarms }), TODAY);
  expect(found).toMatchObject([
    { state: 'overdue', alarm: { kind: 'wrong-way' } },
    { state: 'review-due', alarm: { kind: 'silent-stall' } },
    { state: 'awaiting', alarm: { kind: 'activity-trap' } },
  ]);
});

it('tells of reports that part from what is measured, and of values that are out of date', () => {
  const flat = measureView({ history: [{ at: '2026-05-04', kind: 'no detectable change' }], newest: { at: '2026-05-25', value: 7 } });
  const reported = { at: '2026-06-19T15:00:00.000Z', reported: 'on-track' as const, since: '2026-04-03T15:00:00.000Z' };
  expect(reviewOf(snapshot({ measures: [flat], reported }), TODAY)).toEqual([
    { kind: 'gap', since: '2026-05-04', weeks: 7 },
    { kind: 'stale', kpiId: 'kpi_1', name: 'Handling time', newest: '2026-05-25' },
  ]);
});

it.each([
  ['2026-07-06', []],
  ['2026-07-07', ['late']],
  ['2026-07-14', ['stale']],
] as const)('a weekly value of 22 June is looked at on %s: %j', (today, expected) => {
  expect(kinds(snapshot(), today)).toEqual(expected);
});
