import { lacksForAchieved } from '../../src/domain/closing';
import { stageOf } from '../../src/domain/stage';
import { type MeasureView } from '../../src/domain/snapshot';
import { measureView } from '../support/snapshots';
import { type Verdict } from '../../src/domain/verdict';

const TODAY = '2026-06-23';
const plain = { nBefore: 12, nAfter: 9 };
const effect = { effect: -3, low: -4, high: -2, p: 0.001, rho: 0, sigma: 1, scale: 'none' as const, outliers: [] };
const improved = (strength: 'tentative' | 'confirmed'): Verdict => ({ kind: 'improved', strength, effect, plain });

const measure = (more: Partial<MeasureView> = {}): MeasureView =>
  measureView({ launch: '2026-03-02', newest: { at: '2026-06-22', value: 5.9 }, way: { kind: 'share', share: 1.03 }, verdict: improved('confirmed'), history: [], ...more });
const guardrail = (more: Partial<MeasureView> = {}): MeasureView =>
  measure({ kpiId: 'kpi_2', name: 'Complaints', role: 'guardrail', target: { kind: 'value', value: 20, by: '2026-12-18' }, newest: { at: '2026-06-22', value: 12 }, verdict: { kind: 'not enough data', moreNeeded: 3, plain }, ...more });
const linked = { '10': { epicIds: ['1'] } };
const stage = (measures: MeasureView[], delivery: Parameters<typeof stageOf>[0]['delivery'] = linked) => {
  const { kind, lacks } = stageOf({ measures, delivery }, TODAY);
  return [kind, ...lacks.map(({ key }) => key)];
};

describe('a stage is reached when its own and all earlier conditions hold, and says what the next lacks', () => {
  it.each<[string, string[], MeasureView[]]>([
    ['without a primary KPI', ['proposed', 'stage.no-primary'], [guardrail()]],
    ['without a baseline', ['proposed', 'stage.no-baseline'], [measure({ baseline: { kind: 'refused', reason: 'no-values-in-window' } })]],
    ['without a launch', ['in-delivery', 'stage.no-launch'], [measure({ launch: undefined })]],
    ['before the launch', ['in-delivery', 'stage.launch-ahead'], [measure({ launch: '2026-09-01' })]],
    ['when nothing moved', ['launched', 'stage.not-improved'], [measure({ verdict: { kind: 'no detectable change', planned: 3, effect, plain } })]],
    ['when it improved for now', ['adopted', 'closing.not-confirmed', 'closing.target-not-met'], [measure({ verdict: improved('tentative'), way: { kind: 'share', share: 0.8 } })]],
    ['when a guardrail does not hold', ['adopted', 'closing.guardrail-breached'], [measure(), guardrail({ newest: { at: '2026-06-22', value: 21 } })]],
    ['when all is confirmed', ['realised'], [measure(), guardrail()]],
  ])('%s', (_when, expected, measures) => expect(stage(measures)).toEqual(expected));

  it('without linked work', () => {
    expect(stage([measure()], {})).toEqual(['baselined', 'stage.no-epic']);
  });

  it('names the KPI', () => {
    expect(stageOf({ measures: [measure({ launch: '2026-09-01' })], delivery: linked }, TODAY).lacks).toEqual([
      { key: 'stage.launch-ahead', params: { kpiId: 'kpi_1', name: 'Handling time', date: '2026-09-01' } },
    ]);
  });
});

describe('the evidence that an outcome is achieved', () => {
  it.each<[string, string[], MeasureView[]]>([
    ['all confirmed and met', [], [measure(), guardrail()]],
    ['no primary KPI', ['closing.no-primary'], [guardrail()]],
    ['one of two primary KPIs only', ['closing.target-not-met'], [measure(), measure({ kpiId: 'kpi_3', way: { kind: 'share', share: 0.99 } })]],
    ['values too old to tell', ['closing.not-confirmed'], [measure({ newest: { at: '2026-05-01', value: 5 } })]],
    ['a guardrail confirmed worse', ['closing.guardrail-worse'], [measure(), guardrail({ verdict: { kind: 'worsened', strength: 'confirmed', effect, plain } })]],
    ['a guardrail without values', ['closing.guardrail-unknown'], [measure(), guardrail({ newest: undefined })]],
  ])('%s', (_what, keys, measures) => expect(lacksForAchieved({ measures }, TODAY).map(({ key }) => key)).toEqual(keys));
});
