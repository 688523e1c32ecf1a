import type { CallReply } from '../../../src/contract';
import { type Json, sameJson } from '../../../src/domain/canonical-json';
import type { Terms } from '../../../src/domain/lock';
import { type Format } from '../format';
import { expectation } from '../hypothesis';
import { baselineWords, targetWords } from '../proposal-words';
import { sentenceFor } from '../signal';
import { roleWords } from '../standing';
import { text as reported } from '../text/check-ins';
import { text as proposals } from '../text/proposals';
import { say } from '../text/say';
import { names as signals, text as alarms } from '../text/signals';
import { text } from './text';

/** The KPIs, outcomes and issues whose names are known, by their ids: records hold ids alone. */
export type Known = ReadonlyMap<string, { name: string; unit?: string }>;

/** What a page of one outcome knows. */
export function knownIn({ measures, parent }: Pick<CallReply<'outcome.read'>, 'measures' | 'parent'>): Known {
  return new Map<string, { name: string; unit?: string }>([
    ...measures.map(({ view }) => [view.kpiId, view] as const),
    ...(parent ? [[parent.outcomeId, { name: parent.title }] as const] : []),
  ]);
}

type Fields = Readonly<Record<string, Json>>;
interface Reading {
  known: Known;
  unit: string;
  format: Format;
  /** Of a guardrail: what another measure has as its target is its limit. */
  hasLimit?: boolean;
}

/** What serves the proof and not the reader: ids and hashes (all in the download), and the instant, which stands beside. */
const UNSAID = new Set(['salt', 'hash', 'content', 'query', 'proposalId', 'alarmId', 'importId', 'part', 'takes', 'at', 'before', 'teamId', 'fromIssueId']);
/** As people typed them: no date or word is read into these. */
const TYPED = new Set(['title', 'description', 'note', 'reason', 'name', 'unit', 'team']);
const PEOPLE = new Set(['owner', 'approvers', 'ownerId', 'approverIds']);
const DATE = /^\d{4}-\d{2}-\d{2}(T.*Z)?$/;

/** What a record says, in words, a line for each field; a field that a newer version recorded goes by its own name. */
export function facts(data: Json, known: Known, format: Format): string[] {
  if (!isObject(data)) return data === null ? [] : [String(data)];
  const of = data['kpiId'] ?? (isObject(data['change'] ?? null) ? (data['change'] as Fields)['kpiId'] : undefined);
  const unit = typeof data['unit'] === 'string' ? data['unit'] : typeof of === 'string' ? known.get(of)?.unit : undefined;
  return lines(data, { known, unit: unit ?? '', format });
}

function lines(data: Fields, of: Reading): string[] {
  const { change, before, ...rest } = data;
  const reading = { ...of, hasLimit: data['role'] === 'guardrail' };
  if (change !== undefined) return proposed(change, rest, reading);
  return Object.entries(rest).flatMap(([field, value]) => {
    if (UNSAID.has(field)) return [];
    if (isObject(before ?? null) && field in (before as Fields)) return difference(field, (before as Fields)[field] ?? null, value, reading);
    if (isChange(value) && field !== 'period') return difference(field, value['from'] ?? null, value['to'] ?? null, reading);
    if (field === 'period' && isChange(value) && isObject(value['from'] ?? null)) return difference(field, value['from'] ?? null, value['to'] ?? null, reading);
    const said = words(field, value, reading);
    return said === text.none ? [] : [say(text.fact, { field: label(field, reading), value: said })];
  });
}

/** A proposal in the words that its decision is asked for in, and what would differ. */
function proposed(change: Json, rest: Fields, reading: Reading): string[] {
  const { kind, kpiId, from, to, level, count }: Fields = isObject(change) ? change : { kind: change, kpiId: rest['kpiId'] ?? null };
  const template = typeof kind === 'string' && Object.hasOwn(proposals.kinds, kind) ? proposals.kinds[kind as keyof typeof proposals.kinds] : undefined;
  const what = template === undefined ? [] : [say(template, { name: kpiNamed(kpiId ?? null, reading) })];
  const terms = isObject(to ?? null) ? { ...(to as Fields), before: from ?? null } : {};
  return [...what, ...lines({ ...terms, level: level ?? null, count: count ?? null }, reading), ...lines({ ...rest, kpiId: null }, reading)];
}

