/** Was eine KPI zeigt, in einem kurzen Satz; wie viel und wie sicher, steht daneben. */
export const german = {
  way: '<b>{kpi} hat {percent} des Weges zum Ziel zurückgelegt</b>, {strength}.',
  reached: '<b>{kpi} hat das Ziel erreicht</b>, {strength}.',
  away: '<b>{kpi} ist {percent} des Weges in die falsche Richtung gegangen</b>, {strength}.',
  improved: '<b>{kpi} hat sich verbessert</b>, {strength}.',
  worsened: '<b>{kpi} hat sich verschlechtert</b>, {strength}.',
  same: '<b>{kpi} zeigt keine erkennbare Änderung</b> seit {date}.',
  few: '<b>{kpi} lässt sich noch nicht beurteilen</b>: zu wenige Werte.',
  fewUntil: '<b>{kpi} lässt sich noch nicht beurteilen</b>: erstes Urteil etwa am {date}.',
  refused: '<b>{kpi} lässt sich nicht beurteilen</b>: {reason}.',
  holds: '<b>{kpi} hält die Grenze ein</b>.',
  breached: '<b>{kpi} liegt jenseits der Grenze</b>.',
  confirmed: 'bestätigt',
  tentative: 'ein frühes Zeichen',
  reasons: {
    'no-values': 'noch keine Werte',
    'no-baseline': 'kein Ausgangswert',
    'no-launch': 'keine Einführung angegeben',
    constant: 'die Werte ändern sich nicht',
    'scale-does-not-fit': 'die Werte lassen sich nicht vergleichen',
    stale: 'der neueste Wert ist zu alt',
  },
} as const;
