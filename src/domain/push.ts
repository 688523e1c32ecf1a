import { type Json } from './canonical-json';

/** What a pushed batch is answered with: the outputs of the web trigger in the manifest. */
export const PUSH_OUTPUTS = ['accepted', 'duplicate', 'bad-signature', 'stale', 'bad-json', 'too-large', 'busy'] as const;
export type PushOutput = (typeof PUSH_OUTPUTS)[number];

export const MAX_PUSH_BYTES = 100_000;
export const MAX_PUSH_ROWS = 500;
/** How far the sender's clock may be from the platform's, either way. */
export const PUSH_WINDOW_SECONDS = 300;
/** Largest size of a value, as everywhere: sums and squares stay finite. */
const MAX_VALUE = 1e15;
/** What an inbox keeps of a field that was refused. */
const MAX_KEPT = 100;

export interface PushRequest {
  body: string;
  headers: Readonly<Record<string, readonly string[]>>;
}

/** A batch whose size, shape and time are right. Whether it was signed by the source is still to be seen. */
export interface SignedBatch {
  sourceId: string;
  /** Lower-case hex. */
  signature: string;
  /** What was signed. */
  signed: string;
  rows: { [key: string]: Json }[];
}

export type RowFault = 'not-of-source' | 'archived' | 'worked-out' | 'not-a-date' | 'future' | 'not-a-number' | 'too-large' | 'not-an-id' | 'disagrees';
export type PushField = 'kpi' | 'at' | 'value' | 'id';

export interface PushedValue {
  kpiId: string;
  /** ISO date. */
  at: string;
  value: number;
}

/** A row that was not taken in, as much of it as an inbox keeps. */
export interface RefusedRow {
  /** Counted from 0, as the batch is. */
  row: number;
  field: PushField;
  reason: RowFault;
  kpi: string;
  at: string;
  value: string;
  id: string;
}

/**
 * Checks what can be checked without asking anything stored. The body is a JSON array of `{kpi, at, value, id}`; the
 * headers' names are case-insensitive. `now` in milliseconds since 1970.
 */
export function readPush({ body, headers }: PushRequest, now: number): SignedBatch | PushOutput {
  if (body.length > MAX_PUSH_BYTES || new TextEncoder().encode(body).length > MAX_PUSH_BYTES) return 'too-large';
  const sourceId = header(headers, 'x-needle-source');
  const timestamp = header(headers, 'x-needle-timestamp');
  const signature = /^v1=([0-9a-f]{64})$/.exec(header(headers, 'x-needle-signature') ?? '')?.[1];
  if (!sourceId || !/^src_[0-9a-z]{16}$/.test(sourceId) || !timestamp || !signature) return 'bad-signature';
  const rows = rowsOf(body);
  if (!rows) return 'bad-json';
  if (rows.length > MAX_PUSH_ROWS) return 'too-large';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > PUSH_WINDOW_SECONDS) return 'stale';
  return { sourceId, signature, signed: `${timestamp}.${body}`, rows };
}

/** The only value of a header; none when it is missing or there twice. */
function header(headers: PushRequest['headers'], name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? value : []));
  return values.length === 1 ? values[0] : undefined;
}

function rowsOf(body: string): SignedBatch['rows'] | undefined {
  try {
    const rows = JSON.parse(body) as Json;
    if (!Array.isArray(rows) || rows.length === 0) return undefined;
    return rows.every(isObject) ? rows : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Tells the rows that can be taken in from those that cannot. `kpis` are those that the source may write to. Of two rows
 * that say different things of the same date, neither is taken: nobody could say which one holds.
 */
export function sortRows(
  rows: SignedBatch['rows'],
  kpis: ReadonlyMap<string, { state: 'open' | 'archived'; source?: unknown }>,
  today: string,
): { values: PushedValue[]; refused: RefusedRow[] } {
  const said = new Map<string, Set<number>>();
  for (const { kpi, at, value } of rows) {
    const place = `${String(kpi)} ${String(at)}`;
    if (typeof value === 'number') said.set(place, (said.get(place) ?? new Set()).add(value));
  }
  const values: PushedValue[] = [];
  const refused: RefusedRow[] = [];
  for (const [row, raw] of rows.entries()) {
    const { kpi, at, value } = raw;
    const fault = faultOf(raw, kpis, today) ?? ((said.get(`${String(kpi)} ${String(at)}`)?.size ?? 0) > 1 ? { field: 'value' as const, reason: 'disagrees' as const } : undefined);
    if (fault) refused.push({ row, ...fault, kpi: kept(kpi), at: kept(at), value: kept(value), id: kept(raw['id']) });
    else values.push({ kpiId: kpi as string, at: at as string, value: value as number });
  }
  return { values, refused };
}

function faultOf(
  { kpi, at, value, id }: { [key: string]: Json },
  kpis: ReadonlyMap<string, { state: 'open' | 'archived'; source?: unknown }>,
  today: string,
): { field: PushField; reason: RowFault } | undefined {
  const known = typeof kpi === 'string' ? kpis.get(kpi) : undefined;
  if (!known) return { field: 'kpi', reason: 'not-of-source' };
  if (known.state === 'archived') return { field: 'kpi', reason: 'archived' };
  if (known.source) return { field: 'kpi', reason: 'worked-out' };
  if (typeof at !== 'string' || !isDate(at)) return { field: 'at', reason: 'not-a-date' };
  if (at > today) return { field: 'at', reason: 'future' };
  if (typeof value !== 'number' || !Number.isFinite(value)) return { field: 'value', reason: 'not-a-number' };
  if (Math.abs(value) > MAX_VALUE) return { field: 'value', reason: 'too-large' };
  if (typeof id !== 'string' || id === '' || id.length > MAX_KEPT) return { field: 'id', reason: 'not-an-id' };
  return undefined;
}

/** A calendar date that exists, from 1970 to 2199. */
export function isDate(text: string): boolean {
  if (!/^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function kept(value: Json | undefined): string {
  if (value === undefined) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_KEPT);
}
