import fc from 'fast-check';
import { seeded } from '../../src/domain/statistics/random';
import { normal } from '../../dev/demo/random';
import { type Adoption, adoption } from '../../src/domain/adoption';

const WEEKS = Array.from({ length: 26 }, (_, i) => i + 1);
const logit = (share: number) => Math.log(share / (1 - share));

/** Logistic growth to `ceiling`, 4 % of it at the launch and `now` in the last week. */
function growth(ceiling: number, now: number) {
  const rate = (logit(now / ceiling) - logit(0.04)) / WEEKS.length;
  return {
    at: (t: number) => ceiling / (1 + Math.exp(-(logit(0.04) + rate * t))),
    reaches: (level: number) => (logit(level / ceiling) - logit(0.04)) / rate,
  };
}

const figuresOf = (found: Adoption): number[] => {
  if (found.kind === 'refused') return [];
  const range = found.kind === 'on-the-way' ? [found.earliest, ...Object.values(found.range ?? {})] : [];
  const earliest = found.kind === 'ceiling-below-target' && found.earliest !== null ? [found.earliest] : [];
  return [...Object.values(found.speed), ...Object.values(found.ceiling), ...range, ...earliest];
};

describe('adoption', () => {
  const { at, reaches } = growth(100, 75);

  it('gives speed, a ceiling, the earliest time and a range, of a curve that is past its bend', () => {
    const found = adoption({ times: WEEKS, values: WEEKS.map(at), target: 90, population: 120 });
    if (found.kind !== 'on-the-way' || !found.range) throw new Error('no range');
    expect(found.earliest).toBeLessThanOrEqual(found.range.low);
    // Without noise the range is hardly wider than rounding.
    expect(found.range.low).toBeLessThanOrEqual(reaches(90) + 1e-6);
    expect(found.range.high).toBeGreaterThanOrEqual(reaches(90) - 1e-6);
    expect(found.speed.value).toBeCloseTo(at(26) - at(25), 1);
    expect(Math.abs(found.ceiling.value - 100)).toBeLessThan(2);
  });

  it('says that it levels off below the target', () => {
    expect(adoption({ times: WEEKS, values: WEEKS.map(growth(70, 69).at), target: 80, population: 100 }).kind).toBe('ceiling-below-target');
    const beyond = adoption({ times: WEEKS, values: WEEKS.map(at), target: 130, population: 100 });
    expect(beyond).toMatchObject({ kind: 'ceiling-below-target', earliest: null });
  });

  it('is reached once it is reached', () => {
    expect(adoption({ times: WEEKS, values: WEEKS.map(at), target: 70 }).kind).toBe('reached');
  });

  it('knows a sum of increments exactly', () => {
    const values = WEEKS.map((t) => at(t) - at(t - 1));
    const found = adoption({ times: WEEKS, values, target: 90 - at(0), population: 120, increments: true });
    if (found.kind !== 'on-the-way' || !found.range) throw new Error('no range');
    expect(found.range.low).toBeLessThanOrEqual(reaches(90) + 1);
    expect(found.range.high).toBeGreaterThanOrEqual(reaches(90) - 1);
  });

  it.each([
    ['too-few-values', { times: [1, 2, 3, 4], values: [1, null, 2, 3], target: 9 }],
    ['no-growth', { times: [1, 2, 3, 4], values: [0, 0, 0, 0], target: 9 }],
    ['target-not-positive', { times: [1, 2, 3, 4], values: [1, 2, 3, 4], target: -9 }],
  ] as const)('refuses with "%s"', (reason, input) => {
    expect(adoption(input)).toEqual({ kind: 'refused', reason });
  });

  it('does not depend on the order of its points', () => {
    const values = WEEKS.map((t) => at(t) + Math.sin(9 * t));
    const reversed = adoption({ times: [...WEEKS].reverse(), values: [...values].reverse(), target: 90, population: 120 });
    expect(reversed).toEqual(adoption({ times: WEEKS, values, target: 90, population: 120 }));
  });

  it('answers whatever comes in, and lets no figure out that is not finite', () => {
    const point = fc.tuple(fc.oneof(fc.nat(50), fc.double()), fc.option(fc.oneof(fc.nat(100), fc.double())));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 10 }), fc.oneof(fc.nat(150), fc.double()), fc.boolean(), (points, target, increments) => {
        const input = { times: points.map(([t]) => t), values: points.map(([, v]) => v), target, increments };
        expect(figuresOf(adoption(input)).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('holds the true date in about 8 of 10 ranges that have an end, and is seldom later than the earliest', () => {
    const random = seeded(6);
    const tally = { finite: 0, held: 0, late: 0 };
    for (let run = 0; run < 80; run += 1) {
      const ceiling = 60 + 40 * random();
      const target = ceiling * (0.7 + 0.2 * random());
      const curve = growth(ceiling, 0.8 * target);
      const values = WEEKS.map((t) => curve.at(t) + 0.01 * target * normal(random));
      const found = adoption({ times: WEEKS, values, target, population: 100 });
      if (found.kind !== 'on-the-way') continue;
      if (found.earliest > curve.reaches(target)) tally.late += 1;
      if (!found.range) continue;
      tally.finite += 1;
      if (found.range.low <= curve.reaches(target) && curve.reaches(target) <= found.range.high) tally.held += 1;
    }
    expect(tally.finite).toBeGreaterThan(40);
    expect(tally.held / tally.finite).toBeGreaterThan(0.7);
    expect(tally.late / 80).toBeLessThanOrEqual(0.1);
  });
});
