import { inLanguages } from './language';

/** The words of the guided set-up. */
const en = {
  title: 'Set up Needle',
  lead: '<b>A few minutes to the first verdict.</b> Next: {next}.',
  done: '{n} of {of} done',
  later: 'Not now',
  isDone: 'done',
  isNext: 'next',
  isOpen: 'still missing',
  steps: {
    outcome: 'Name an outcome',
    measure: 'Add the KPI that should move',
    baseline: 'Its values from before the launch',
    launch: 'Say when the change was launched',
    verdict: 'Read the first verdict',
    link: 'Link the first epic',
    group: 'Say who manages outcomes',
  },
  next: {
    outcome: 'name an outcome',
    measure: 'add the KPI that should move',
    baseline: 'record its values from before the launch',
    launch: 'say when the change was launched',
    verdict: 'record values from after the launch',
    link: 'link the first epic',
    group: 'say who manages outcomes',
  },
  missing: {
    outcome: 'The change in the business that is wanted, such as “Faster service requests”.',
    measure: 'By which one will you know that {outcome} happened? Older values can be pasted along with it.',
    baseline: '{kpi} has no values in its baseline window. At least 8 make a baseline that a verdict can stand on.',
    launch: '{kpi} has no launch yet, so there is no before and after.',
    verdict: '{kpi} needs values from after the launch.',
    verdictMore: { one: '{kpi} needs about {n} more value from after the launch.', other: '{kpi} needs about {n} more values from after the launch.' },
    link: 'Issues show what they serve once an epic above them is linked. Choose a project:',
    linkNone: 'Issues show what they serve once an epic above them is linked, in a project’s settings under Apps, Needle. There is no project yet.',
    group: 'Only Jira administrators manage outcomes. Name a group if others should.',
  },
  there: {
    outcome: '{outcome}',
    measure: '{kpi}',
    baseline: 'The baseline stands.',
    launch: '{date}',
    verdict: '{kpi} has one.',
    link: { one: '{n} epic', other: '{n} epics' },
    group: 'A group is named.',
  },
  linkIn: 'Link an epic of {project}',
} as const;

export const text = inLanguages(en, () => import('./set-up.de'));
