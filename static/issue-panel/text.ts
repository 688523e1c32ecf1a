import { inLanguages } from '../kit/text/language';

/** The words of the issue panel. */
const en = {
  notLinked: 'This {type} serves no outcome yet; until then it counts as run work, which keeps the service running.',
  notServing: 'This {type} serves no outcome that is still open.',
  noEpic: 'It lies below no epic, and epics are what is linked.',
  suggest: 'Suggest an outcome',
  suggestAnother: 'Suggest another outcome',
  serves: 'This {type} serves <b>{outcome}</b>.',
  servesSeveral: {
    one: 'This {type} serves <b>{outcome}</b> and {n} other outcome.',
    other: 'This {type} serves <b>{outcome}</b> and {n} other outcomes.',
  },
  share: 'Your team spent {now} of the last four weeks on change work, {before} before.',
  shareFirst: 'Your team spent {now} of the last four weeks on change work.',
  shareOf: '{team} spent {now} of the last four weeks here on change work, {before} before.',
  shareOfFirst: '{team} spent {now} of the last four weeks here on change work.',
  nobody: 'This is about the team, never about a person.',
  noMeasures: 'No KPI measures it yet.',
  lineOfSight: 'Line of sight to {outcome}',
  issue: 'Issue',
  epic: 'Epic',
  outcome: 'Outcome',
  kpi: 'KPI',
  whatChanged: 'What changed',
  whatChangedNote: 'since each KPI’s launch; without a verdict, where its newest value lies',
  notMeasured: 'This outcome has no KPI yet, so its impact cannot be shown.',
  dueBy: 'wanted by {date}',
  alsoServes: 'It also serves',
  archived: '<b>{outcome}</b> is archived: it is no longer watched.',
  unseenParent: 'What stands above this {type} is not shown to you, nor what it serves.',
  lostOutcome: 'A link leads to an outcome that is no more. A project administrator can remove it in the project’s settings.',

  suggested: '<b>{outcome}</b> was suggested on {date}. It awaits an answer of the project’s administrators.',
  declined: '<b>{outcome}</b> was suggested and declined on {date}: {reason}',

  formTitle: 'Which outcome does {key} serve?',
  formLead: 'The project’s administrators see your suggestion in the project’s settings. When they accept, {key} and all below it serve the outcome.',
  search: 'Search outcomes',
  choices: 'Outcomes that you may see',
  more: { one: '{n} more; search to find it.', other: '{n} more; search to find them.' },
  noneFound: 'No outcome matches.',
  none: 'There is no outcome that you may see yet.',
  choose: 'Choose an outcome.',
  note: 'Why?',
  noteHint: 'A sentence helps whoever decides.',
  send: 'Suggest',
  cancel: 'Cancel',
  notSent: 'Not suggested',
  sent: '{outcome} was suggested',
} as const;

export const text = inLanguages(en, () => import('./text.de'));
