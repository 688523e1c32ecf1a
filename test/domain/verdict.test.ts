import fc from 'fast-check';
import { type Case, type Verdict, judge } from '../../src/domain/verdict';
import { arbitraryCase, numbersOf } from '../support/arbitrary-case';

const WOBBLE = [0.3, -0.5, 0.1, 0.6, -0.2, -0.4, 0.2, 0.5, -0.3, 0, 0.4, -0.6];
const series = (before: number, after: number, step: number, level = 10): Case => ({
  times: Array.from({ length: before + after }, (_, i) => i),
  values: Array.from({ length: before + after }, (_, i) => level + WOBBLE[i % 12]! + (i >= before ? step : 0)),
  launch: before,
  better: 1,
  scale: 'none',
});

describe('a verdict', () => {
  it('is improved for a clear step the right way, and worsened for the same step the wrong way', () => {
    expect(judge(series(12, 12, 2))).toMatchObject({ kind: 'improved', strength: 'confirmed' });
    expect(judge({ ...series(12, 12, 2), better: -1 })).toMatchObject({ kind: 'worsened', strength: 'confirmed' });
  });

  it('is "no detectable change" only when the planned effect is ruled out', () => {
    expect(judge({ ...series(24, 24, 0), planned: 2 })).toMatchObject({ kind: 'no detectable change', planned: 2 });
    const tiny = judge({ ...series(24, 24, 0), planned: 0.05 });
    expect(tiny.kind).toBe('not enough data');
    expect(tiny.kind === 'not enough data' && (tiny.moreNeeded === null || tiny.moreNeeded > 10)).toBe(true);
  });

  it.each([['without a scale', 'none', 2], ['as ratios', 'log', 2]] as const)('tells beside "no detectable change" the smallest one that would have shown, %s', (_, scale, planned) => {
    const still = { ...series(24, 24, 0), planned, scale };
    const flat = judge(still);
    const least = flat.kind === 'no detectable change' ? flat.least : undefined;
    expect(least?.size).toBeGreaterThan(0.1);
    expect(least?.size).toBeLessThan(planned);
    // It is the same size whatever was planned, and a change somewhat larger is seen, one of a third of it is not.
    const other = judge({ ...still, planned: planned * 3 });
    expect(other.kind === 'no detectable change' && other.least).toEqual(least);
    const moved = (by: number): string => judge({ ...series(24, 24, by * (least?.size ?? 0)), scale }).kind;
    expect([moved(1.2), moved(0.33)]).toEqual(['improved', 'no detectable change']);
  });

  it('gives a share beyond the target as it is, and a negative one when it went the wrong way', () => {
    const beyond = judge({ ...series(12, 12, 2), target: 11 });
    expect(beyond.kind === 'improved' && beyond.effect.share).toBeGreaterThan(1.5);
    const wrong = judge({ ...series(12, 12, -2), target: 11 });
    expect(wrong.kind === 'worsened' && wrong.effect.share).toBeLessThan(-1);
  });

  it('tells how much of a movement was a trend before', () => {
    const values = WOBBLE.concat(WOBBLE).concat(WOBBLE).map((w, i) => w / 4 + i * 0.5);
    const verdict = judge({ times: values.map((_, i) => i), values, launch: 24, better: 1, scale: 'none' });
    expect(verdict.kind).not.toBe('improved');
    const effect = verdict.kind === 'not enough data' ? verdict.soFar : verdict.kind === 'no detectable change' ? verdict.effect : undefined;
    expect(effect?.trendShare).toBeGreaterThan(0.8);
  });

  it.each([
    [3, 10, 'not enough data', null],
    [10, 2, 'not enough data', 1],
    [10, 0, 'not enough data', 3],
  ])('on %d + %d points says what is missing', (before, after, kind, moreNeeded) => {
    expect(judge(series(before, after, 5))).toMatchObject({ kind, moreNeeded });
  });

  it.each([
    ['no-values', { ...series(0, 0, 0) }],
    ['no-values', { ...series(1, 1, 0), values: [null, Number.NaN] }],
    ['no-baseline', series(0, 8, 0)],
    ['constant', { ...series(6, 6, 0), values: Array(12).fill(4) }],
    ['scale-does-not-fit', { ...series(6, 6, 0, 0), scale: 'log' }],
  ] as [string, Case][])('is refused for %s, and holds no effect', (reason, input) => {
    const verdict = judge(input);
    expect(verdict).toMatchObject({ kind: 'refused', reason });
    expect(verdict).not.toHaveProperty('effect');
  });

  it('pulls in an outlier and names its place in the input', () => {
    const input = series(18, 12, 0);
    const values = input.values.map((v, i) => (i === 5 ? 40 : v));
    const verdict = judge({ ...input, values, planned: 3 });
    expect(verdict.kind === 'no detectable change' && verdict.effect.outliers).toEqual([5]);
  });

  it('works on counts by their square roots and on ratios by their logarithms, with the effect in the unit', () => {
    const counts = judge({ ...series(12, 12, 0), values: series(12, 12, 9, 9).values.map((v) => Math.round(v ?? 0)), scale: 'auto' });
    expect(counts.kind === 'improved' && counts.effect.scale).toBe('sqrt');
    expect(counts.kind === 'improved' && counts.effect.effect).toBeCloseTo(9, 0);
    const ratios = judge({ ...series(12, 12, 0), values: series(12, 12, 2, 1).values.map((v) => Math.exp(v ?? 0)), scale: 'auto' });
    expect(ratios.kind === 'improved' && ratios.effect.scale).toBe('log');
    expect(ratios.kind === 'improved' && ratios.effect.effect).toBeGreaterThan(8);
  });

  it('takes a season out', () => {
    const wave = series(36, 12, 2);
    const values = wave.values.map((v, i) => (v ?? 0) + 5 * Math.sin((2 * Math.PI * i) / 12));
    expect(judge({ ...wave, values, season: 12 }).kind).toBe('improved');
    expect(judge({ ...wave, values }).kind).not.toBe('improved');
  });

  it('takes out what a control did too', () => {
    const both = Array.from({ length: 24 }, (_, i) => 10 * Math.sin(i * i));
    const input = series(12, 12, 2);
    const values = input.values.map((v, i) => (v ?? 0) + both[i]!);
    expect(judge({ ...input, values, planned: 2 }).kind).toBe('not enough data');
    expect(judge({ ...input, values, control: both }).kind).toBe('improved');
  });
});

