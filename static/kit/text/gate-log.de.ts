/** Was die Administration von Schranken sieht. */
export const german = {
  title: 'Schranken',
  lead: 'Eine Schranke steht auf einem Übergang im Arbeitsablauf eines vom Unternehmen verwalteten Projekts: Bearbeiten Sie den Arbeitsablauf, wählen Sie den Übergang und fügen Sie die Prüfung „Needle-Schranke“ hinzu. Entfernen Sie Schranken dort, bevor Sie Needle deinstallieren: Jira verweigert Übergänge, deren Prüfung fehlt.',
  none: 'Noch hat keine Schranke etwas gesehen.',
  when: 'Wann',
  issue: 'Vorgang',
  what: 'Was geschah',
  outcomes: {
    observed: 'Durchgelassen und beobachtet; es fehlte: {rules}',
    stopped: 'Aufgehalten; es fehlte: {rules}',
    overridden: 'Mit Ausnahme durchgelassen: {rules}',
  },
  failures: {
    configuration: 'Die Einstellungen der Schranke waren nicht lesbar',
    deadline: 'Die Prüfung dauerte zu lange',
    'issue-not-found': 'Jira zeigte Needle den Vorgang nicht',
    internal: 'Die Prüfung schlug fehl; die Ursache steht im Protokoll',
  },
  passed: '{failure}; er ging durch.',
  stoppedThen: '{failure}; er wurde aufgehalten.',
} as const;
