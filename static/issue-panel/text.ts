/** The words of the issue panel. */
export const text = {
  notLinked: 'This {type} serves no outcome yet. A project administrator links it, or the epic above it, in the project’s settings.',
  serves: 'This {type} serves <b>{outcome}</b>.',
  servesSeveral: {
    one: 'This {type} serves <b>{outcome}</b> and {n} other outcome.',
    other: 'This {type} serves <b>{outcome}</b> and {n} other outcomes.',
  },
  noMeasures: 'No KPI measures it yet.',
  lineOfSight: 'Line of sight to {outcome}',
  issue: 'Issue',
  epic: 'Epic',
  outcome: 'Outcome',
  kpi: 'KPI',
  whatChanged: 'What changed',
  whatChangedNote: 'since each KPI’s launch; without a verdict, where its newest value lies',
  notMeasured: 'This outcome has no KPI yet, so its impact cannot be shown.',
  mainOutcome: 'main outcome of this work',
  dueBy: 'wanted by {date}',
} as const;
