import fc from 'fast-check';
import { seeded } from '../../src/domain/statistics/random';
import { forecast } from '../../src/domain/forecast';
import { negativeBinomial } from './simulation/weekly-work';

describe('a forecast of the finish', () => {
  it('is the plain division where nothing varies', () => {
    const found = forecast({ remaining: 20, throughput: [4, 4, 4, 4], random: seeded(1) });
    expect(found).toEqual({ kind: 'forecast', low: 5, median: 5, high: 5, middle: { low: 5, high: 5 } });
  });

  it('is the same for the same seed', () => {
    const input = { remaining: 30, throughput: [1, 5, 2, 4, 0, 3] };
    expect(forecast({ ...input, random: seeded(7) })).toEqual(forecast({ ...input, random: seeded(7) }));
  });

  it('has no end where work may hardly go on', () => {
    const found = forecast({ remaining: 400, throughput: [0, 0, 0, 0, 0, 8], random: seeded(2) });
    expect(found).toMatchObject({ kind: 'forecast', high: null });
  });

  it.each([
    ['finished', { remaining: 0, throughput: [] }, { kind: 'finished' }],
    ['too few weeks', { remaining: 9, throughput: [4, 4, 4] }, { kind: 'refused', reason: 'too-few-weeks' }],
    ['nothing done', { remaining: 9, throughput: [0, 0, 0, 0] }, { kind: 'refused', reason: 'nothing-gets-done' }],
    ['a finish out of sight', { remaining: 1e6, throughput: [1, 1, 1, 1] }, { kind: 'refused', reason: 'nothing-gets-done' }],
    ['an unknown scope', { remaining: Number.NaN, throughput: [1, 1, 1, 1] }, { kind: 'refused', reason: 'no-scope' }],
  ])('says so for %s', (_what, input, expected) => {
    expect(forecast({ ...input, random: seeded(1) })).toEqual(expected);
  });

  it('holds the true week in about 8 of 10 cases, its middle in about 5 of 10, from 12 weeks of history', () => {
    const random = seeded(3);
    let held = 0;
    let inMiddle = 0;
    const cases = 300;
    for (let i = 0; i < cases; i += 1) {
      const throughput = Array.from({ length: 12 }, () => negativeBinomial(random, 4));
      let left = 40;
      let week = 0;
      while (left > 0) {
        left -= negativeBinomial(random, 4);
        week += 1;
      }
      const found = forecast({ remaining: 40, throughput, random, runs: 200 });
      if (found.kind === 'forecast' && found.low <= week && week <= (found.high ?? Infinity)) held += 1;
      if (found.kind === 'forecast' && found.middle && found.middle.low <= week && week <= (found.middle.high ?? Infinity)) inMiddle += 1;
    }
    expect(held / cases).toBeGreaterThan(0.76);
    expect(held / cases).toBeLessThan(0.92);
    // Whole weeks hold somewhat more than their share.
    expect(inMiddle / cases).toBeGreaterThan(0.46);
    expect(inMiddle / cases).toBeLessThan(0.68);
  });

  it('answers whatever comes in', () => {
    fc.assert(
      fc.property(fc.double(), fc.array(fc.double(), { maxLength: 9 }), (remaining, throughput) => {
        const found = forecast({ remaining, throughput, random: seeded(1), runs: 5 });
        if (found.kind === 'forecast') expect([found.low, found.median, found.high ?? 0].every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
