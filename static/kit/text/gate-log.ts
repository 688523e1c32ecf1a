import { inLanguages } from './language';

/** What administrators see of gates. */
const en = {
  title: 'Gates',
  lead: 'A gate stands on a transition of a company-managed project’s workflow: edit the workflow, choose the transition, and add the validator “Needle gate”. Remove gates there before you uninstall Needle: Jira refuses transitions whose validator is gone.',
  none: 'No gate has seen anything yet.',
  when: 'When',
  issue: 'Issue',
  what: 'What happened',
  outcomes: {
    observed: 'Passed and observed; missing: {rules}',
    stopped: 'Stopped; missing: {rules}',
    overridden: 'Let pass by an override: {rules}',
  },
  failures: {
    configuration: 'The gate’s settings could not be read',
    deadline: 'The check took too long',
    'issue-not-found': 'Jira did not show the issue to Needle',
    internal: 'The check failed; the log says why',
  },
  passed: '{failure}; it passed.',
  stoppedThen: '{failure}; it was stopped.',
} as const;

export const text = inLanguages(en, () => import('./gate-log.de'));
