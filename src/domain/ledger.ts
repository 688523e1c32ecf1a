/**
 * What each issue of a project contributed, and the sums of it. An entry is worked out from the whole of an issue's
 * history, so whatever happens to an issue is one entry taken back and another put in its place; sums and entries always
 * agree, in whatever order and however often events come.
 */
import { COUNTERS, type Counter, type IssueHistory, type Tally, type Weekly, type Workflow, contributionsOf, emptyTally, plus } from './history';
import { type ParentChange, fromComingTo, staysOf } from './parents';
import { type NarrowTeam, tagsOf } from './team';
import { type Ruled, type Ruling, type WorkRule, rulingOf } from './work-rule';

/** An issue with its history, as far as the ledger is concerned. */
export interface LedgerIssue extends IssueHistory, Ruled {
  issueId: string;
  projectId: string;
  /** The number in its key. */
  number: number;
  /** −1 sub-task, 0 standard, 1 epic, more above. */
  level: number;
  parent?: { issueId: string; level: number; number: number } | undefined;
  /** When it had which parent before; left out where that is not known. */
  parentChanges?: readonly ParentChange[] | undefined;
  /** Carries a security level: it enters no sum. */
  isSecured: boolean;
  /** ISO instant (UTC) of Jira's last change: of two readings the later counts. */
  updated: string;
  /** ISO date. */
  due?: string | undefined;
}

/** By the week's Monday: the counters that are not 0, in the order of `COUNTERS`; trailing zeros left out. */
export type Packed = Readonly<Record<string, readonly number[]>>;

export interface Entry {
  number: number;
  level: number;
  updated: string;
  /** The nearest issue that can carry a link: itself or above it; '' for none. A sub-task's is its parent's. */
  epicId: string;
  parentId?: string | undefined;
  ruling: Ruling;
  /** Tags of the teams that it counts for, beside those that have its whole project (see team.ts). */
  teams?: readonly string[] | undefined;
  weeks: Packed;
  /** What it contributed while it was below other epics, by their ids ('' for none); and how it came below one from another, by `comingTo`. */
  former?: Readonly<Record<string, Packed>> | undefined;
  /** Of an epic: when it is due and was done (ISO dates). */
  due?: string | undefined;
  doneOn?: string | undefined;
  /** It left the project while this was filled; ISO instant. Nothing of it counts. */
  gone?: string | undefined;
  /** The fill (its run) during which an event took it: it came into sight meanwhile, though that changed nothing of its own. */
  takenIn?: string | undefined;
}

/** Entries by issue id. */
export interface Shard {
  entries: Readonly<Record<string, Entry>>;
}

/** Sums of one part of a project's epics. */
export interface Sums {
  /** By `rowName`. */
  rows: Readonly<Record<string, Packed>>;
  /** What is known of the epics themselves, by their ids. */
  epics: Readonly<Record<string, EpicFacts>>;
}

export interface EpicFacts {
  parentId?: string | undefined;
  due?: string | undefined;
  doneOn?: string | undefined;
}

export const NO_SUMS: Sums = { rows: {}, epics: {} };

/** Issues whose keys' numbers lie close together share a shard; a hundred entries are some 40 KB. */
export const ISSUES_PER_SHARD = 100;

export function shardOf(number: number): number {
  return Math.floor(number / ISSUES_PER_SHARD);
}

/** Part of the sums in which an epic lies. */
export function partOf(epicId: string, parts: number): number {
  let hash = 0;
  for (const char of epicId) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return hash % parts;
}

/** Epics whose sums share a part: a part stays well below 240 KiB, and the panel reads only one. */
const EPICS_PER_PART = 24;
const MAX_PARTS = 400;

export function partsFor(epics: number): number {
  return Math.min(MAX_PARTS, Math.max(1, Math.ceil(epics / EPICS_PER_PART)));
}

