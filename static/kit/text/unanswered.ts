import { inLanguages } from './language';

/** The words of a view that lacks what Jira did not answer for. */
const en = {
  lacks: 'Jira did not answer for {what}. What it would have added is left out; the rest is as it was last stored.',
  lacksAsOf: 'As of {at}: Jira did not answer for {what}. What it would have added is left out.',
  about: {
    rights: 'what you may change',
    groups: 'the groups that you are in',
    projects: 'the other projects that you may browse',
    parents: 'what stands above this issue',
    epics: 'the epics',
  },
} as const;

export const text = inLanguages(en, () => import('./unanswered.de'));
