import fc from 'fast-check';
import { changesTogether } from '../../../src/domain/statistics/rank-correlation';
import { seeded } from '../../../src/domain/statistics/random';

/** Standard normal numbers (Box and Muller). */
const normalFrom = (random: () => number) => () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Noise with marginal SD 1 and autocorrelation `rho`. */
function noise(normal: () => number, n: number, rho: number): number[] {
  let x = normal();
  return Array.from({ length: n }, () => (x = rho * x + Math.sqrt(1 - rho * rho) * normal()));
}

const RUNS = 250;
const normal = normalFrom(seeded(11));
/** Share of runs in which the interval leaves out 0. */
const found = (make: () => [number[], number[]]): number => {
  let claims = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const result = changesTogether(...make());
    if (result.kind === 'estimate' && (result.low > 0 || result.high < 0)) claims += 1;
  }
  return claims / RUNS;
};

describe('of unrelated series a relation is claimed in at most 1 of 20', () => {
  for (const n of [13, 40]) {
    it.each([0, 0.3, 0.6, 0.9])(`over ${n} weeks, autocorrelated by %d`, (rho) => {
      expect(found(() => [noise(normal, n, rho), noise(normal, n, rho)])).toBeLessThan(0.07);
    });

    it(`over ${n} weeks, where both drift, or both step once at about the same time`, () => {
      const line = (slope: number) => noise(normal, n, 0.2).map((x, i) => x + (slope * i) / n);
      expect(found(() => [line(4), line(-4)])).toBeLessThan(0.07);
      const step = (at: number) => noise(normal, n, 0.2).map((x, i) => x - (i > at * n ? 3 : 0));
      expect(found(() => [step(0.5), step(0.45)])).toBeLessThan(0.07);
    });
  }
});

it('a close relation is found: correlated by 0.7 in 3 of 4 over half a year', () => {
  const related = (): [number[], number[]] => {
    const x = noise(normal, 26, 0.3);
    const rest = noise(normal, 26, 0.3);
    return [x, x.map((value, i) => 0.7 * value + Math.sqrt(1 - 0.49) * (rest[i] ?? 0))];
  };
  expect(found(related)).toBeGreaterThan(0.75);
});

it('gives the rank correlation of the changes, ties sharing their ranks', () => {
  const random = seeded(4);
  const x = Array.from({ length: 30 }, () => Math.floor(6 * random()));
  const y = x.map((value) => 20 - 2 * value + Math.floor(3 * random()));
  const result = changesTogether(x, y);
  expect(result).toMatchObject({ kind: 'estimate', n: 29 });
  expect(result.kind === 'estimate' && result.rho).toBeCloseTo(spearman(x, y), 12);
  expect(result.kind === 'estimate' && result.high).toBeLessThan(0);
});

/** The same by the book: ranks by counting, then the product moment. */
function spearman(x: readonly number[], y: readonly number[]): number {
  const diff = (values: readonly number[]) => values.slice(1).map((value, i) => value - (values[i] ?? 0));
  const rank = (values: readonly number[]) => values.map((value) => values.filter((v) => v < value).length + (values.filter((v) => v === value).length + 1) / 2);
  const [a, b] = [rank(diff(x)), rank(diff(y))];
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (p: readonly number[], mp: number, q: readonly number[], mq: number) => p.reduce((sum, v, i) => sum + (v - mp) * ((q[i] ?? 0) - mq), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

it('refuses where too few weeks follow one another, and where nothing changes', () => {
  const twelve = Array.from({ length: 12 }, (_, i) => i % 5);
  expect(changesTogether(twelve, twelve)).toEqual({ kind: 'refused', reason: 'too-few' });
  const gaps = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? i : null));
  expect(changesTogether(gaps, gaps)).toEqual({ kind: 'refused', reason: 'too-few' });
  expect(changesTogether(Array.from({ length: 20 }, () => 3), Array.from({ length: 20 }, (_, i) => i % 7))).toEqual({ kind: 'refused', reason: 'constant' });
});

it('whatever is given: an interval around the estimate, within −1 and 1, or a refusal', () => {
  const value = fc.option(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { nil: null });
  const series = fc.array(fc.tuple(value, value), { maxLength: 40 });
  fc.assert(
    fc.property(series, (pairs) => {
      const result = changesTogether(pairs.map(([a]) => a), pairs.map(([, b]) => b));
      if (result.kind === 'refused') return;
      expect(result.low).toBeLessThanOrEqual(result.rho + 1e-9);
      expect(result.high).toBeGreaterThanOrEqual(result.rho - 1e-9);
      expect(Math.max(Math.abs(result.low), Math.abs(result.high))).toBeLessThanOrEqual(1);
    }),
  );
});
