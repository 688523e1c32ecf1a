import { type SentenceKey } from '../../../src/domain/sentence';

/** The sentence on a verdict, part by part. It says that something moved after a launch, never why. */
export const parts = {
  higher: '{name} is {size} higher since {since} (95% range {low} to {high})',
  lower: '{name} is {size} lower since {since} (95% range {low} to {high})',
  way: ', {share}% of the way to the target',
  awry: ', away from the target by {share}% of the way to it',
  confirmed: '; more than its ordinary variation explains',
  tentative: '; an early sign, to be confirmed by further values',
  trend: '; {share}% of the plain movement was already under way as a trend',
  flat: '{name} shows no detectable change since {since} (95% range {low} to {high}); a change of {planned} would have been seen',
  plain: '{before} → {after}; ',
  tooFewBefore: 'too few values before {since} to judge by, earlier ones are needed',
  more: 'too early, about {count} more values',
  'more-day': 'too early, about {count} more daily values',
  'more-week': 'too early, about {count} more weekly values',
  'more-month': 'too early, about {count} more monthly values',
  'more-quarter': 'too early, about {count} more quarterly values',
  tooNoisy: 'it varies too much to show a change of the planned size',
  until: ', {until}',
  outliers: '; {count} set aside as outliers',
  alsoLaunched: '; also launched in this time: {launches}',
  'no-values': 'no verdict: there are no values',
  'no-baseline': 'no verdict: there are no values before {since}',
  'no-launch': 'no verdict: no launch is set',
  constant: 'no verdict: the values do not vary, so that there is nothing to measure a change against',
  'scale-does-not-fit': 'no verdict: the values do not fit the scale',
  stale: 'no verdict: the newest value is too old',
} satisfies Record<SentenceKey, string>;

/** Another launch, by its outcome or KPI. */
export const launched = '{title} ({date})';
