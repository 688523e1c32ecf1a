import { type Launched, measureAdoption, measureAhead } from '../../src/domain/measure-adoption';
import { plusDays } from '../../src/domain/timeline';

const LAUNCH = '2026-01-05';
const TODAY = '2026-05-01';
const measure: Launched = {
  ...{ unit: 'requests', direction: 'decrease', role: 'primary', launch: LAUNCH, verdict: { kind: 'improved' } },
  ...{ baseline: { kind: 'level', level: 1000, count: 8 }, target: { kind: 'value', value: 200, by: '2026-12-18' } },
};
/** A logistic fall from 1,000 towards `end`, half-way after 8 weeks. */
const falling = (weeks: number, end: number) =>
  Array.from({ length: weeks }, (_, i) => ({ at: plusDays(LAUNCH, 7 * i), value: 1000 - (1000 - end) / (1 + Math.exp(-(i - 8) / 2)) }));

describe('adoption of a measure', () => {
  it('gives the speed with its interval, the earliest plausible date, and a range', () => {
    const found = measureAdoption(measure, falling(11, 0), plusDays(LAUNCH, 71));
    if (found?.kind !== 'on-the-way' || found.earliest === null) throw new Error(`Found ${found?.kind} without a date.`);
    // At week 10 the curve falls by 1000 · (0.731 − 0.622) a week.
    expect(found.speed.low).toBeLessThanOrEqual(110);
    expect(found.speed.high).toBeGreaterThanOrEqual(105);
    expect(found.earliest >= plusDays(LAUNCH, 70)).toBe(true);
    expect(found.range === null || found.range.low >= found.earliest).toBe(true);
  });

  it('never tells a date that has passed, nor tomorrow as the earliest', () => {
    const late = plusDays(LAUNCH, 7 * 60);
    const found = measureAdoption(measure, falling(11, 0), late);
    if (found?.kind !== 'on-the-way') throw new Error(`Found ${found?.kind}.`);
    expect(found.earliest).toBeNull();
    if (found.range) expect(found.range.low > late).toBe(true);
  });

  it('says so when it levels off before the target, as a level of the KPI', () => {
    const found = measureAdoption(measure, falling(16, 600), TODAY);
    if (found?.kind !== 'ceiling-below-target') throw new Error(`Found ${found?.kind}.`);
    expect(found.ceiling.low).toBeLessThanOrEqual(found.ceiling.high);
    expect(found.ceiling.value).toBeGreaterThan(200);
  });

  it('tells no date and no level where it stands still on the way', () => {
    const still = Array.from({ length: 13 }, (_, i) => ({ at: plusDays(LAUNCH, 7 * i), value: 400 + 10 * Math.sin(3 * i) }));
    const found = measureAdoption(measure, still, TODAY);
    if (found?.kind === 'ceiling-below-target') expect(found.ceiling.value).toBeGreaterThan(200);
    else expect(['not-in-sight', 'on-the-way']).toContain(found?.kind);
  });

  it.each<[string, Partial<Launched>, number, string]>([
    ['before its launch', { launch: '2026-06-01' }, 8, 'no-launch'],
    ['without a launch', { launch: undefined }, 8, 'no-launch'],
    ['without a baseline', { baseline: { kind: 'refused', reason: 'no-values-in-window' } }, 8, 'no-baseline'],
    ['with too few values', {}, 3, 'too-few-values'],
    ['where the verdict rules a movement out', { verdict: { kind: 'no detectable change' } }, 11, 'no-movement'],
    ['where the KPI got worse', { verdict: { kind: 'worsened' } }, 11, 'no-movement'],
  ])('is refused %s', (_what, more, weeks, reason) => {
    expect(measureAdoption({ ...measure, ...more }, falling(weeks, 0), TODAY)).toEqual({ kind: 'refused', reason });
  });

  it('is refused when nothing goes the wanted way', () => {
    const rising = falling(10, 0).map(({ at, value }) => ({ at, value: 2000 - value }));
    expect(measureAdoption(measure, rising, TODAY)).toMatchObject({ kind: 'refused' });
  });

  it('does not exist for what has no way to go', () => {
    expect(measureAdoption({ ...measure, role: 'guardrail' }, falling(10, 0), TODAY)).toBeUndefined();
    expect(measureAdoption({ ...measure, target: { kind: 'band', low: 1, high: 2, by: TODAY } }, falling(10, 0), TODAY)).toBeUndefined();
  });
});

describe('the way ahead', () => {
  const today = plusDays(LAUNCH, 70);

  it('goes on from where the KPI is, week by week to the date of the target', () => {
    const ahead = measureAhead(measure, falling(11, 0), today);
    expect(ahead.map(({ at }) => at).slice(0, 2)).toEqual([today, plusDays(today, 7)]);
    expect(ahead).toHaveLength(Math.ceil((Date.parse('2026-12-18') - Date.parse(today)) / (7 * 86_400_000)) + 1);
    // 731 of the 800 on the way to 200 after 10 weeks.
    expect(ahead[0]?.share.value).toBeCloseTo(731 / 800, 1);
    for (const { share } of ahead) expect(share.low <= share.value && share.value <= share.high).toBe(true);
  });

  it('does not exist where no course can be told', () => {
    expect(measureAhead({ ...measure, verdict: { kind: 'worsened' } }, falling(11, 0), today)).toEqual([]);
    expect(measureAhead(measure, falling(3, 0), today)).toEqual([]);
  });
});
