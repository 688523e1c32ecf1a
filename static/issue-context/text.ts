/** The words of the glance. */
export const text = {
  notLinked: 'Serves no outcome yet.',
  archived: 'What it serves is archived.',
  outcome: 'Outcome',
  way: 'Where it stands',
  none: 'no KPI yet',
  newest: 'Newest value',
  andOthers: { one: 'and {n} other outcome', other: 'and {n} other outcomes' },
} as const;
