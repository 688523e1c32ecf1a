import type { CallReply } from '../../../src/contract';
import type { DeliverySeen } from '../../../src/contract/delivery';
import type { KpiRecord, OutcomeCard } from '../../../src/contract/views';
import { MAX_PEOPLE } from '../../../src/contract/bounds';
import { canonicalJson } from '../../../src/domain/canonical-json';
import { EXPORT_COLUMNS, HEAD_COLUMNS } from '../../../src/domain/import-file/columns';
import { trailExport } from '../../../src/domain/trail-export';
import { type OutSheet, csvOf, workbookOf } from '../../files/write';
import { type Answer, type Trouble, call } from '../../kit/call';
import { download } from '../../kit/download';
import { sha256 } from '../../kit/sha256';
import { type Told, outcomeSheet } from './outcome-sheet';
import { text } from './text';

export type Kind = 'csv' | 'xlsx' | 'jsonl';
/** What goes out: the values of one KPI, those of all that one may see, the trail, or outcomes as a list tells them. */
export type What = { kpi: KpiRecord } | 'values' | 'trail' | { outcomes: Told };

const TYPES = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', jsonl: 'application/jsonl' };
/** Rows of one sheet, below the last that a spreadsheet has. */
const ROWS_PER_SHEET = 1_000_000;

/** Reads page by page and offers the file. `onRows` is told how many rows have been read. */
export async function takeOut(what: What, kind: Kind, onRows: (rows: number) => void): Promise<{ name: string } | { trouble: Trouble }> {
  const read = what === 'trail' ? await readTrail(onRows) : typeof what === 'object' && 'outcomes' in what ? await outcomeSheets(what.outcomes) : await valueSheets(what, onRows);
  if ('trouble' in read) return read;
  const name = `${read.name}.${kind}`;
  download(name, 'records' in read ? await trailFile(read, kind) : sheetsFile(read.sheets, kind), TYPES[kind]);
  return { name };
}

function sheetsFile(sheets: readonly OutSheet[], kind: Kind): ReturnType<typeof workbookOf> | string {
  return kind === 'xlsx' ? workbookOf(sheets.flatMap(inParts)) : csvOf(sheets[0] ?? { columns: [], rows: [] });
}

function inParts(sheet: OutSheet): OutSheet[] {
  const count = Math.max(1, Math.ceil(sheet.rows.length / ROWS_PER_SHEET));
  return Array.from({ length: count }, (_, i) => ({ ...sheet, rows: sheet.rows.slice(i * ROWS_PER_SHEET, (i + 1) * ROWS_PER_SHEET) }));
}

type Sheets = { name: string; sheets: OutSheet[] } | { trouble: Trouble };

/** Owners by name, as far as Jira tells them, and what was delivered as far as one may browse: the list itself shows neither. */
async function outcomeSheets(told: Told): Promise<Sheets> {
  const accountIds = [...new Set(told.cards.map(({ ownerId }) => ownerId))];
  const names = new Map<string, string>();
  for (let from = 0; from < accountIds.length; from += MAX_PEOPLE) {
    const answer: Answer<'person.names'> = await call('person.names', { accountIds: accountIds.slice(from, from + MAX_PEOPLE) });
    if (!answer.ok) return answer;
    for (const { accountId, name } of answer.data.people) names.set(accountId, name);
  }
  const read = await readDelivered(told.cards[0]?.state ?? 'open');
  return read.ok ? { name: text.outcomesName, sheets: [outcomeSheet(told, { names, delivered: read.delivered })] } : read;
}

async function readDelivered(state: OutcomeCard['state']): Promise<{ ok: true; delivered: Map<string, DeliverySeen> } | { ok: false; trouble: Trouble }> {
  const delivered = new Map<string, DeliverySeen>();
  let cursor: string | undefined;
  do {
    const answer: Answer<'outcome.list'> = await call('outcome.list', { state, delivery: true, ...(cursor === undefined ? {} : { cursor }) });
    if (!answer.ok) return answer;
    for (const { outcomeId, delivery } of answer.data.outcomes) if (delivery) delivered.set(outcomeId, delivery);
    cursor = answer.data.cursor;
  } while (cursor !== undefined);
  return { ok: true, delivered };
}

