import { inLanguages } from './language';

/** The words of check-ins: what people report, beside what is measured. */
const en = {
  title: 'Check-ins',
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
  none: 'Nobody has reported yet. What is reported stands here beside what is measured.',
  noneWhy: 'A check-in says in a few words how it goes. It stands beside the KPI and never changes it.',
  expired: 'New values have come in since, so this may no longer hold.',
  partedNow: 'Reported and measured part since {date}: the report says on track, while the primary KPI does not improve.',
  parted: {
    one: 'Reported and measured have parted for {n} week, since {date}: the report says on track, while the primary KPI does not improve.',
    other: 'Reported and measured have parted for {n} weeks, since {date}: the report says on track, while the primary KPI does not improve.',
  },
  add: 'Check in',
  reported: 'How is it going?',
  note: 'In a few words',
  noteHint: 'What was done, what stands in the way.',
  noteNeeded: 'Write a few words.',
  save: 'Save check-in',
  saved: 'Check-in saved',
  withdrawn: 'Check-in taken back',
  notWithdrawn: 'The check-in stands',
  lineReported: 'Reported {reported} {age}',
  lineParted: { one: 'the KPI has said otherwise for {n} week', other: 'the KPI has said otherwise for {n} weeks' },
  linePartedNow: 'the KPI says otherwise',
  earlier: { one: '{n} earlier check-in', other: '{n} earlier check-ins' },
} as const;

export const text = inLanguages(en, () => import('./check-ins.de'));