/** Rows keep the work below an epic apart from the epic itself, which is no part of what it needs to be done. `at` as in `former`. */
function rowName(at: string, { level, ruling, teams = [] }: Pick<Entry, 'ruling' | 'level' | 'teams'>): string {
  return [at, level >= 1 ? 'self' : 'below', ruling, ...(teams.length > 0 ? [teams.join('+')] : [])].join(':');
}

/** `from`: the epic from which the row's issues came below this one, in a row that tells of nothing else. */
export function parseRow(row: string): { epicId: string; from?: string | undefined; place: 'self' | 'below'; ruling: Ruling; teams: string[] } {
  const [at = '', place, ruling, teams] = row.split(':');
  const { place: epicId, from } = fromComingTo(at);
  return { epicId, from, place: place === 'self' ? 'self' : 'below', ruling: ruling === 'change' || ruling === 'run' ? ruling : 'open', teams: teams?.split('+') ?? [] };
}

/** The rows to which an entry adds: that of its epic now, and those of where it was before and of how it came from one to another. */
export function rowsOf(entry: Entry): { epicId: string; name: string; weeks: Packed }[] {
  const { epicId, weeks, former = {} } = entry;
  return [[epicId, weeks] as const, ...Object.entries(former)].map(([at, counts]) => ({ epicId: fromComingTo(at).place, name: rowName(at, entry), weeks: counts }));
}

/** What a project's issues are read with. */
export interface Reading {
  rules: readonly WorkRule[];
  teams: readonly NarrowTeam[];
}

/** The issue's entry; undefined when nothing of it may be counted. Of a sub-task, whose work its parent holds, only hours count. */
export function entryOf(issue: LedgerIssue, { rules, teams }: Reading, workflow: Workflow, parent: Entry | undefined): Entry | undefined {
  if (issue.isSecured) return undefined;
  const epicId = epicOf(issue, parent);
  // Only what stands right below an epic moves from one to another by itself.
  const places = contributionsOf(issue, workflow, staysOf(epicId, issue.level === 0 ? (issue.parentChanges ?? []) : []));
  const counts = new Map([...places].map(([place, weekly]) => [place, packed(issue.level < 0 ? onlyHours(weekly) : weekly)]));
  const former = [...counts].filter(([place, weeks]) => place !== epicId && Object.keys(weeks).length > 0);
  const tags = tagsOf(teams, issue);
  const doneOn = issue.level >= 1 ? issue.resolution?.at.slice(0, 10) : undefined;
  return {
    number: issue.number,
    level: issue.level,
    updated: issue.updated,
    epicId,
    ...(issue.parent ? { parentId: issue.parent.issueId } : {}),
    ruling: rulingOf(rules, issue),
    ...(tags.length > 0 ? { teams: tags } : {}),
    weeks: counts.get(epicId) ?? {},
    ...(former.length > 0 ? { former: Object.fromEntries(former.sort(([a], [b]) => (a < b ? -1 : 1))) } : {}),
    ...(issue.level >= 1 && issue.due ? { due: issue.due } : {}),
    ...(doneOn ? { doneOn } : {}),
  };
}

function epicOf({ issueId, level, parent }: LedgerIssue, parentEntry: Entry | undefined): string {
  if (level >= 1) return issueId;
  if (!parent) return '';
  return parent.level >= 1 ? parent.issueId : (parentEntry?.epicId ?? '');
}

function onlyHours(weekly: Weekly): Weekly {
  const hours = new Map<string, Tally>();
  for (const [week, tally] of weekly) if (tally.hours !== 0) hours.set(week, { ...emptyTally(), hours: tally.hours });
  return hours;
}

/** The sums of one part with what an entry adds to it, or with `sign` −1 takes from it. */
export function withEntry(sums: Sums, issueId: string, entry: Entry, sign: 1 | -1, isHere: (epicId: string) => boolean = () => true): Sums {
  if (entry.gone !== undefined) return sums;
  const rows = rowsOf(entry).filter(({ epicId }) => isHere(epicId)).reduce((all, { name, weeks }) => withRow(all, name, weeks, sign), sums.rows);
  if (entry.level < 1 || !isHere(entry.epicId)) return { rows, epics: sums.epics };
  const rest = without(sums.epics, issueId);
  return { rows, epics: sign === 1 ? { ...rest, [issueId]: factsOf(entry) } : rest };
}

