import { type Measure } from '../../src/domain/measure';
import { measureVerdict } from '../../src/domain/measure-verdict';
import { isStale, onAxis, plusDays } from '../../src/domain/timeline';

const kpi = { direction: 'decrease', cadence: 'week' } as const;
const measure: Measure = {
  ...{ outcomeId: 'out_1', kpiId: 'kpi_1', role: 'primary' },
  baseline: { kind: 'window', from: '2026-01-05', to: '2026-03-29' },
  target: { kind: 'value', value: 6, by: '2026-12-18' },
  launch: '2026-03-30',
};
const level = { kind: 'level', level: 9, count: 12 } as const;
/** A weekly series with a little variation around 9 before and `after` since the launch. */
const weekly = (after: number, weeksAfter: number, wobble = 0.3) =>
  Array.from({ length: 12 + weeksAfter }, (_, week) => ({
    at: plusDays('2026-01-05', 7 * week),
    value: (week < 12 ? 9 : after) + wobble * [0.4, -0.8, 0.1, 0.9, -0.5, -0.1][week % 6]!,
  }));

describe('the verdict of a measure', () => {
  it('finds a clear fall of a KPI that should fall, with its share of the way', () => {
    const verdict = measureVerdict(measure, kpi, weekly(7.5, 12), level, '2026-06-22');
    expect(verdict).toMatchObject({ kind: 'improved', strength: 'confirmed' });
    if (verdict.kind !== 'improved') throw new Error('no effect');
    expect(verdict.effect.effect).toBeCloseTo(-1.5, 0);
    expect(verdict.effect.share).toBeCloseTo(0.5, 1);
  });

  it('calls the same fall worse for a KPI that should rise', () => {
    const rising = { ...measure, target: { kind: 'value', value: 12, by: '2026-12-18' } } as const;
    const verdict = measureVerdict(rising, { ...kpi, direction: 'increase' }, weekly(7.5, 12), level, '2026-06-22');
    expect(verdict.kind).toBe('worsened');
    expect(verdict.kind === 'worsened' && verdict.effect.share).toBeLessThan(0);
  });

  it('says how many more values it takes soon after the launch, and gives no effect', () => {
    const verdict = measureVerdict(measure, kpi, weekly(7.5, 1), level, '2026-04-06');
    expect(verdict).toMatchObject({ kind: 'not enough data', moreNeeded: 2, plain: { nBefore: 12, nAfter: 1 } });
  });

  it.each([
    ['no values', { ...measure }, [], level, 'no-values'],
    ['no launch', { ...measure, launch: undefined }, weekly(9, 3), level, 'no-launch'],
    ['no baseline', measure, weekly(9, 3), { kind: 'refused', reason: 'no-values-in-window' }, 'no-baseline'],
    ['a change that was live before it was measured', { ...measure, baseline: { kind: 'none' } }, weekly(9, 8), { kind: 'refused', reason: 'begun-without' }, 'no-baseline'],
    ['no variation at all', measure, weekly(9, 8, 0), level, 'constant'],
  ] as const)('is refused for %s', (_what, m, values, baseline, reason) => {
    expect(measureVerdict(m, kpi, values, baseline, '2026-06-22')).toMatchObject({ kind: 'refused', reason });
  });

  it('leaves out the time until an effect is expected', () => {
    const lagged = measureVerdict({ ...measure, lagDays: 28 }, kpi, weekly(7.5, 12), level, '2026-06-22');
    expect(lagged.plain).toMatchObject({ nBefore: 12, nAfter: 8 });
  });

  it('judges a KPI that should stay within a band by its distance from the middle', () => {
    const band = { ...measure, target: { kind: 'band', low: 5, high: 7, by: '2026-12-18' } } as const;
    const verdict = measureVerdict(band, { ...kpi, direction: 'within' }, weekly(7, 12), level, '2026-06-22');
    expect(verdict.kind).toBe('improved');
    expect(verdict.kind === 'improved' && verdict.effect.share).toBeCloseTo(1, 1);
  });
});

describe('a KPI’s axis', () => {
  it('counts months as equally far apart', () => {
    expect(onAxis(['2026-01-31', '2026-02-28', '2026-03-31', '2026-06-30'], 'month')).toEqual([24312, 24313, 24314, 24317]);
  });

  it('keeps exact fractions when values come more often than the cadence', () => {
    const [first = 0, second = 0] = onAxis(['2026-01-05', '2026-01-07'], 'week');
    expect(second - first).toBeCloseTo(2 / 7, 12);
  });

  it('is stale when three cadences have gone without a value', () => {
    expect(isStale('2026-01-05', '2026-01-26', 'week')).toBe(false);
    expect(isStale('2026-01-05', '2026-01-27', 'week')).toBe(true);
  });
});
