/** Die Worte für Menschen. */
export const german = {
  find: 'Namen eingeben',
  nobodyFound: 'Niemand gefunden',
  unknown: 'Jemand, den Jira Ihnen nicht zeigt',
  you: '{name} (Sie)',
} as const;
