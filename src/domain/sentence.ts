/**
 * A verdict in plain words, as parts that each are a key with parameters, so that it can be translated; and their English.
 * It says that something moved after a launch and never that the launch did it.
 */
import { type Cadence } from './kpi';
import { type Effect, type LeastSeen, MIN_BEFORE, type Verdict, type VerdictRefusal } from './verdict';

export interface Part {
  key: SentenceKey;
  params: Readonly<Record<string, string>>;
}

/** What a verdict does not know of itself. */
export interface About {
  /** The KPI's name, as the sentence's subject. */
  name: string;
  /** Put behind figures; empty when there is none. */
  unit?: string;
  /** Put behind levels where differences have another unit, as percentages do. */
  levelUnit?: string;
  /** The verdict is on the distance from the middle of a band, whose plain figures say nothing to a reader. */
  isBand?: boolean;
  /** From the baseline to the target, without sign; without it a size is told by the ordinary variation. */
  distance?: number | undefined;
  /** The launch, as it is to be read. */
  since: string;
  /** How often a value comes; left out where the axis has no dates. */
  cadence?: Cadence | undefined;
  /** Writes a figure that has so many decimals; as in English when left out. */
  number?: (value: number, decimals: number) => string;
  /** When the values that are still needed will be there, as it is to be read. */
  until?: string | undefined;
  /** Other launches between the first value and the last. */
  alsoLaunched?: readonly string[];
}

/** A text, or two told apart by the parameter `count`. */
export type SentenceText = string | { readonly one: string; readonly other: string };

const ENGLISH = {
  subject: '{name}: ',
  nearer: '{name} is {size} nearer to the middle of its band since {since} (95 % interval {low} to {high})',
  further: '{name} is {size} further from the middle of its band since {since} (95 % interval {low} to {high})',
  higher: '{name} is {size} higher since {since} (95 % interval {low} to {high})',
  lower: '{name} is {size} lower since {since} (95 % interval {low} to {high})',
  way: ', {share} % of the way to the target',
  awry: ', away from the target by {share} % of the way to it',
  confirmed: '; more than its ordinary variation explains',
  tentative: '; an early sign, to be confirmed by further values',
  trend: '; {share} % of the plain movement was already under way as a trend',
  flat: '{name} shows no detectable change since {since} (95 % interval {low} to {high})',
  leastOfWay: '; a change of about {size} or more ({share} % of the way to the target) would have been seen',
  leastOfNoise: '; a change of about {size} or more ({share} % of its ordinary variation) would have been seen',
  plain: '{before} → {after}; ',
  tooFewBefore: 'too few values before {since} to judge by, earlier ones are needed',
  more: { one: 'too early, about {count} more value', other: 'too early, about {count} more values' },
  'more-day': { one: 'too early, about {count} more daily value', other: 'too early, about {count} more daily values' },
  'more-week': { one: 'too early, about {count} more weekly value', other: 'too early, about {count} more weekly values' },
  'more-month': { one: 'too early, about {count} more monthly value', other: 'too early, about {count} more monthly values' },
  'more-quarter': { one: 'too early, about {count} more quarterly value', other: 'too early, about {count} more quarterly values' },
  tooNoisy: 'it varies too much to show a change of the planned size',
  until: ', about {until}',
  outliers: '; {count} set aside as outliers',
  alsoLaunched: '; also launched in this time: {launches}',
  'no-values': 'no verdict, as there are no values',
  'no-baseline': 'no verdict, as there are no values before {since}',
  'begun-without': 'no verdict, as it was live before it was measured, so that whether it moved cannot be proved',
  'no-launch': 'no verdict, as no launch is set',
  constant: 'no verdict, as the values do not vary and there is nothing to measure a change against',
  'scale-does-not-fit': 'no verdict, as the values do not fit the scale',
  stale: 'no verdict, as the newest value is too old',
} satisfies Record<string, SentenceText> & Record<VerdictRefusal, SentenceText>;

export type SentenceKey = keyof typeof ENGLISH;

/** Smaller shares are told as this one: rounded to nothing they would say nothing. */
const LEAST_SHARE = 0.01;

/** A trend that made up less than this share of the movement is not worth a word. */
const TREND_WORTH_A_WORD = 0.2;

