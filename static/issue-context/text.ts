import { inLanguages } from '../kit/text/language';

/** The words of the glance. */
const en = {
  notLinked: 'Serves no outcome yet.',
  archived: 'What it serves is archived.',
  outcome: 'Outcome',
  way: 'Where it stands',
  none: 'no KPI yet',
  newest: 'Newest value',
  time: 'Team’s time',
  split: '{change} change, {run} run',
  openOutcomeOf: 'Open outcome {outcome}',
  andOthers: { one: 'and {n} other outcome', other: 'and {n} other outcomes' },
} as const;

export const text = inLanguages(en, () => import('./text.de'));
