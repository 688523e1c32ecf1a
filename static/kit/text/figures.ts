import { inLanguages } from './language';

/** The words around a measure's chart, its adoption and the history of its verdict. */
const en = {
  caption: 'Dots are values; hollow ones lie before the launch.',
  captionJoined: 'The line joins values that stand too close for a dot each.',
  captionLimits: 'Grey: where the values before the launch vary by themselves.',
  captionFormer: 'Short dashes: baseline and target as they were agreed before.',
  captionMoved: 'Blue: where it lies since the launch, 95% range.',
  captionAway: 'Blue: how far from the middle it lies since the launch, on either side, 95% range.',
  captionTurns: 'Diamonds: where the verdict changed.',
  captionLater: { one: 'Launched in stages: {dates} too.', other: 'Launched in stages: {dates} too.' },

  adoption: 'Speed since the launch',
  ofKpi: '{what}: {kpi}',
  speed: '<b>{speed} a week</b> towards the target (80% range {low} to {high}).',
  range: 'At this course the target is reached between <b>{low} and {high}</b> (80% range), {earliest} at the earliest.',
  rangeOnly: 'At this course the target is reached between <b>{low} and {high}</b> (80% range).',
  anyDay: '<b>No date for the target can be told yet</b>: the values leave room for soon as well as for late.',
  earliest: 'The target is reached on <b>{earliest} at the earliest</b>, on most courses later; when at the latest cannot be told yet.',
  reached: '<b>The target is reached.</b>',
  notInSight: '<b>At this course no date for the target can be told.</b>',
  ceiling: '<b>At this course it levels off before the target</b>, at about {ceiling} (80% range {low} to {high}).',
  refused: {
    'no-movement': 'The KPI shows no improvement since the launch, so there is no speed to tell.',
    'no-launch': 'Nothing is launched yet, so there is no speed.',
    'no-baseline': 'Without a baseline there is no way to measure a speed on.',
    'too-few-values': 'Too few values since the launch to tell a speed; four are needed.',
    'no-growth': 'It has not gone towards the target since the launch, so there is no speed.',
    'target-not-positive': 'The target is the same as the baseline, so there is no way to go.',
    'no-curve-fits': 'The values since the launch follow no curve of adoption, so no speed can be told.',
  },
  workedOut: 'How is this worked out?',
  worked:
    'Logistic and Bass curves of adoption are laid through the values since the launch, one for each level at which it may end; each counts as much as it fits. The ranges hold 80% of that weight. It says how fast the KPI moves after the launch, not why.',

  history: 'How the verdict changed',
  first: '{date}: {to}',
  changed: '{date}: from “{from}” to “{to}”',
  historyNote: 'A movement counts from when it is confirmed; early signs change nothing.',
  historyNone: 'No verdict has stood so far, apart from early signs.',
  verdicts: {
    improved: 'improved',
    worsened: 'worsened',
    'no detectable change': 'no detectable change',
    'not enough data': 'not enough data',
    refused: 'no verdict',
  },
} as const;

export const text = inLanguages(en, () => import('./figures.de'));
