import { inLanguages } from './language';

/** The words of teams. Figures are about a team, never about a person. */
const en = {
  title: 'Teams',
  how: 'The same for each team with a part in this project, over those of its projects that you can see.',
  over: 'In {projects}, based on what you can see.',
  isProject: '{team} has all of this project: the figures above are its own.',
  pending: 'A project of this team is being read; its figures come when that is done.',
  nothing: 'There is no complete week yet.',
  chart: 'Finished by {team}, in {unit}',
  switches: {
    one: 'In the last week work went over from run to change or back at least {n} time.',
    other: 'In the last week work went over from run to change or back at least {n} times.',
  },
  switchesBefore: {
    one: 'In the last week work went over from run to change or back at least {n} time; in the weeks before {before} times on average.',
    other: 'In the last week work went over from run to change or back at least {n} times; in the weeks before {before} times on average.',
  },
  moved: { one: 'In the last {n} week {added} came into scope and {removed} left it.', other: 'In the last {n} weeks {added} came into scope and {removed} left it.' },
} as const;

export const text = inLanguages(en, () => import('./teams.de'));
