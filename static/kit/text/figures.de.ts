/** Die Worte um das Diagramm einer Messung, ihre Annahme und den Verlauf ihres Urteils. */
export const german = {
  caption: 'Punkte sind Werte; hohle liegen vor der Einführung.',
  captionLimits: 'Grau: wo die Werte vor der Einführung von selbst schwanken.',
  captionFormer: 'Kurz gestrichelt: Ausgangswert und Ziel, wie sie vorher vereinbart waren.',
  captionMoved: 'Blau: wo sie seit der Einführung liegt, 95‑%‑Bereich.',
  captionTurns: 'Rauten: wo sich das Urteil änderte.',
  captionLater: { one: 'Stufenweise eingeführt: auch {dates}.', other: 'Stufenweise eingeführt: auch {dates}.' },

  adoption: 'Tempo seit der Einführung',
  ofKpi: '{what}: {kpi}',
  speed: '<b>{speed} pro Woche</b> auf das Ziel zu (80‑%‑Bereich {low} bis {high}).',
  range: 'Bei diesem Verlauf wird das Ziel zwischen <b>{low} und {high}</b> erreicht (80‑%‑Bereich), frühestens {earliest}.',
  earliest: 'Das Ziel wird <b>frühestens am {earliest}</b> erreicht, bei den meisten Verläufen später; wann spätestens, lässt sich noch nicht sagen.',
  reached: '<b>Das Ziel ist erreicht.</b>',
  notInSight: '<b>Bei diesem Verlauf lässt sich kein Datum für das Ziel nennen.</b>',
  ceiling: '<b>Bei diesem Verlauf endet es vor dem Ziel</b>, bei etwa {ceiling} (80‑%‑Bereich {low} bis {high}).',
  refused: {
    'no-movement': 'Die KPI zeigt seit der Einführung keine Verbesserung, also gibt es kein Tempo.',
    'no-launch': 'Noch ist nichts eingeführt, also gibt es kein Tempo.',
    'no-baseline': 'Ohne Ausgangswert gibt es keinen Weg, an dem ein Tempo zu messen wäre.',
    'too-few-values': 'Zu wenige Werte seit der Einführung für ein Tempo; vier sind nötig.',
    'no-growth': 'Seit der Einführung ging es nicht auf das Ziel zu, also gibt es kein Tempo.',
    'target-not-positive': 'Zielwert und Ausgangswert sind gleich, also ist kein Weg zu gehen.',
    'no-curve-fits': 'Die Werte seit der Einführung folgen keiner Annahmekurve, also lässt sich kein Tempo nennen.',
  },
  workedOut: 'Wie kommt das zustande?',
  worked:
    'Durch die Werte seit der Einführung werden logistische und Bass-Annahmekurven gelegt, je eine für jede Höhe, in der sie enden könnte; jede zählt so viel, wie sie passt. Die Bereiche halten 80 % dieses Gewichts. Es sagt, wie schnell sich die KPI nach der Einführung bewegt, nicht warum.',

  history: 'Wie sich das Urteil änderte',
  first: '{date}: {to}',
  changed: '{date}: von „{from}“ zu „{to}“',
  historyNote: 'Eine Bewegung zählt, sobald sie bestätigt ist; erste Anzeichen ändern nichts.',
  historyNone: 'Bisher gab es kein Urteil, nur erste Anzeichen.',
  verdicts: {
    improved: 'verbessert',
    worsened: 'verschlechtert',
    'no detectable change': 'keine erkennbare Änderung',
    'not enough data': 'zu wenige Daten',
    refused: 'kein Urteil',
  },
} as const;