/** The sentence on a verdict, as parts that follow each other. */
export function sentenceOn(verdict: Verdict, about: About): Part[] {
  const { name, since, until, alsoLaunched = [] } = about;
  const others = alsoLaunched.length > 0 ? [part('alsoLaunched', { launches: alsoLaunched.join(', ') })] : [];
  switch (verdict.kind) {
    case 'improved':
    case 'worsened':
      return [...movement(verdict.effect, about), part(verdict.strength), ...remarks(verdict.effect, about), ...others];
    case 'no detectable change': {
      const { low, high } = verdict.effect;
      const figure = figuresBy(high - low, about);
      const least = verdict.least ? [leastPart(verdict.least, figure.full(verdict.least.size), about)] : [];
      return [part('flat', { name, since, low: figure.bare(low), high: figure.full(high) }), ...least, ...remarks(verdict.effect, about, false), ...others];
    }
    case 'not enough data': {
      const { moreNeeded, plain } = verdict;
      const start = plainPart(verdict, about);
      if (plain.nBefore < MIN_BEFORE) return [...start, part('tooFewBefore', { since }), ...others];
      if (moreNeeded === null) return [...start, part('tooNoisy'), ...others];
      const more = part(about.cadence ? `more-${about.cadence}` : 'more', { count: numberOf(about)(moreNeeded, 0) });
      return [...start, more, ...(until ? [part('until', { until })] : []), ...others];
    }
    case 'refused':
      return [...plainPart(verdict, about), part(verdict.reason, { since })];
  }
}

/** The sentence with its capital and its full stop; in English unless other texts are given. */
export function inWords(parts: readonly Part[], texts: Readonly<Record<SentenceKey, SentenceText>> = ENGLISH): string {
  const text = parts.map((one) => partInWords(one, texts)).join('');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

export function partInWords({ key, params }: Part, texts: Readonly<Record<SentenceKey, SentenceText>>): string {
  const text = texts[key];
  const template = typeof text === 'string' ? text : params['count'] === '1' ? text.one : text.other;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

/** All English texts, for the test that looks for words which claim more than is known. */
export const ENGLISH_TEXTS: readonly string[] = Object.values<SentenceText>(ENGLISH).flatMap((text) =>
  typeof text === 'string' ? [text] : [text.one, text.other],
);

/** A part of a sentence. */
export function part(key: SentenceKey, params: Part['params'] = {}): Part {
  return { key, params };
}

function movement({ effect, low, high, share }: Effect, about: About): Part[] {
  const { name, since, isBand = false } = about;
  const figure = figuresBy(high - low, about);
  const sizes = effect < 0 ? { low: figure.bare(-high), high: figure.bare(-low) } : { low: figure.bare(low), high: figure.bare(high) };
  const main = part(effect < 0 ? (isBand ? 'nearer' : 'lower') : isBand ? 'further' : 'higher', { name, since, size: figure.full(Math.abs(effect)), ...sizes });
  if (share === undefined) return [main];
  return [main, part(share < 0 ? 'awry' : 'way', { share: percent(Math.abs(share), about) })];
}

/** How large a change had to be for these values to show it, beside what it is to be measured by. */
function leastPart({ size: seen, sd }: LeastSeen, size: string, about: About): Part {
  const { distance = 0 } = about;
  const share = distance > 0 ? seen / distance : sd;
  return part(distance > 0 ? 'leastOfWay' : 'leastOfNoise', { size, share: percent(Math.max(share, LEAST_SHARE), about) });
}

function remarks({ trendShare, outliers }: Effect, about: About, withTrend = true): Part[] {
  const hasTrend = withTrend && trendShare !== undefined && trendShare >= TREND_WORTH_A_WORD && trendShare <= 1;
  return [
    ...(hasTrend ? [part('trend', { share: percent(trendShare, about) })] : []),
    ...(outliers.length > 0 ? [part('outliers', { count: `${outliers.length}` })] : []),
  ];
}

function plainPart({ plain: { before, after } }: Verdict, about: About): Part[] {
  if (before === undefined || after === undefined || about.isBand) return [];
  const figure = figuresBy(Math.abs(after - before) || Math.abs(before), { ...about, unit: about.levelUnit ?? about.unit ?? '' });
  return [part('plain', { before: figure.bare(before), after: figure.full(after) })];
}

/** Figures with two digits of what is uncertain about them: more would claim a precision that is not there. */
function figuresBy(width: number, about: Pick<About, 'unit' | 'number'>): { bare(value: number): string; full(value: number): string } {
  const { unit = '' } = about;
  const decimals = width > 0 ? Math.max(1 - Math.floor(Math.log10(width / 2)), 0) : 2;
  const bare = (value: number) => {
    // Very large and very small figures are written with a power of ten.
    if (Math.abs(value) >= 1e15 || decimals > 9) return value.toExponential(2).replaceAll('-', '−');
    // Adding 0 turns −0 into 0.
    return numberOf(about)(Number(value.toFixed(decimals)) + 0, decimals);
  };
  return { bare, full: (value) => (unit ? `${bare(value)} ${unit}` : bare(value)) };
}

function numberOf({ number }: Pick<About, 'number'>): (value: number, decimals: number) => string {
  return number ?? ((value) => `${value}`.replace('-', '−'));
}

/** 99.6 % of the way is not there yet, and rounding must not say so. */
function percent(share: number, about: About): string {
  const whole = Math.round(share * 100);
  return figuresBy(0, { ...(about.number ? { number: about.number } : {}) }).bare(share < 1 ? Math.min(whole, 99) : whole);
}
