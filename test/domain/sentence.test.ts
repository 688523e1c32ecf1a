import { ENGLISH_TEXTS, inWords, sentenceOn } from '../../src/domain/sentence';
import { type Effect, type LeastSeen, type Verdict } from '../../src/domain/verdict';

const effect: Effect = { effect: -3.1, low: -4.4, high: -1.9, p: 0.001, rho: 0.2, sigma: 1, share: 0.62, scale: 'none', outliers: [] };
const plain = { before: 62, after: 55, nBefore: 12, nAfter: 8 };
const about = { name: 'median handling time', unit: 'hours', since: '1 March' };
const say = (verdict: Verdict, more = {}) => inWords(sentenceOn(verdict, { ...about, ...more }));

const flat = (least?: LeastSeen): Verdict => ({ kind: 'no detectable change', planned: 5, ...(least ? { least } : {}), effect: { ...effect, effect: 0.1, low: -0.9, high: 1.1 }, plain });

describe('a verdict in words', () => {
  it.each<[string, Verdict, string]>([
    [
      'an improvement',
      { kind: 'improved', strength: 'confirmed', effect, plain },
      'Median handling time is 3.1 hours lower since 1 March (95 % interval 1.9 to 4.4), 62 % of the way to the target; more than its ordinary variation explains.',
    ],
    [
      'a worsening',
      { kind: 'worsened', strength: 'tentative', effect: { ...effect, effect: 3.1, low: 1.9, high: 4.4, share: -0.62 }, plain },
      'Median handling time is 3.1 hours higher since 1 March (95 % interval 1.9 to 4.4), away from the target by 62 % of the way to it; an early sign, to be confirmed by further values.',
    ],
    [
      'a movement that was partly a trend, with outliers',
      { kind: 'improved', strength: 'confirmed', effect: { ...effect, share: undefined, trendShare: 0.4, outliers: [3] }, plain },
      'Median handling time is 3.1 hours lower since 1 March (95 % interval 1.9 to 4.4); more than its ordinary variation explains; 40 % of the plain movement was already under way as a trend; 1 set aside as outliers.',
    ],
    [
      'no change',
      flat({ size: 1.47, sd: 1.4 }),
      'Median handling time shows no detectable change since 1 March (95 % interval −0.9 to 1.1 hours); a change of about 1.5 hours or more (140 % of its ordinary variation) would have been seen.',
    ],
    ['no change, where it is not known what would have shown', flat(), 'Median handling time shows no detectable change since 1 March (95 % interval −0.9 to 1.1 hours).'],
    ['too few after', { kind: 'not enough data', moreNeeded: 3, plain }, '62 → 55 hours; too early, about 3 more values.'],
    ['too few before', { kind: 'not enough data', moreNeeded: null, plain: { ...plain, nBefore: 2 } }, '62 → 55 hours; too few values before 1 March to judge by, earlier ones are needed.'],
    ['too much variation', { kind: 'not enough data', moreNeeded: null, plain }, '62 → 55 hours; it varies too much to show a change of the planned size.'],
    ['a refusal', { kind: 'refused', reason: 'stale', plain }, '62 → 55 hours; no verdict, as the newest value is too old.'],
    ['nothing at all', { kind: 'refused', reason: 'no-values', plain: { nBefore: 0, nAfter: 0 } }, 'No verdict, as there are no values.'],
  ])('says %s', (_what, verdict, sentence) => {
    expect(say(verdict)).toBe(sentence);
  });

  it.each([
    [3, 'a change of about 1.5 hours or more (49 % of the way to the target) would have been seen.'],
    [1.2, 'a change of about 1.5 hours or more (123 % of the way to the target) would have been seen.'],
    [1_000, 'a change of about 1.5 hours or more (1 % of the way to the target) would have been seen.'],
    [0, 'a change of about 1.5 hours or more (140 % of its ordinary variation) would have been seen.'],
  ])('tells what would have shown by the distance to the target, here %d hours, and never by what was planned', (distance, words) => {
    expect(say(flat({ size: 1.47, sd: 1.4 }), { distance })).toContain(`; ${words}`);
  });

  it('says when the missing values will be there, and names other launches', () => {
    expect(say({ kind: 'not enough data', moreNeeded: 3, plain }, { until: '3 February' })).toContain('3 more values, about 3 February.');
    const moved: Verdict = { kind: 'improved', strength: 'confirmed', effect, plain };
    expect(say(moved, { alsoLaunched: ['Chat bot (9 March)', 'New form (12 March)'] })).toMatch(/also launched in this time: Chat bot \(9 March\), New form \(12 March\)\.$/);
  });

  it('names the cadence of the values that are still needed, and counts one as one', () => {
    expect(say({ kind: 'not enough data', moreNeeded: 3, plain }, { cadence: 'week' })).toContain('about 3 more weekly values');
    expect(say({ kind: 'not enough data', moreNeeded: 1, plain }, { cadence: 'month' })).toContain('about 1 more monthly value.');
  });

  it('tells a band by the distance from its middle, and no plain figures of it', () => {
    expect(say({ kind: 'improved', strength: 'confirmed', effect, plain }, { isBand: true })).toContain('is 3.1 hours nearer to the middle of its band');
    expect(say({ kind: 'refused', reason: 'stale', plain }, { isBand: true })).toBe('No verdict, as the newest value is too old.');
  });

  it('never claims a cause', () => {
    expect(ENGLISH_TEXTS.length).toBeGreaterThan(15);
    for (const text of ENGLISH_TEXTS) expect(text).not.toMatch(/\b(because|due to|thanks to|caused?|led to|result(s|ed)? (of|in))\b/i);
  });

  it('writes tiny and huge figures with a power of ten, and no minus zero', () => {
    const tiny = { ...effect, effect: -3e-20, low: -4e-20, high: -2e-20, share: -1e-9 };
    expect(say({ kind: 'improved', strength: 'confirmed', effect: tiny, plain })).toMatch(/3\.00e−20 hours lower .* by 0 %/);
  });
});
