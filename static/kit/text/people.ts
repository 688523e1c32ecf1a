/** The words for people. */
export const text = {
  find: 'Type a name',
  nobodyFound: 'Nobody found',
  unknown: 'Someone whom Jira does not show you',
  you: '{name} (you)',
} as const;
