/** Die Worte der Teams. Zahlen sprechen von einem Team, nie von einer Person. */
export const german = {
  title: 'Teams',
  how: 'Dasselbe für jedes Team mit einem Anteil an diesem Projekt, über diejenigen seiner Projekte, die Sie sehen können.',
  over: 'In {projects}, nach dem, was Sie sehen können.',
  isProject: '{team} hat dieses ganze Projekt: Die Zahlen oben sind seine.',
  pending: 'Ein Projekt dieses Teams wird gerade gelesen; danach kommen seine Zahlen.',
  nothing: 'Noch ist keine Woche vollständig.',
  chart: 'Erledigt von {team}, in {unit}',
  switches: {
    one: 'In der letzten Woche wechselte die Arbeit mindestens {n} Mal zwischen Betrieb und Veränderung.',
    other: 'In der letzten Woche wechselte die Arbeit mindestens {n} Mal zwischen Betrieb und Veränderung.',
  },
  switchesBefore: {
    one: 'In der letzten Woche wechselte die Arbeit mindestens {n} Mal zwischen Betrieb und Veränderung; in den Wochen davor im Mittel {before} Mal.',
    other: 'In der letzten Woche wechselte die Arbeit mindestens {n} Mal zwischen Betrieb und Veränderung; in den Wochen davor im Mittel {before} Mal.',
  },
  moved: { one: 'In der letzten {n} Woche kamen {added} in den Umfang, {removed} verließen ihn.', other: 'In den letzten {n} Wochen kamen {added} in den Umfang, {removed} verließen ihn.' },
} as const;
