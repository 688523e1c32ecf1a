/** Die Worte der Konflikte zwischen dem, wonach ein Team belohnt wird, und dem, wofür es arbeitet. */
export const german = {
  title: 'Konflikte',
  how: 'Wo ein Team nach einer Zahl belohnt wird und eine andere bewegen soll. Niemand ist schuld; die Zahlen sind es.',
  structural: '<b>{team}</b> arbeitet für <b>{outcome}</b> und wird seit {since} nach <b>{kpi}</b> belohnt. Nichts, wonach es belohnt wird, gehört zu diesem Wirkungsziel.',
  beside: '<b>{team}</b> arbeitet für <b>{outcome}</b> und wird seit {since} auch nach <b>{kpi}</b> belohnt, was nicht zu diesem Wirkungsziel gehört.',
  pulls: '{kpi} wird in Wochen besser, in denen weniger von der Arbeit des Teams Veränderungsarbeit ist.',
  notShown: 'Die bisherigen Wochen zeigen nicht, dass {kpi} besser wird, wenn weniger Veränderungsarbeit getan wird.',
  relation: 'Rangkorrelation {rho}, 95-%-Bereich {low} bis {high}, der Änderungen über {n} Wochen. Sie gehen miteinander; warum, sagt das nicht.',
  refused: {
    'too-few': 'Ob {kpi} besser wird, wenn weniger Veränderungsarbeit getan wird, lässt sich noch nicht sagen: Zu wenige Wochen haben beide Zahlen.',
    constant: 'Ob {kpi} besser wird, wenn weniger Veränderungsarbeit getan wird, lässt sich nicht sagen: Eine der beiden ändert sich nie.',
    'no-direction': 'Ob {kpi} besser wird, wenn weniger Veränderungsarbeit getan wird, lässt sich nicht sagen: Die Kennzahl soll in einem Band bleiben.',
  },
  ways: 'Zwei Auswege:',
  adopt: 'Das Team auch nach {kpi} belohnen',
  adoptHow: 'Dann zählt das Wirkungsziel für die, die daran arbeiten.',
  adopted: '{team} wird auch nach {kpi} belohnt',
  guard: '{kpi} als Leitplanke beobachten',
  guardHow: 'Dann darf die Kennzahl um des Wirkungsziels willen nicht schlechter werden, und beide Seiten sehen beide Zahlen.',
  guarded: '{kpi} ist jetzt eine Leitplanke von {outcome}',
  ask: 'Wer Wirkungsziele verwaltet, kann das Team auch nach der Kennzahl des Wirkungsziels belohnen oder diese als dessen Leitplanke beobachten.',
  failed: 'Der Konflikt besteht weiter',
} as const;
