import { furthest } from '../../src/domain/set-up';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';

const plain = { nBefore: 0, nAfter: 0 };
const measure = (name: string, more: Partial<MeasureView> = {}): MeasureView => ({
  ...{ kpiId: `kpi_${name}`, name, unit: 'h', direction: 'decrease', cadence: 'week', role: 'primary' },
  baseline: { kind: 'refused', reason: 'no-values-in-window' },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  way: { kind: 'refused', reason: 'no-baseline' },
  verdict: { kind: 'refused', reason: 'no-values', plain },
  history: [],
  ...more,
});
const outcome = (title: string, measures: MeasureView[] = [], delivery: OutcomeSnapshot['delivery'] = {}): OutcomeSnapshot => ({
  ...{ outcomeId: `out_${title}`, title, ownerId: 'me', period: {}, restricted: false, state: 'open', measures, delivery },
});

const FULL = measure('full', { baseline: { kind: 'level', level: 9, count: 12 }, launch: '2026-08-03', verdict: { kind: 'not enough data', moreNeeded: 4, plain } });

test('without an outcome nothing is on its way', () => {
  expect(furthest([])).toBeUndefined();
});

test('the outcome that is furthest counts, and in it the measure that is', () => {
  const found = furthest([outcome('bare'), outcome('far', [measure('new'), FULL]), outcome('linked', [], { '1': { epicIds: ['7', '8'] } })]);
  expect(found).toEqual({ outcomeId: 'out_far', title: 'far', epics: 0, measure: { kpiId: 'kpi_full', name: 'full', baseline: true, launch: '2026-08-03', verdict: false, moreNeeded: 4 } });
});

test('a verdict outweighs every step on the way to one, and no detectable change is one', () => {
  const effect = { effect: 0, low: -1, high: 1, p: 0.5, rho: 0, sigma: 1, scale: 'none' as const, outliers: [] };
  const told = measure('told', { verdict: { kind: 'no detectable change', planned: 1, effect, plain } });
  expect(furthest([outcome('steps', [FULL]), outcome('told', [told])])).toMatchObject({ title: 'told', measure: { verdict: true } });
});

test('begun without a baseline is no missing baseline, and epics are counted over projects', () => {
  const begun = measure('begun', { baseline: { kind: 'refused', reason: 'begun-without' } });
  const found = furthest([outcome('one', [begun], { '1': { epicIds: ['7'] }, '2': { epicIds: ['9'] } })]);
  expect(found).toMatchObject({ epics: 2, measure: { baseline: true } });
});
