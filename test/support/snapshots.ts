/** What is stored of an outcome, as most tests of the domain take it: one weekly KPI in hours, of which less is better. */
import { type StandingAlarm } from '../../src/domain/decision';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';

/** From 9 to 7 of 6 hours, not judged yet. */
export const measureView = (more: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: 'kpi_1', name: 'Handling time', unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary' },
  baseline: { kind: 'level', level: 9, count: 12 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  newest: { at: '2026-06-22', value: 7 },
  way: { kind: 'share', share: 0.67 },
  verdict: { kind: 'not enough data', moreNeeded: 1, plain: { nBefore: 12, nAfter: 2 } },
  history: [{ at: '2026-05-04', kind: 'not enough data' }],
  ...more,
});

export const snapshot = (more: Partial<OutcomeSnapshot> = {}): OutcomeSnapshot => ({
  ...{ outcomeId: 'out_1', title: 'Faster', ownerId: 'a', period: {}, restricted: false, state: 'open' },
  ...{ measures: [measureView()], delivery: {} },
  ...more,
});

/** Raised at an instant, of what began on that day. */
export const alarmOf = (kind: StandingAlarm['kind'], raisedAt: string, more: Partial<StandingAlarm> = {}): StandingAlarm => ({
  ...{ alarmId: `${kind}:${raisedAt}`, kind, since: raisedAt.slice(0, 10), raisedAt },
  ...{ why: { key: 'why', params: {} }, clears: { key: 'clears', params: {} } },
  ...more,
});
