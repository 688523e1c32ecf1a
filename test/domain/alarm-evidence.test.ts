import { evidenceOf } from '../../src/domain/alarm-evidence';
import { type MeasureView, type OutcomeSnapshot } from '../../src/domain/snapshot';
import { measureView } from '../support/snapshots';

const plain = { nBefore: 12, nAfter: 12, before: 9, after: 8.9 };
const effect = { effect: -0.1, low: -0.6, high: 0.4, p: 0.7, rho: 0.2, sigma: 1, scale: 'none' as const, outliers: [] };
const measure = (more: Partial<MeasureView> = {}): MeasureView =>
  measureView({ newest: { at: '2026-06-22', value: 8.8 }, way: { kind: 'share', share: 0.07 }, verdict: { kind: 'no detectable change', planned: 3, effect, plain }, history: [], ...more });
const evidence = { weeks: 8, done: 0, expected: 42, runShare: 1.1, p: 0.0003 };
const outcome = (measures: MeasureView[] = [measure()]): Pick<OutcomeSnapshot, 'measures' | 'delivery' | 'activity'> => ({
  measures,
  delivery: { 10: { epicIds: ['1'], count: { total: 10, done: 9, at: '2026-06-22' } }, 20: { epicIds: ['2'], count: { total: 4, done: 4, at: '2026-06-22' } } },
  activity: { isActivityUp: true, epicsDoneByDue: false, stall: { since: '2026-04-20', evidence } },
});

it('of a stall is what was done beside what was to be expected, for those who may see all of the work', () => {
  expect(evidenceOf({ kind: 'silent-stall' }, outcome(), true)).toEqual([{ kind: 'stall', weeks: 8, done: 0, expected: 42, runShare: 1.1, chance: 0.0003 }]);
  expect(evidenceOf({ kind: 'silent-stall' }, outcome(), false)).toEqual([]);
});

it('of a trap is the KPI beside what was planned, and what was delivered for those who may see it', () => {
  const kpi = { kind: 'effect', name: 'Handling time', unit: 'h', before: 9, after: 8.9, effect: -0.1, low: -0.6, high: 0.4, planned: 3 };
  expect(evidenceOf({ kind: 'activity-trap', kpiId: 'kpi_1' }, outcome(), true)).toEqual([kpi, { kind: 'delivered', done: 13, total: 14 }]);
  expect(evidenceOf({ kind: 'activity-trap', kpiId: 'kpi_1' }, outcome(), false)).toEqual([kpi]);
});

it('of the wrong way is what the KPI did, and of a guardrail its newest value beside the limit', () => {
  const worse = measure({ verdict: { kind: 'worsened', strength: 'confirmed', effect: { ...effect, effect: 2, low: 1, high: 3 }, plain } });
  expect(evidenceOf({ kind: 'wrong-way', kpiId: 'kpi_1' }, outcome([worse]), true)).toEqual([{ kind: 'effect', name: 'Handling time', unit: 'h', before: 9, after: 8.9, effect: 2, low: 1, high: 3 }]);
  expect(evidenceOf({ kind: 'guardrail-breached', kpiId: 'kpi_1' }, outcome(), true)).toEqual([
    { kind: 'limit', name: 'Handling time', unit: 'h', value: 8.8, at: '2026-06-22', limit: { kind: 'value', value: 6, by: '2026-12-18' } },
  ]);
});

it('is nothing where a verdict is refused: there is no figure to show', () => {
  expect(evidenceOf({ kind: 'wrong-way', kpiId: 'kpi_1' }, outcome([measure({ verdict: { kind: 'refused', reason: 'constant', plain } })]), true)).toEqual([]);
});
