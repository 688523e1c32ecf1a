import { inLanguages } from '../kit/text/language';

/** The words of the project page. */
const en = {
  title: 'Impact',
  countAgain: 'Count again',
  report: 'Status report',
  counted: { one: 'Counted the issues below {n} epic.', other: 'Counted the issues below {n} epics.' },
  countedNone: 'Everything was counted within the last minute.',
  countRefused: 'The issues could not be counted',

  lead: { one: '<b>{n} outcome</b> is served here.', other: '<b>{n} outcomes</b> are served here.' },
  leadMore: '<b>At least {n} outcomes</b> are served here.',
  reached: { one: '{n} reached its target', other: '{n} reached their targets' },
  better: { one: '{n} improved', other: '{n} improved' },
  same: { one: '{n} shows no detectable change', other: '{n} show no detectable change' },
  worse: { one: '{n} got worse', other: '{n} got worse' },
  unjudged: { one: '{n} cannot be judged yet', other: '{n} cannot be judged yet' },
  byPrimary: { one: 'By its leading KPI: {parts}.', other: 'By their leading KPIs: {parts}.' },
  first: '<b>{outcome} needs a decision first</b>: {why}',
  worst: '<b>{outcome}</b> went furthest the wrong way.',

  filters: 'Find outcomes',
  search: 'Search outcomes and KPIs',
  standing: 'Standing',
  role: 'KPIs',
  sort: 'Sort by',
  all: 'All',
  standings: { worse: 'Got worse', same: 'No detectable change', better: 'Improved', reached: 'Reached the target', unjudged: 'Cannot be judged yet' },
  sorts: { urgent: 'What needs attention', title: 'Title', delivered: 'Most delivered here', due: 'Wanted soonest' },
  noMatch: 'No outcome fits these filters',
  clear: 'Show all',
  partly: 'Only the outcomes that are loaded are searched.',

  back: 'All outcomes of this project',
  deliveryTitle: 'Delivery',
  impactTitle: 'Impact',
  chooseKpi: 'KPI that is drawn',
  noDate: 'No date is set.',
  here: 'This project',
  whole: { one: 'The whole outcome, {n} project', other: 'The whole outcome, {n} projects' },
  wholeNote: 'based on what you can see',

  table: 'Outcomes of this project',
  outcome: 'Outcome',
  delivery: 'Delivery: what was done',
  impact: 'Impact: what changed',
  epics: { one: '{n} epic', other: '{n} epics' },
  wantedBy: 'wanted by {date}',
  notCounted: 'Not counted yet.',
  noIssues: 'No issues below its epics yet.',
  notMeasured: 'No KPI yet, so its impact cannot be shown.',
  newest: '{value}, {age}',
  deliveryHere: 'Of these, the issues in this project itself, up to the last complete week:',
  captionDelivery: 'Delivery counts the issues below this project’s linked epics, based on what you can see; issues with a security level are left out.',
  captionImpact: 'Impact is where each KPI lies between its baseline and its target. It says that a KPI moved after a launch, never why; closing issues does not move it.',
  legendDelivery: 'issues finished',
  legendImpact: 'since the launch, with 95% range',
  legendNewest: 'newest value, no verdict',
  legendBaseline: 'baseline',
  legendTarget: 'target',
  legendWorse: 'worse than baseline',

  empty: 'No epic of this project serves an outcome yet',
  emptyHow:
    'Once an epic is linked to an outcome, this page shows what was delivered beside what the KPIs show. A project administrator links epics in the project’s settings, under Apps, Needle.',
} as const;

export const text = inLanguages(en, () => import('./text.de'));
