/** Was Schranken verlangen und was einem Vorgang fehlt. */
export const german = {
  rules: {
    linked: 'Dient einem Wirkungsziel',
    open: 'Das Wirkungsziel ist offen',
    hypothesis: 'Hypothese und Ausgangswert',
    measured: 'Es wird gemessen',
    guardrail: 'Keine Leitplanke bestätigt schlechter',
    share: 'Anteil der Veränderungsarbeit',
  },
  lacks: {
    link: 'Er dient noch keinem Wirkungsziel.',
    open: 'Wem er dient, ist archiviert.',
    hypothesis: 'Es ist nicht gesagt, was er bewegen soll.',
    baseline: {
      one: 'Was er bewegen soll, braucht einen Ausgangswert aus mindestens {n} Wert.',
      other: 'Was er bewegen soll, braucht einen Ausgangswert aus mindestens {n} Werten.',
    },
    noBaseline: 'Was er bewegen soll, hat keinen Ausgangswert.',
    measure: 'Wem er dient, hat keine primäre Messung.',
    value: 'Was er bewegen soll, hat noch keinen Wert.',
    'fresh-value': 'Der neueste Wert dessen, was er bewegen soll, ist zu alt.',
    guardrail: 'Etwas, das nicht schlechter werden darf, ist bestätigt schlechter.',
    share: '{has} der letzten Wochen des Teams waren Veränderungsarbeit; verlangt sind {needs}.',
  },
} as const;
