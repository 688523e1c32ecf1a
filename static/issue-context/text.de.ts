/** Die Worte des Kurzblicks am Vorgang. */
export const german = {
  notLinked: 'Dient noch keinem Wirkungsziel.',
  archived: 'Das Wirkungsziel ist archiviert.',
  outcome: 'Wirkungsziel',
  way: 'Wo es steht',
  none: 'noch keine KPI',
  newest: 'Neuester Wert',
  time: 'Zeit des Teams',
  split: '{change} Veränderung, {run} Betrieb',
  openOutcomeOf: 'Wirkungsziel öffnen: {outcome}',
  andOthers: { one: 'und {n} weiteres Wirkungsziel', other: 'und {n} weitere Wirkungsziele' },
} as const;
