import { type SentenceKey, type SentenceText } from '../../../src/domain/sentence';
import { inLanguages } from './language';

/** The sentence on a verdict, part by part. It says that something moved after a launch, never why. */
const en = {
  parts: {
    subject: '{name}: ',
    nearer: '{name} is {size} nearer to the middle of its band since {since} (95% range {low} to {high})',
    further: '{name} is {size} further from the middle of its band since {since} (95% range {low} to {high})',
    higher: '{name} is {size} higher since {since} (95% range {low} to {high})',
    lower: '{name} is {size} lower since {since} (95% range {low} to {high})',
    way: ', {share}% of the way to the target',
    awry: ', away from the target by {share}% of the way to it',
    confirmed: '; more than its ordinary variation explains',
    tentative: '; an early sign, to be confirmed by further values',
    trend: '; {share}% of the plain movement was already under way as a trend',
    flat: '{name} shows no detectable change since {since} (95% range {low} to {high})',
    leastOfWay: '; a change of about {size} or more ({share}% of the way to the target) would have been seen',
    leastOfNoise: '; a change of about {size} or more ({share}% of its ordinary variation) would have been seen',
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
  } as const satisfies Record<SentenceKey, SentenceText>,

  /** Another launch, by its outcome or KPI. */
  launched: '{title} ({date})',
  /** A later stage of the same rollout. */
  launchedLater: 'a further stage ({date})',
} as const;

export const text = inLanguages(en, () => import('./verdicts.de'));