describe('whatever the series', () => {
  // Sixteenths, so that shifts and doublings are exact and no outlier's place hangs on the last digit.
  const value = fc.integer({ min: -160, max: 160 }).map((n) => n / 16);
  const cases = fc
    .record({ before: fc.array(value, { minLength: 4, maxLength: 14 }), after: fc.array(value, { minLength: 3, maxLength: 10 }) })
    .map(({ before, after }): Case => ({
      times: [...before, ...after].map((_, i) => i),
      values: [...before, ...after],
      ...{ launch: before.length, better: 1, scale: 'none' },
    }));
  const mapped = (one: Case, change: (v: number) => number): Case => ({ ...one, values: one.values.map((v) => (v === null ? null : change(v))) });
  const effectOf = (verdict: Verdict) => ('effect' in verdict ? verdict.effect : 'soFar' in verdict ? verdict.soFar : undefined);
  /** Compares verdicts whose effects should differ by a factor. */
  const expectSame = (found: Verdict, expected: Verdict, factor = 1) => {
    const [a, b] = [effectOf(found), effectOf(expected)];
    expect(a === undefined).toBe(b === undefined);
    if (!a || !b) return;
    const [low, high] = factor < 0 ? [b.high, b.low] : [b.low, b.high];
    const digits = 6 - Math.log10(Math.abs(factor));
    expect(a.effect).toBeCloseTo(b.effect * factor, digits);
    expect(a.low).toBeCloseTo(low * factor, digits);
    expect(a.high).toBeCloseTo(high * factor, digits);
    expect(a.p).toBeCloseTo(b.p, 7);
    expect(a.outliers).toEqual(b.outliers);
  };
  const check = (property: (one: Case) => void) => fc.assert(fc.property(cases, property), { numRuns: 60 });

  it('a shift of the values leaves the effect', () => check((one) => expectSame(judge(mapped(one, (v) => v + 4096)), judge(one))));
  it('a scaling of the values scales the effect', () => check((one) => expectSame(judge(mapped(one, (v) => v * 1024)), judge(one), 1024)));
  it('a shift of time changes nothing', () => check((one) => expectSame(judge({ ...one, times: one.times.map((t) => t + 512), launch: one.launch + 512 }), judge(one))));

  it('a mirrored series has the mirrored effect, and the same verdict where less is better', () =>
    check((one) => {
      const mirrored = judge({ ...mapped(one, (v) => -v), better: -1 });
      expectSame(mirrored, judge(one), -1);
      expect(mirrored.kind).toBe(judge(one).kind);
    }));

  it('the order of input does not matter', () =>
    check((one) => {
      const order = one.times.map((_, i) => i).sort((a, b) => ((a * 7919) % 31) - ((b * 7919) % 31));
      const shuffled = { ...one, times: order.map((i) => one.times[i]!), values: order.map((i) => one.values[i]!) };
      const found = judge(shuffled);
      const effect = effectOf(found);
      const places = effect?.outliers.map((place) => order[place]!).sort((a, b) => a - b);
      expect(effect && { ...effect, outliers: places }).toEqual(effectOf(judge(one)));
      expect(found.kind).toBe(judge(one).kind);
    }));

  it('a correction equals a series that had the right value', () =>
    check((one) => {
      const corrected = { ...one, times: [...one.times, one.times[2]!], values: [...one.values.map((v, i) => (i === 2 ? 999 : v)), one.values[2]!] };
      expect(judge(corrected).kind).toBe(judge(one).kind);
      expect(effectOf(judge(corrected))?.effect).toBe(effectOf(judge(one))?.effect);
    }));

  it('a constant control changes nothing', () => check((one) => expect(judge({ ...one, control: one.values.map(() => 7) })).toEqual(judge(one))));

  it('missing values count as if they had not been listed', () =>
    check((one) => {
      const gaps = { ...one, values: one.values.map((v, i) => (i === 1 ? null : v)) };
      const without = { ...one, times: one.times.filter((_, i) => i !== 1), values: one.values.filter((_, i) => i !== 1) };
      expect(effectOf(judge(gaps))?.effect).toBe(effectOf(judge(without))?.effect);
    }));

  it('nothing throws and every number is finite', () => {
    fc.assert(
      fc.property(arbitraryCase, (input) => {
        expect(numbersOf(judge(input)).filter((n) => !Number.isFinite(n))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
