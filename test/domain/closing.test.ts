import { lacksForAchieved } from '../../src/domain/closing';
import { type MeasureView } from '../../src/domain/snapshot';

const TODAY = '2026-09-28';
const improved: MeasureView['verdict'] = { kind: 'improved', strength: 'confirmed', effect: -3, low: -4, high: -2, share: 1, plain: { nBefore: 12, nAfter: 11 } } as unknown as MeasureView['verdict'];
const as = (kind: string, strength?: string): MeasureView['verdict'] => ({ ...improved, kind, strength }) as unknown as MeasureView['verdict'];
const refused = (reason: string): MeasureView['verdict'] => ({ kind: 'refused', reason, plain: { nBefore: 0, nAfter: 0 } }) as unknown as MeasureView['verdict'];

/** A KPI that should fall to 6, stands at 5.5 since this week, and got there for sure. */
const measure = (more: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: 'kpi_1', name: 'Time', unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary' },
  baseline: { kind: 'level', level: 9, count: 12 },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  launch: '2026-06-01',
  newest: { at: '2026-09-21', value: 5.5 },
  way: { kind: 'share', share: 1.1 },
  verdict: improved,
  history: [],
  ...more,
});
const guardrail = (more: Partial<MeasureView> = {}): MeasureView => measure({ kpiId: 'kpi_2', name: 'Errors', role: 'guardrail', verdict: as('no detectable change'), ...more });
const lacks = (...measures: MeasureView[]): string[] => lacksForAchieved({ measures }, TODAY).map(({ key }) => key);

it('nothing is lacking where every primary KPI is confirmed better at its target and every guardrail is kept', () => {
  expect(lacks(measure(), guardrail())).toEqual([]);
  expect(lacks(measure(), measure({ role: 'supporting', verdict: as('worsened', 'confirmed'), way: { kind: 'share', share: -1 } }))).toEqual([]);
});

it.each<[string, MeasureView[], string[]]>([
  ['no primary KPI', [guardrail()], ['closing.no-primary']],
  ['only an early sign', [measure({ verdict: as('improved', 'tentative') })], ['closing.not-confirmed']],
  ['no change that can be told', [measure({ verdict: as('no detectable change') })], ['closing.not-confirmed']],
  ['a verdict on values that are too old by now', [measure({ newest: { at: '2026-06-01', value: 5.5 } })], ['closing.not-confirmed']],
  ['a target that is not reached', [measure({ way: { kind: 'share', share: 0.99 } })], ['closing.target-not-met']],
  ['one of two primary KPIs', [measure(), measure({ kpiId: 'kpi_3', verdict: as('worsened', 'confirmed'), way: { kind: 'share', share: -0.2 } })], ['closing.not-confirmed', 'closing.target-not-met']],
  ['a guardrail that is confirmed worse', [measure(), guardrail({ verdict: as('worsened', 'confirmed') })], ['closing.guardrail-worse']],
  ['a guardrail beyond its limit', [measure(), guardrail({ newest: { at: '2026-09-21', value: 6.5 } })], ['closing.guardrail-breached']],
  ['a guardrail without a value', [measure(), guardrail({ newest: undefined, verdict: refused('no-values') })], ['closing.guardrail-unknown']],
  ['a guardrail whose values are too old', [measure(), guardrail({ newest: { at: '2026-06-01', value: 5 } })], ['closing.guardrail-unknown']],
])('is lacking with %s', (_what, measures, keys) => {
  expect(lacks(...measures)).toEqual(keys);
});