async function valueSheets(what: { kpi: KpiRecord } | 'values', onRows: (rows: number) => void): Promise<Sheets> {
  const kpis = what === 'values' ? await seenKpis() : { ok: true as const, kpis: [what.kpi] };
  if (!kpis.ok) return kpis;
  const rows: OutSheet['rows'][number][] = [];
  const heads = new Map<string, Head>();
  for (const { kpiId, name, unit } of kpis.kpis) {
    let from: number | undefined;
    do {
      const answer: Answer<'kpi.values'> = await call('kpi.values', { kpiId, ...(from === undefined ? {} : { from }) });
      if (!answer.ok) return answer;
      for (const { at, value, source, recordedAt } of answer.data.values) rows.push([name, kpiId, { date: at }, value, unit, source, recordedAt, ...headOnce(heads, kpiId, answer.data.head)]);
      onRows(rows.length);
      from = answer.data.next;
    } while (from !== undefined);
  }
  const values = { name: 'Values', columns: [...EXPORT_COLUMNS, ...HEAD_COLUMNS], rows };
  const name = what === 'values' ? text.valuesName : `needle-${what.kpi.name.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
  return { name, sheets: what === 'values' ? [values, kpiSheet(kpis.kpis)] : [values] };
}

type Head = CallReply<'kpi.values'>['head'];

/** Where the KPI's trail stands, once for each KPI. */
function headOnce(told: Map<string, Head>, kpiId: string, head: Head): OutSheet['rows'][number] {
  if (told.has(kpiId)) return [];
  told.set(kpiId, head);
  return [head.seq, head.hash];
}

function kpiSheet(kpis: readonly KpiRecord[]): OutSheet {
  return {
    name: text.kpis,
    columns: ['KPI', 'KPI id', 'Unit', 'Direction', 'Cadence', 'State', 'Values'],
    rows: kpis.map(({ name, kpiId, unit, direction, cadence, state, count }) => [name, kpiId, unit, direction, cadence, state, count]),
  };
}

async function seenKpis(): Promise<{ ok: true; kpis: KpiRecord[] } | { ok: false; trouble: Trouble }> {
  const kpis: KpiRecord[] = [];
  for (const state of ['open', 'archived'] as const) {
    let cursor: string | undefined;
    do {
      const answer: Answer<'kpi.seen'> = await call('kpi.seen', { state, ...(cursor === undefined ? {} : { cursor }) });
      if (!answer.ok) return answer;
      kpis.push(...answer.data.kpis);
      cursor = answer.data.cursor;
    } while (cursor !== undefined);
  }
  return { ok: true, kpis };
}

interface Trail {
  records: CallReply<'trail.export'>['records'];
  /** By stream. */
  heads: ReadonlyMap<string, Head>;
}

async function readTrail(onRows: (rows: number) => void): Promise<({ name: string } & Trail) | { trouble: Trouble }> {
  const records = new Map<string, Trail['records'][number]>();
  const heads = new Map<string, Head>();
  let after: CallReply<'trail.export'>['next'];
  do {
    const answer: Answer<'trail.export'> = await call('trail.export', after === undefined ? {} : { after });
    if (!answer.ok) return answer;
    // A record may come twice.
    for (const record of answer.data.records) records.set(`${record.stream} ${record.seq}`, record);
    for (const { stream, seq, hash } of answer.data.heads) heads.set(stream, { seq, hash });
    onRows(records.size);
    after = answer.data.next;
  } while (after !== undefined);
  // A stream whose end never came is one that may no longer be seen.
  const whole = [...records.values()].filter(({ stream }) => heads.has(stream));
  return { name: text.trailName, records: whole.sort((a, b) => (a.stream === b.stream ? a.seq - b.seq : a.stream < b.stream ? -1 : 1)), heads };
}

/** Whatever its form, it tells where each stream stands: JSON lines in their last one, a table in each stream's last row, a workbook in a sheet of its own. */
async function trailFile({ records, heads }: Trail, kind: Kind): Promise<ReturnType<typeof sheetsFile>> {
  if (kind === 'jsonl') return trailExport(records, [...heads].map(([stream, head]) => ({ stream, ...head })), sha256);
  const rows = records.map(({ stream, seq, at, actor, kind: what, data, prev, hash }) => [stream, seq, at, actor, what, canonicalJson(data), prev, hash]);
  return sheetsFile([{ name: 'Trail', columns: ['Stream', 'Number', 'At', 'By', 'Kind', 'Data', 'Previous hash', 'Hash'], rows }, headSheet(heads)], kind);
}

function headSheet(heads: ReadonlyMap<string, Head>): OutSheet {
  return { name: text.heads, columns: ['Stream', 'Records', 'Head'], rows: [...heads].map(([stream, { seq, hash }]) => [stream, seq, hash]) };
}
