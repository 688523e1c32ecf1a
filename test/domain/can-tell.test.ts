import { seeded } from '../../src/domain/statistics/random';
import { draw } from '../../dev/bench/simulation';
import { baselineOf } from '../../src/domain/baseline';
import { canTell } from '../../src/domain/can-tell';

const { times, values: drawn } = draw({ before: 30, after: 0, rho: 0.3, shape: 'flat' }, seeded(3));
const values = drawn.map((v) => 50 + (v ?? 0));

describe('can this KPI tell?', () => {
  it('finds smaller changes the more values come, and larger ones more surely', () => {
    const sizes = [4, 12, 40].map((after) => canTell({ times, values, planned: 1, after }));
    const detectable = sizes.map((s) => (s.kind === 'answer' ? s.detectable.power80 : NaN));
    expect(detectable).toEqual([...detectable].sort((a, b) => b - a));
    const chances = [0.5, 2, 5].map((planned) => canTell({ times, values, planned, after: 8 }));
    const power = chances.map((c) => (c.kind === 'answer' ? c.powerForPlanned : NaN));
    expect(power).toEqual([...power].sort((a, b) => a - b));
    expect(power[2]).toBeGreaterThan(0.95);
  });

  it('finds the smallest change just so often as it says', () => {
    const answer = canTell({ times, values, planned: 1, after: 8 });
    if (answer.kind === 'refused') throw new Error(answer.reason);
    const again = canTell({ times, values, planned: answer.detectable.power80, after: 8 });
    expect(again.kind === 'answer' && again.powerForPlanned).toBeCloseTo(0.8, 6);
  });

  it('tries dates at which nothing was launched', () => {
    const answer = canTell({ times, values, planned: 1 });
    expect(answer.kind === 'answer' && answer.placebo.dates).toBeGreaterThan(8);
    expect(answer.kind === 'answer' && answer.placebo.claims).toBeLessThan(3);
  });

  it('answers in the unit of a KPI that varies in ratios', () => {
    const ratios = values.map((v) => Math.exp((v - 50) / 2) * 100);
    const answer = canTell({ times, values: ratios, planned: 50 });
    expect(answer.kind === 'answer' && answer.noise.scale).toBe('log');
    expect(answer.kind === 'answer' && answer.detectable.power80).toBeGreaterThan(20);
  });

  it.each([
    ['too-few-values', { times: times.slice(0, 7), values: values.slice(0, 7) }],
    ['constant', { times, values: values.map(() => 1) }],
    ['scale-does-not-fit', { times, values: values.map((v) => -v), scale: 'log' as const }],
  ])('refuses for %s', (reason, input) => {
    expect(canTell({ planned: 1, ...input })).toEqual({ kind: 'refused', reason });
    expect(baselineOf(input)).toEqual({ kind: 'refused', reason });
  });
});

it('a baseline has its level, its variation and where they come from', () => {
  const baseline = baselineOf({ times, values: values.map((v, i) => (i === 9 ? 90 : v)) });
  expect(baseline).toMatchObject({ kind: 'baseline', scale: 'none', count: 30, from: 0, to: 29, outliers: [9] });
  if (baseline.kind === 'refused') return;
  expect(Math.abs(baseline.level - 50)).toBeLessThan(1);
  expect(baseline.noise.sigma).toBeLessThan(2);
});
