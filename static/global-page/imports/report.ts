import type { ImportRecord } from '../../../src/contract/calls/import';
import { csvOf } from '../../files/write';
import { type Trouble, call } from '../../kit/call';
import { download } from '../../kit/download';
import { text } from './text';

type Row = [row: number, kpi: string, column: string, outcome: string];

/** Offers what became of each row as a CSV file, by row. */
export async function downloadReport({ importId, kpis }: ImportRecord): Promise<Trouble | undefined> {
  const rows: Row[] = [];
  let part: number | undefined;
  for (;;) {
    const answer = await call('import.report', { importId, ...(part === undefined ? {} : { part }) });
    if (!answer.ok) return answer.trouble;
    const { notSent, part: page, next } = answer.data;
    for (const { row, column, reason } of notSent) rows.push([row, '', column, text.faults[reason]]);
    const name = kpis.find(({ kpiId }) => kpiId === page?.kpiId)?.name ?? '';
    page?.rows.forEach((row, i) => rows.push([row, name, '', text.outcomes[page.outcomes[i] ?? 'known']]));
    if (next === undefined) break;
    part = next;
  }
  rows.sort(([a], [b]) => a - b);
  const { row, kpi, column, outcome } = text.reportColumns;
  download(`${text.reportName}.csv`, csvOf({ columns: [row, kpi, column, outcome], rows }), 'text/csv');
  return undefined;
}
