import { inLanguages } from './language';

/** The words of the weekly review. */
const en = {
  title: 'What needs attention',
  nothing: 'Nothing awaits a decision, and no value is late.',
  changed: 'Changed since {since}',
  unchanged: 'Nothing changed this week.',
  created: 'It was created, {age}.',
  closed: {
    achieved: 'It was closed as achieved, {age}.',
    'not-achieved': 'It was closed as not achieved, {age}.',
    abandoned: 'It was closed as abandoned, {age}.',
  },
  signal: 'New signal: {signal}, {age}.',
  decided: 'Decided: {choice}, {age}.',
  launched: 'It was launched, measured by {names}, {age}.',
  agreed: '{name}: a change to what was agreed was approved, {age}.',
  target: '{name}: the target {from} became {to}, approved {age}.',
  verdict: '{name}: {from} → {to}, {age}.',
  firstVerdict: '{name}: the first verdict is {to}, {age}.',
  gap: {
    one: 'The report says on track; the primary KPI has said otherwise for {n} week.',
    other: 'The report says on track; the primary KPI has said otherwise for {n} weeks.',
  },
  gapNow: 'The report says on track; the primary KPI says otherwise.',
  proposal: {
    terms: 'A change to what was agreed for {name} is proposed.',
    values: 'Changed values in the baseline of {name} are proposed to count.',
    remove: '{name} is proposed to leave the outcome.',
    close: 'It is proposed as achieved.',
  },
  formerKpi: 'a KPI',
  awaitsYou: 'Awaits you.',
  awaitsOther: 'Awaits a second person.',
  late: '{name} has had no value since {date}; a newer one should be there.',
  stale: '{name} has had no value since {date}, so nobody can tell where it stands.',
  verdicts: {
    improved: 'improved',
    worsened: 'worsened',
    'no detectable change': 'no detectable change',
    'not enough data': 'not enough data',
    refused: 'no verdict',
  },
  early: '{verdict} (early sign)',
} as const;

export const text = inLanguages(en, () => import('./review.de'));
