import { currentVerdict, outcomeAlarms, outcomeSignal } from '../../src/domain/outcome-signal';
import { type MeasureView } from '../../src/domain/snapshot';
import { measureView } from '../support/snapshots';

const plain = { nBefore: 12, nAfter: 12, before: 9, after: 7 };
const effect = { effect: -2, low: -3, high: -1, p: 0.001, rho: 0.2, sigma: 1, scale: 'none' as const, outliers: [] };
const measure = (more: Partial<MeasureView> = {}): MeasureView =>
  measureView({ verdict: { kind: 'improved', strength: 'confirmed', effect, plain }, history: [{ at: '2026-05-04', kind: 'improved', strength: 'confirmed' }], dueFrom: '2026-03-30', ...more });
const outcome = (measures: MeasureView[], done = 5) => ({
  measures,
  delivery: { '10': { epicIds: ['1'], count: { total: 10, done, at: '2026-06-22' } } },
});
const kindOf = (measures: MeasureView[], done?: number, today = '2026-06-23') => outcomeSignal(outcome(measures, done), today).kind;

describe('an outcome’s signal comes from its snapshot', () => {
  const flat = measure({ verdict: { kind: 'no detectable change', planned: 2, effect, plain }, plannedRuledOut: true });
  const limit = (value: number) => measure({ role: 'guardrail', target: { kind: 'value', value: 10, by: '2026-12-18' }, newest: { at: '2026-06-22', value } });

  it.each([
    ['an improvement short of its target', [measure()], 5, 'moving'],
    ['one that meets it', [measure({ way: { kind: 'share', share: 1.1 } })], 5, 'achieved'],
    ['an effect ruled out while most is delivered', [flat], 8, 'activity-trap'],
    ['an effect ruled out while little is delivered', [flat], 5, 'unproven'],
    ['before an effect is due', [measure({ verdict: { kind: 'not enough data', moreNeeded: 3, plain }, dueFrom: '2026-07-20' })], 5, 'too-early'],
    ['no measure at all', [], 5, 'unproven'],
  ])('%s', (_what, measures, done, kind) => {
    expect(kindOf(measures, done)).toBe(kind);
  });

  it('is not told by values that are too old, whatever they said', () => {
    expect(kindOf([measure()], 5, '2026-07-20')).toBe('unproven');
    expect(currentVerdict(measure(), '2026-07-20')).toEqual({ kind: 'refused', reason: 'stale', plain });
  });

  it('keeps its alarms when no more values come in', () => {
    const worse = measure({ verdict: { kind: 'worsened', strength: 'confirmed', effect, plain } });
    expect(outcomeAlarms(outcome([worse]), '2026-12-01')).toMatchObject([{ kind: 'wrong-way' }]);
    expect(outcomeSignal(outcome([worse]), '2026-12-01').kind).toBe('unproven');
  });

  it('takes a guardrail by its limit', () => {
    const alarms = (value: number) => outcomeAlarms(outcome([limit(value)]), '2026-06-23').map(({ kind }) => kind);
    expect([alarms(9), alarms(10), alarms(10.1)]).toEqual([[], [], ['guardrail-breached']]);
  });

  it('has no share of delivery while a project is not counted', () => {
    const uncounted = { ...outcome([flat], 8), delivery: { '10': { epicIds: ['1'] } } };
    expect(outcomeSignal(uncounted, '2026-06-23').kind).toBe('unproven');
  });
});
