/** The words of the glance. */
export const text = {
  notLinked: 'Serves no outcome yet.',
  outcome: 'Outcome',
  way: 'Where it stands',
  none: 'no KPI yet',
  newest: 'Newest value',
  andOthers: { one: 'and {n} other outcome', other: 'and {n} other outcomes' },
  andMeasures: { one: 'and {n} other KPI', other: 'and {n} other KPIs' },
} as const;
