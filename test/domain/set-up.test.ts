import { furthest, isGrounded } from '../../src/domain/set-up';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';
import { VERDICT_REFUSALS } from '../../src/domain/verdict';

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

const TODAY = '2026-09-28';
const FULL = measure('full', { baseline: { kind: 'level', level: 9, count: 12 }, launch: '2026-08-03', verdict: { kind: 'not enough data', moreNeeded: 4, plain: { nBefore: 12, nAfter: 2 } } });
const of = (more: Partial<MeasureView>) => furthest([outcome('one', [measure('kpi', more)])], TODAY)?.measure;

test('without an outcome nothing is on its way', () => {
  expect(furthest([], TODAY)).toBeUndefined();
});

test('the outcome that is furthest counts, and in it the measure that is', () => {
  const found = furthest([outcome('bare'), outcome('far', [measure('new'), FULL]), outcome('linked', [], { '1': { epicIds: ['7', '8'] } })], TODAY);
  expect(found).toEqual({ outcomeId: 'out_far', title: 'far', epics: 0, measure: { kpiId: 'kpi_full', name: 'full', baseline: 12, launch: '2026-08-03', verdict: { kind: 'few', moreNeeded: 4 } } });
});

test('a verdict outweighs every step on the way to one, and no detectable change is one, however old', () => {
  const effect = { effect: 0, low: -1, high: 1, p: 0.5, rho: 0, sigma: 1, scale: 'none' as const, outliers: [] };
  const told = measure('told', { newest: { at: '2026-01-05', value: 9 }, verdict: { kind: 'no detectable change', planned: 1, effect, plain } });
  expect(furthest([outcome('steps', [FULL]), outcome('told', [told])], TODAY)).toMatchObject({ title: 'told', measure: { verdict: { kind: 'told' } } });
});

test('what was begun without a baseline is behind what may come to a verdict, and epics are counted over projects', () => {
  const begun = measure('begun', { baseline: { kind: 'refused', reason: 'begun-without' } });
  expect(furthest([outcome('one', [begun], { '1': { epicIds: ['7'] }, '2': { epicIds: ['9'] } })], TODAY)).toMatchObject({ epics: 2, measure: { baseline: 'begun-without', verdict: { kind: 'refused', reason: 'begun-without' } } });
  expect(furthest([outcome('one', [begun, FULL])], TODAY)).toMatchObject({ measure: { name: 'full' } });
});

test('a baseline needs nothing more from eight values on, or where it was stated, or said that there is none', () => {
  const stands = (baseline: MeasureView['baseline']) => {
    const found = of({ baseline });
    return found && isGrounded(found);
  };
  expect([0, 1, 7, 8].map((count) => stands(count === 0 ? { kind: 'refused', reason: 'no-values-in-window' } : { kind: 'level', level: 9, count }))).toEqual([false, false, false, true]);
  expect(stands({ kind: 'level', level: 9, count: null })).toBe(true);
  expect(stands({ kind: 'refused', reason: 'begun-without' })).toBe(true);
});

test('each reason for which there is no verdict is told as what it is', () => {
  const few = { kind: 'not enough data', moreNeeded: null } as const;
  const level = { kind: 'level', level: 9, count: 12 } as const;
  const launch = '2026-08-03';
  for (const reason of VERDICT_REFUSALS) expect(of({ verdict: { kind: 'refused', reason, plain } })?.verdict).toEqual({ kind: 'refused', reason });
  expect(of({ baseline: level, launch, newest: { at: '2026-03-02', value: 9 }, verdict: FULL.verdict })?.verdict).toEqual({ kind: 'refused', reason: 'stale' });
  expect(of({ baseline: level, launch: '2026-10-05', verdict: FULL.verdict })?.verdict).toEqual({ kind: 'ahead' });
  expect(of({ baseline: level, launch, verdict: { ...few, plain: { nBefore: 3, nAfter: 9 } } })?.verdict).toEqual({ kind: 'few-before', count: 3 });
  expect(of({ baseline: level, launch, verdict: { ...few, plain: { nBefore: 12, nAfter: 9 } } })?.verdict).toEqual({ kind: 'few', moreNeeded: null });
});
