import { type Judged, enoughBy, measureSentence } from '../../src/domain/measure-sentence';
import { inWords } from '../../src/domain/sentence';
import { type Verdict } from '../../src/domain/verdict';

const write = { date: (iso: string) => `on ${iso}`, decimals: (value: number) => `${value}` };
const plain = { before: 62, after: 55, nBefore: 12, nAfter: 3 };
const measure: Omit<Judged, 'verdict'> = {
  ...{ name: 'Reopen rate', unit: '%', cadence: 'week', role: 'primary', launch: '2026-03-02', alsoLaunched: [] },
  ...{ target: { kind: 'value', value: 40, by: '2026-12-18' }, baseline: { kind: 'level', level: 62, count: 12 } },
};
const effect = { effect: -3.1, low: -4.4, high: -1.9, p: 0.001, rho: 0.2, sigma: 1, share: 0.14, scale: 'none' as const, outliers: [] };
const improved: Verdict = { kind: 'improved', strength: 'confirmed', effect, plain };
const tooFew: Verdict = { kind: 'not enough data', moreNeeded: 3, plain };
const say = (more: Partial<Judged>) => inWords(measureSentence({ ...measure, verdict: improved, ...more }, write, 'points'));

describe('the sentence on a measure', () => {
  it('writes differences of per cent as points, and figures as the viewer does', () => {
    expect(say({})).toBe(
      'Reopen rate is 3.1 points lower since on 2026-03-02 (95 % interval 1.9 to 4.4), 14 % of the way to the target; more than its ordinary variation explains.',
    );
  });

  it('gives plain figures, how many more values, and about when', () => {
    expect(say({ verdict: tooFew, enoughBy: '2026-04-13' })).toBe('Reopen rate: 62 → 55 %; too early, about 3 more weekly values, about on 2026-04-13.');
  });

  it('tells no way of a guardrail', () => {
    expect(say({ role: 'guardrail' })).not.toContain('of the way');
  });

  it('measures what would have shown by the way from baseline to target, or else by the ordinary variation', () => {
    const verdict: Verdict = { kind: 'no detectable change', planned: 22, least: { size: 5.5, sd: 1.2 }, effect: { ...effect, low: -4, high: 3 }, plain };
    const band = { kind: 'band', low: 40, high: 50, by: '2026-12-18' } as const;
    expect(say({ verdict })).toContain('; a change of about 5.5 points or more (25 % of the way to the target) would have been seen');
    for (const more of [{ role: 'guardrail' as const }, { target: band }]) expect(say({ verdict, ...more })).toContain('(120 % of its ordinary variation)');
  });

  it('says that nothing can be proved of what was live before it was measured', () => {
    const verdict: Verdict = { kind: 'refused', reason: 'no-baseline', plain: { nBefore: 0, nAfter: 0 } };
    expect(say({ verdict, baseline: { kind: 'refused', reason: 'begun-without' } })).toBe(
      'Reopen rate: no verdict, as it was live before it was measured, so that whether it moved cannot be proved.',
    );
  });

  it('names other launches', () => {
    expect(say({ alsoLaunched: ['Chat bot (9 March)'] })).toMatch(/; also launched in this time: Chat bot \(9 March\)\.$/);
  });
});

describe('about when the missing values will be there', () => {
  const awaiting = { verdict: tooFew, cadence: 'week', newest: { at: '2026-03-16' } } as const;
  it.each([
    ['a cadence after the newest', awaiting, '2026-03-20', '2026-04-06'],
    ['from today, when the next is overdue', awaiting, '2026-03-30', '2026-04-13'],
    ['from the day on which an effect is due', { ...awaiting, dueFrom: '2026-05-04' }, '2026-03-20', '2026-05-18'],
    ['never, when no number of values is enough', { ...awaiting, verdict: { ...tooFew, moreNeeded: null } }, '2026-03-20', undefined],
    ['never, when there is a verdict', { ...awaiting, verdict: improved }, '2026-03-20', undefined],
  ])('%s', (_what, given, today, expected) => {
    expect(enoughBy(given, today)).toBe(expected);
  });
});