function withRow(rows: Sums['rows'], name: string, weeks: Packed, sign: 1 | -1): Sums['rows'] {
  const row = packed(plus(unpacked(rows[name] ?? {}), unpacked(weeks), sign));
  const others = without(rows, name);
  return Object.keys(row).length > 0 ? { ...others, [name]: row } : others;
}

/** The record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function factsOf({ parentId, due, doneOn }: Entry): EpicFacts {
  return { ...(parentId ? { parentId } : {}), ...(due ? { due } : {}), ...(doneOn ? { doneOn } : {}) };
}

/** All sums of a project from its entries, in `partsFor` parts; a sub-task's hours go where its parent's work is. */
export function sumsOf(shards: Iterable<Shard>): Sums[] {
  const entries = new Map<string, Entry>();
  for (const shard of shards) for (const [issueId, entry] of Object.entries(shard.entries)) if (entry.gone === undefined) entries.set(issueId, entry);
  const weekly = new Map<string, Map<string, number[]>>();
  const epics = new Map<string, EpicFacts>();
  for (const [issueId, entry] of entries) {
    for (const { name, weeks } of rowsOf(entry)) addTo(weekly, name, weeks);
    if (entry.level >= 1) epics.set(issueId, factsOf(entry));
  }
  const ids = new Set([...epics.keys(), ...[...weekly.keys()].map((row) => parseRow(row).epicId)]);
  const parts = partsFor(ids.size);
  const sums = Array.from({ length: parts }, () => ({ rows: {} as Record<string, Packed>, epics: {} as Record<string, EpicFacts> }));
  for (const [row, weeks] of weekly) {
    const part = sums[partOf(parseRow(row).epicId, parts)];
    const sum = trimmed(weeks);
    if (part && Object.keys(sum).length > 0) part.rows[row] = sum;
  }
  for (const [epicId, facts] of epics) {
    const part = sums[partOf(epicId, parts)];
    if (part) part.epics[epicId] = facts;
  }
  return sums;
}

function addTo(weekly: Map<string, Map<string, number[]>>, row: string, weeks: Packed): void {
  const sum = weekly.get(row) ?? new Map<string, number[]>();
  weekly.set(row, sum);
  for (const [week, counts] of Object.entries(weeks)) {
    const before = sum.get(week) ?? [];
    sum.set(week, COUNTERS.map((_, i) => (before[i] ?? 0) + (counts[i] ?? 0)));
  }
}

function trimmed(weeks: ReadonlyMap<string, readonly number[]>): Packed {
  return packed(new Map([...weeks].map(([week, counts]) => [week, tallyOf(counts)])));
}

export function packed(weekly: Weekly): Packed {
  const weeks = [...weekly].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, tally]) => {
    const counts = COUNTERS.map((counter) => rounded(tally[counter]));
    while (counts.length > 0 && counts.at(-1) === 0) counts.pop();
    return [week, counts] as const;
  });
  return Object.fromEntries(weeks.filter(([, counts]) => counts.length > 0));
}

/** Fractions of points and hours, whose sums in another order differ in the last digits. */
function rounded(count: number): number {
  return Math.round(count * 1e6) / 1e6;
}

export function unpacked(weeks: Packed): Weekly {
  return new Map(Object.entries(weeks).map(([week, counts]) => [week, tallyOf(counts)]));
}

function tallyOf(counts: readonly number[]): Tally {
  return Object.fromEntries(COUNTERS.map((counter, i) => [counter, counts[i] ?? 0])) as Tally;
}

const PLACES = Object.fromEntries(COUNTERS.map((counter, place) => [counter, place])) as Record<Counter, number>;

/** One counter of a packed week. */
export function countOf(weeks: Packed, week: string, counter: Counter): number {
  return weeks[week]?.[PLACES[counter]] ?? 0;
}
