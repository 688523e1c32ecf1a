import { inLanguages } from './language';

/** What a KPI shows, in one short sentence; how large and how sure stands beside it. */
const en = {
  way: '<b>{kpi} is {percent} of the way to target</b>, {strength}.',
  reached: '<b>{kpi} has reached its target</b>, {strength}.',
  away: '<b>{kpi} moved {percent} of the way in the wrong direction</b>, {strength}.',
  improved: '<b>{kpi} improved</b>, {strength}.',
  worsened: '<b>{kpi} got worse</b>, {strength}.',
  same: '<b>{kpi} shows no detectable change</b> since {date}.',
  few: '<b>{kpi} cannot be judged yet</b>: too few values.',
  fewUntil: '<b>{kpi} cannot be judged yet</b>: first verdict about {date}.',
  ahead: '<b>{kpi} cannot be judged yet</b>: the launch is planned for {date}.',
  refused: '<b>{kpi} cannot be judged</b>: {reason}.',
  holds: '<b>{kpi} holds within its limit</b>.',
  breached: '<b>{kpi} is beyond its limit</b>.',
  confirmed: 'confirmed',
  tentative: 'an early sign',
  reasons: {
    'no-values': 'it has no values yet',
    'no-baseline': 'it has no baseline',
    'no-launch': 'no launch is set',
    constant: 'its values do not vary',
    'scale-does-not-fit': 'its values cannot be compared',
    stale: 'its newest value is too old',
  },
} as const;

export const text = inLanguages(en, () => import('./claims.de'));
