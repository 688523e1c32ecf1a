import { type StandingAlarm } from '../../src/domain/decision';
import { reviewOf } from '../../src/domain/review';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';

const measure = (more: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: 'kpi_1', name: 'Handling time', unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary' },
  baseline: { kind: 'level', level: 9, count: 12 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  newest: { at: '2026-06-22', value: 7 },
  way: { kind: 'share', share: 0.67 },
  verdict: { kind: 'not enough data', moreNeeded: 1, plain: { nBefore: 12, nAfter: 2 } },
  history: [{ at: '2026-05-04', kind: 'not enough data' }],
  ...more,
});
const outcome = (more: Partial<OutcomeSnapshot> = {}): OutcomeSnapshot => ({
  ...{ outcomeId: 'out_1', title: 'Faster', ownerId: 'a', period: {}, restricted: false, state: 'open' },
  ...{ measures: [measure()], delivery: {} },
  ...more,
});
const alarm = (kind: StandingAlarm['kind'], raisedAt: string, more: Partial<StandingAlarm> = {}): StandingAlarm => ({
  ...{ alarmId: `${kind}:${raisedAt}`, kind, since: raisedAt.slice(0, 10), raisedAt },
  ...{ why: { key: 'why', params: {} }, clears: { key: 'clears', params: {} } },
  ...more,
});
const TODAY = '2026-06-23';
const kinds = (one: OutcomeSnapshot, today = TODAY) => reviewOf(one, today).map(({ kind }) => kind);

it('an outcome without news needs no look', () => {
  expect(reviewOf(outcome(), TODAY)).toEqual([]);
});

it('puts decisions first, the one that waited longest before all', () => {
  const decided = { at: '2026-06-01T00:00:00.000Z', byId: 'a', choice: 're-plan' as const, reason: 'x', reviewBy: '2026-09-01' };
  const alarms = [
    alarm('activity-trap', '2026-06-20T06:00:00.000Z'),
    alarm('wrong-way', '2026-06-01T06:00:00.000Z'),
    alarm('silent-stall', '2026-06-01T06:00:00.000Z', { decision: { ...decided, reviewBy: TODAY } }),
    alarm('guardrail-breached', '2026-06-01T06:00:00.000Z', { decision: decided }),
  ];
  const found = reviewOf(outcome({ alarms }), TODAY);
  expect(found).toMatchObject([
    { state: 'overdue', alarm: { kind: 'wrong-way' } },
    { state: 'review-due', alarm: { kind: 'silent-stall' } },
    { state: 'awaiting', alarm: { kind: 'activity-trap' } },
  ]);
});

it('tells of reports that part from what is measured, and of values that are out of date', () => {
  const flat = measure({ history: [{ at: '2026-05-04', kind: 'no detectable change' }], newest: { at: '2026-05-25', value: 7 } });
  const reported = { at: '2026-06-19T15:00:00.000Z', reported: 'on-track' as const, since: '2026-04-03T15:00:00.000Z' };
  expect(reviewOf(outcome({ measures: [flat], reported }), TODAY)).toEqual([
    { kind: 'gap', since: '2026-05-04', weeks: 7 },
    { kind: 'stale', kpiId: 'kpi_1', name: 'Handling time', newest: '2026-05-25' },
  ]);
});

it.each([
  ['2026-07-06', []],
  ['2026-07-07', ['late']],
  ['2026-07-14', ['stale']],
] as const)('a weekly value of 22 June is looked at on %s: %j', (today, expected) => {
  expect(kinds(outcome(), today)).toEqual(expected);
});
