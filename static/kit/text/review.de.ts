/** Die Worte der wöchentlichen Durchsicht. */
export const german = {
  title: 'Was Aufmerksamkeit braucht',
  nothing: 'Nichts wartet auf eine Entscheidung, und kein Urteil änderte sich diese Woche.',
  verdict: '{name}: {from} → {to}, {age}.',
  gap: {
    one: 'Der Bericht sagt „im Plan“; die primäre KPI sagt seit {n} Woche anderes.',
    other: 'Der Bericht sagt „im Plan“; die primäre KPI sagt seit {n} Wochen anderes.',
  },
  gapNow: 'Der Bericht sagt „im Plan“; die primäre KPI sagt anderes.',
  proposal: {
    terms: 'Für {name} ist eine Änderung des Vereinbarten vorgeschlagen.',
    values: 'Geänderte Werte im Ausgangswert von {name} sollen zählen.',
    remove: '{name} soll das Wirkungsziel verlassen.',
    close: 'Es ist als erreicht vorgeschlagen.',
  },
  formerKpi: 'eine KPI',
  awaitsYou: 'Wartet auf Sie.',
  awaitsOther: 'Wartet auf eine zweite Person.',
  late: '{name} hat seit {date} keinen Wert; ein neuerer sollte da sein.',
  stale: '{name} hat seit {date} keinen Wert, also weiß niemand, wo sie steht.',
  verdicts: {
    improved: 'verbessert',
    worsened: 'verschlechtert',
    'no detectable change': 'keine erkennbare Änderung',
    'not enough data': 'zu wenige Daten',
    refused: 'kein Urteil',
  },
  early: '{verdict} (erstes Anzeichen)',
} as const;
