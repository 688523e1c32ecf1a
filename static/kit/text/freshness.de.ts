/** German words of how old a KPI's newest value is. */
export const german = {
  marks: { late: 'verspätet', stale: 'veraltet' },
  why: {
    late: 'Inzwischen sollte es einen neueren Wert geben.',
    stale: 'Der neueste Wert ist zu alt, um zu sagen, wo diese KPI steht; daher gibt es kein Urteil.',
  },
} as const;
