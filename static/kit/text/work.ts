/** The words of run and change. They serve a team and name nobody. */
export const text = {
  title: 'Run and change',
  change: 'change work',
  run: 'run work',
  none: 'No work was finished yet.',
  summary: {
    one: '{n} week, from {from}: {change} items of change work and {run} of run work finished.',
    other: '{n} weeks from {from} to {to}: {change} items of change work and {run} of run work finished.',
  },
  week: 'Week of {date}: {change} change, {run} run',
  weekOf: 'Week of',
  alarm: 'change work stopped',
  asTable: 'Show as table',
  share: '<b>{now}</b> of the work finished in the last four weeks was change work, {before} in the weeks before.',
  shareFirst: '<b>{now}</b> of the work finished in the last four weeks was change work.',
  slip: { one: 'Run work has grown; at the present pace that costs about <b>{n} day</b>.', other: 'Run work has grown; at the present pace that costs about <b>{n} days</b>.' },
  stopped: 'Run work has grown and change work has stopped, so no end can be told.',
  serves: 'Change work serves an outcome by a linked epic; run work keeps the service running.',
} as const;
