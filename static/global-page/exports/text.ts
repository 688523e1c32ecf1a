import { inLanguages } from '../../kit/text/language';

/** The words of taking data out. */
const en = {
  title: 'Take data out',
  back: { outcomes: 'All outcomes', kpis: 'All KPIs' },
  intro: 'Everything that you may see, as it stands now. Text that begins like a formula gets an apostrophe before it, so that no spreadsheet runs it; numbers stay numbers.',
  outcomes: 'These outcomes',
  outcomesHow: 'These outcomes as a file, a row for each KPI; delivery based on what you can see:',
  outcomesName: 'needle-outcomes',
  values: 'Values of all KPIs',
  valuesHow: 'One row a value, and where the trail of its KPI stands. The same file can be imported again, and changes nothing.',
  ofKpi: 'Values as a file',
  trail: 'The trail',
  trailHow: 'Every recorded change of the outcomes and KPIs that you may see. JSON lines can be verified outside Jira, by whoever you hand them to; the last line tells where each stream stands. Note it elsewhere, to compare it later. Records that name what you may not see are withheld: they tell their place and hash alone.',
  csv: 'CSV',
  xlsx: 'XLSX',
  jsonl: 'JSON lines',
  as: '{what} as {kind}',
  busy: { one: '{n} row read', other: '{n} rows read' },
  done: 'Downloaded {name}.',
  valuesName: 'needle-values',
  trailName: 'needle-trail',
  kpis: 'KPIs',
  heads: 'Trail heads',
} as const;

export const text = inLanguages(en, () => import('./text.de'));
