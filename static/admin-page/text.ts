/** The words of the admin page. */
export const text = {
  title: 'Needle',
  lead: 'Needle answers one question on every Jira screen where work is done or judged: <b>is this work moving the needle?</b>',
  how: 'Each epic is linked to an outcome; each outcome is measured by KPIs with a baseline from before the change. What Jira shows (delivery) and what the KPIs show (impact) stand side by side and are never mixed.',
  who: 'Who may do what',
  role: 'Who',
  may: 'May',
  where: 'Where',
  rows: [
    { who: 'Jira administrators', may: 'Everything below, on all outcomes and KPIs, restricted ones too.', where: 'everywhere' },
    { who: 'Outcome managers', may: 'Create outcomes and KPIs and change those of others. In this version these are the Jira administrators.', where: 'Apps, Needle' },
    { who: 'The owner of an outcome', may: 'Change it, its KPIs, baselines and targets.', where: 'Apps, Needle' },
    { who: 'The owner of a KPI', may: 'Change it and record its values.', where: 'Apps, Needle' },
    { who: 'Project administrators', may: 'Link epics of their project to outcomes that are not restricted.', where: 'Project settings, Apps, Needle' },
    {
      who: 'Whoever may browse a project',
      may: 'See the outcomes that its epics serve, unless they are restricted, and what was delivered there.',
      where: 'Issue panel, project page',
    },
  ],
  trust: 'What Needle does with your data',
  trustRows: [
    'Nothing leaves Atlassian: Needle runs on Forge and calls no other service.',
    'Every change to an outcome, KPI, baseline, target, link or value is kept in an append-only trail, in which a person stands as a pseudonym.',
    'Issues with a security level enter no count. No figure is made about a single person.',
  ],
  refused: 'This page is for Jira administrators',
  refusedHow: 'You can use Needle on issues, on project pages and under Apps without it.',
} as const;
