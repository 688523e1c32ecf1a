/** Die Worte der Ausgabe von Daten. */
export const german = {
  title: 'Daten ausgeben',
  back: 'Alle KPIs',
  intro: 'Alles, was Sie sehen dürfen, so wie es jetzt steht. Text, der wie eine Formel beginnt, bekommt einen Apostroph davor, damit keine Tabellenkalkulation ihn ausführt; Zahlen bleiben Zahlen.',
  values: 'Werte aller KPIs',
  valuesHow: 'Je Wert eine Zeile. Dieselbe Datei kann wieder importiert werden und ändert dann nichts.',
  ofKpi: 'Werte als Datei',
  trail: 'Der Verlauf',
  trailHow: 'Jede erfasste Änderung der Wirkungsziele und KPIs, die Sie sehen dürfen. Um ihn prüfen zu lassen, laden Sie den Verlauf eines Wirkungsziels oder einer KPI herunter.',
  csv: 'CSV',
  xlsx: 'XLSX',
  as: '{what} als {kind}',
  busy: { one: '{n} Zeile gelesen', other: '{n} Zeilen gelesen' },
  done: '{name} heruntergeladen.',
  valuesName: 'needle-werte',
  trailName: 'needle-verlauf',
  kpis: 'KPIs',
} as const;
