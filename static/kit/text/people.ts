import { inLanguages } from './language';

/** The words for people. */
const en = {
  find: 'Type a name',
  nobodyFound: 'Nobody found',
  unknown: 'Someone whom Jira does not show you',
  you: '{name} (you)',
} as const;

export const text = inLanguages(en, () => import('./people.de'));
