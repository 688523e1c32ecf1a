/** Die Worte einer Seite, die anderswo gemachten Änderungen folgt. */
export const german = {
  now: 'Seite ist aktuell',
  ago: 'Aktualisiert {ago}',
  changed: 'Anderswo wurde etwas geändert.',
  show: 'Zeigen',
  shown: 'Aktualisiert mit dem, was anderswo geändert wurde.',
} as const;
