import { buildDesign } from '../../../src/domain/statistics/design';
import { tQuantile } from '../../../src/domain/statistics/distributions';
import { estimate, noiseOf } from '../../../src/domain/statistics/engine';
import { solver } from '../../../src/domain/statistics/gls';
import { mixtureOf } from '../../../src/domain/statistics/mixture';
import { leastSquares } from '../../../src/domain/statistics/qr';
import { rootOf } from '../../../src/domain/statistics/root';
import { gramFor, products } from '../../../src/domain/statistics/whitening';

const NILE = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210,
  1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702,
];
const LAUNCH = 28;

describe('one generalised least squares fit', () => {
  // Irregular times, a season and a control: every kind of column.
  const times = NILE.map((_, i) => i + (i % 3) * 0.3 + (i > 20 ? 4 : 0));
  const control = NILE.map((_, i) => Math.sin(i * i));
  const after = NILE.map((_, i) => i >= LAUNCH);
  const design = buildDesign({ times, values: NILE, after, season: 12, control })!;
  const { rows, width, flat, rampMean } = design;
  const row = (i: number) => Array.from(rows.subarray(i * width, (i + 1) * width));

  it.each([
    [0, null, null],
    [0.35, 4, null],
    [0.35, null, 2],
    [0.95, 16, 2],
  ])('at rho %d, drift %p and ramp %p is that of QR on whitened rows', (rho, drift, ramp) => {
    const gram = new Float64Array(width * width);
    gramFor(products(rows, width, times), rho, gram);
    const found = solver(design)(gram, { drift, ramp })!;

    const whitened = times.map((time, i) => {
      const phi = i === 0 ? 0 : rho ** (time - times[i - 1]!);
      return row(i).map((x, c) => (x - (i === 0 ? 0 : phi * row(i - 1)[c]!)) / Math.sqrt(1 - phi * phi));
    });
    const used = Array.from({ length: width - 1 }, (_, c) => c).filter((c) => (c !== flat || drift !== null) && (c !== flat + 1 || ramp !== null));
    const penalties: [number, number | null][] = [[flat, drift], [flat + 1, ramp]];
    const pseudo = penalties.flatMap(([column, sd]) => (sd === null ? [] : [used.map((c) => (c === column ? 1 / sd : 0))]));
    const x = [...whitened.map((r) => used.map((c) => r[c]!)), ...pseudo];
    const y = [...whitened.map((r) => r[width - 1]!), ...pseudo.map(() => 0)];
    const fit = leastSquares(x, y)!;
    const contrast = used.map((c) => (c === 1 ? 1 : c === flat + 1 ? rampMean : 0));
    const along = (v: readonly number[]) => contrast.reduce((sum, k, i) => sum + k * v[i]!, 0);
    expect(found.effect).toBeCloseTo(along(fit.coefficients), 9);
    expect(found.sigma).toBeCloseTo(Math.sqrt(fit.rss / (NILE.length - flat)), 9);
    expect(found.spread).toBeCloseTo(Math.sqrt(along(fit.unscaled.map(along))), 9);
  });
});

describe('the estimate', () => {
  const series = { times: NILE.map((_, i) => i), values: NILE, after: NILE.map((_, i) => i >= LAUNCH) };

  it('finds the fall of the Nile after 1898 (Cobb, Biometrika 1978; 65:243: about 250)', () => {
    const found = estimate(series)!;
    expect(found.p).toBeLessThan(0.01);
    expect(found.low).toBeLessThan(-248);
    expect(found.high).toBeGreaterThan(-248);
    expect(found.noise.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
  });

  it.each([
    ['values that do not vary', { ...series, values: NILE.map(() => 5) }],
    ['values that follow the model without noise', { ...series, values: NILE.map((_, i) => (i >= LAUNCH ? 7 : 5)) }],
    ['nothing before the launch', { ...series, after: NILE.map(() => true) }],
    ['no time that passes', { ...series, times: NILE.map(() => 3) }],
    ['fewer points than columns', { times: [1, 2], values: [3, 4], after: [false, true] }],
    ['a control that is the series itself', { ...series, control: NILE }],
  ])('does not exist for %s', (_what, of) => {
    expect(estimate(of)).toBeUndefined();
  });

  it('knows the variation of a baseline', () => {
    const noise = noiseOf({ times: series.times.slice(0, LAUNCH), values: NILE.slice(0, LAUNCH) })!;
    // R: sd(Nile[1:28]) = 134; a baseline with a drift allowed for is close to it.
    expect(noise.sigma).toBeGreaterThan(110);
    expect(noise.sigma).toBeLessThan(170);
  });
});

describe('a mixture of t-distributions', () => {
  it('with one component is that component', () => {
    const one = mixtureOf({ df: 7, components: [{ weight: 1, mean: 2, scale: 3 }] });
    expect(one.quantile(0.975)).toBeCloseTo(2 + 3 * tQuantile(0.975, 7), 9);
    expect(one.smallerTail(2)).toBeCloseTo(0.5, 12);
  });

  it('has quantiles at which its tails are right, however far its parts lie from each other', () => {
    const far = mixtureOf({ df: 5, components: [{ weight: 0.5, mean: -50, scale: 1 }, { weight: 0.5, mean: 50, scale: 0.01 }] });
    for (const p of [0.001, 0.1, 0.4, 0.6, 0.999]) expect(far.smallerTail(far.quantile(p))).toBeCloseTo(Math.min(p, 1 - p), 6);
    expect(far.smallerTail(60)).toBeGreaterThan(0);
  });
});

it('a root is found where a function is steep, flat or exact', () => {
  expect(rootOf((x) => x ** 3 - 2, 0, 2, 1e-14)).toBeCloseTo(Math.cbrt(2), 12);
  expect(rootOf((x) => Math.atan(x - 1e-3), -1e6, 1e6, 1e-9)).toBeCloseTo(1e-3, 8);
  expect(rootOf((x) => x, -1, 1, 1e-12)).toBe(0);
  expect(rootOf((x) => x, -1, 0, 1e-12)).toBe(0);
});