function difference(field: string, from: Json, to: Json, reading: Reading): string[] {
  if (sameJson(from, to)) return [];
  return [say(text.fromTo, { field: label(field, reading), from: words(field, from, reading), to: words(field, to, reading) })];
}

function label(field: string, { hasLimit }: Reading): string {
  if (field === 'target' && hasLimit) return text.limit;
  return Object.hasOwn(text.fields, field) ? text.fields[field as keyof typeof text.fields] : field;
}

function words(field: string, value: Json, reading: Reading): string {
  const { format } = reading;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return text.none;
  if (Array.isArray(value)) return value.map((one) => words(field, one, reading)).join(', ');
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return numberWords(field, value, reading);
  if (typeof value === 'object') return objectWords(field, value, reading);
  if (TYPED.has(field)) return value;
  if (PEOPLE.has(field)) return say(text.person, { id: value.slice(0, 6) });
  if (field === 'kpiId') return kpiNamed(value, reading);
  if (field === 'parentId' || field === 'childId') return reading.known.get(value)?.name ?? text.anotherOutcome;
  if (field === 'issueId') return reading.known.get(value)?.name ?? say(text.issueNumber, { id: value });
  if (DATE.test(value)) return value.length > 10 ? format.instant(value) : format.date(value);
  return coded(field, value);
}

function numberWords(field: string, value: number, { unit, format }: Reading): string {
  if (field === 'lagDays') return say(proposals.days, { count: value, n: format.number(value) });
  return field === 'plannedEffect' || field === 'level' ? format.quantity(value, unit) : format.number(value);
}

function objectWords(field: string, value: Fields, reading: Reading): string {
  const { known, unit, format } = reading;
  const { kind, from, to } = value;
  if (field === 'baseline' && (kind === 'stated' || kind === 'window' || kind === 'none')) return baselineWords(value as unknown as Terms['baseline'], unit, format);
  if (field === 'target' && (kind === 'value' || kind === 'band')) return targetWords(value as unknown as Terms['target'], unit, format);
  if (field === 'why') return sentenceFor(value as unknown as Parameters<typeof sentenceFor>[0], format);
  if (field === 'hypothesis') {
    const { kpiId, ...said } = value as unknown as { kpiId: string } & Parameters<typeof expectation>[0];
    return expectation(said, known.get(kpiId)?.name, format);
  }
  if (field === 'period') {
    if (typeof from === 'string' && typeof to === 'string') return format.dates(from, to);
    return [from, to].map((date) => (typeof date === 'string' ? format.date(date) : '…')).join(' – ');
  }
  return Object.entries(value).filter(([key]) => !UNSAID.has(key)).map(([key, inner]) => (key === 'kind' ? words(key, inner, reading) : `${label(key, reading)} ${words(key, inner, reading)}`)).join(', ');
}

function kpiNamed(kpiId: Json, { known }: Reading): string {
  return (typeof kpiId === 'string' ? known.get(kpiId)?.name : undefined) ?? proposals.formerKpi;
}

/** What is recorded by a code, as pages say it elsewhere. */
function coded(field: string, value: string): string {
  const tables: Record<string, Readonly<Record<string, string>>> = {
    role: Object.fromEntries(Object.entries(roleWords()).map(([role, { label: word }]) => [role, word])),
    ...{ reported: { 'on-track': reported['on-track'], 'at-risk': reported['at-risk'], 'off-track': reported['off-track'] }, choice: alarms.choices, as: proposals.closedAs, wasClosedAs: proposals.closedAs },
    kind: { ...signals, ...text.sources },
    ...{ source: text.sources, direction: text.directions, cadence: text.cadences, state: text.states },
  };
  const table = tables[field];
  return table && Object.hasOwn(table, value) ? (table[value] ?? value) : value;
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isChange(value: Json): value is { [key: string]: Json } {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'from' || key === 'to');
}
