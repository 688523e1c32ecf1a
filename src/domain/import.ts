import { type Kpi } from './kpi';
import { type Chunk, type NewValue, yearOf } from './value-log';

/**
 * Values of a file on their way in. The page reads the file and sends its values in parts, each of one KPI; a queue takes
 * part after part in, from a checkpoint, so that it may be cut off or repeated anywhere.
 */
export interface Import {
  importId: string;
  /** The file's name. */
  name: string;
  /** Keyed pseudonym of whoever imports. */
  by: string;
  /** Account id of whoever imports or undoes, while that is under way: whose rights are held against. */
  accountId?: string | undefined;
  createdAt: string;
  /** ISO instant of the last step. */
  at: string;
  state: ImportState;
  /** Rows of the file that hold anything. */
  rows: number;
  /** How many parts there are to be. */
  partCount: number;
  /** Those that arrived, in order. */
  parts: SentPart[];
  /** Rows that the page did not send, by why. */
  notSent: { repeated: number; refused: number };
  /** Hash of all parts' hashes: what the file says of which KPIs, in whatever order. */
  content?: string | undefined;
  /** The import that brought the same before. */
  sameAs?: string | undefined;
  /** The checkpoint: the part to take in, or the KPI to take back. */
  next: number;
  counts: ImportCounts;
  undone?: { restored: number; withdrawn: number; kept: number; keptAt: { kpiId: string; at: string }[] } | undefined;
  /** Public message of the last failure; the step is tried again. */
  error?: string | undefined;
}

export const IMPORT_STATES = ['sending', 'taking', 'done', 'duplicate', 'undoing', 'undone'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export interface ImportCounts {
  added: number;
  corrected: number;
  /** The same value stood there already. */
  known: number;
  refused: number;
}

export interface SentPart {
  kpiId: string;
  values: number;
  /** Content hash of its dates and values. */
  hash: string;
  /** By what the importer might change the KPI's values when they were sent. */
  right: 'manager' | 'owner';
}

/** A part as it is kept: while it waits its values, and of those taken in what became of each. */
export interface ImportPart {
  kpiId: string;
  /** By date: the row of the file, the ISO date, the value. */
  values: ImportValue[];
  /** Rows of what is done, and for each its outcome. */
  rows: number[];
  outcomes: string;
}
export type ImportValue = [row: number, at: string, value: number];

export const OUTCOMES = { a: 'added', c: 'corrected', k: 'known', g: 'gone', r: 'archived', n: 'not-yours', w: 'worked-out' } as const;
type OutcomeLetter = keyof typeof OUTCOMES;
export type ImportOutcome = (typeof OUTCOMES)[OutcomeLetter];

/** A row that the page did not send, and why. */
export interface RefusedFileRow {
  /** As a spreadsheet numbers it, from 1. */
  row: number;
  /** The column's heading. */
  column: string;
  reason: FileRowFault;
}

/** Why a cell or row of a file is not taken; `repeated`: the file says the same of that date elsewhere. */
export const FILE_ROW_FAULTS = [
  'repeated',
  'disagrees',
  'no-kpi',
  'unknown-kpi',
  'no-date',
  'not-a-date',
  'no-such-date',
  'future',
  'out-of-range',
  'no-value',
  'not-a-number',
  'too-large',
  'other-unit',
  'error-cell',
  'formula-without-value',
  'merged',
] as const;
export type FileRowFault = (typeof FILE_ROW_FAULTS)[number];

/** Values of a part: some 47 bytes each at most, so that a part stays below the 240 KiB of a stored value and a call below 500 KB. */
export const MAX_PART_VALUES = 4_000;
export const MAX_PARTS = 200;
/** Refused rows that are kept with an import; all are counted. */
export const MAX_KEPT_ROWS = 1_000;
/** Dates that are named where an undone import left a later value; all are counted. */
export const MAX_KEPT_DATES = 100;
/** Imports that a site remembers, the newest. */
export const MAX_IMPORTS = 100;

/** What a queue has to do with an import; undefined where nothing is under way. */
export function workOf({ state }: Pick<Import, 'state'>): 'take' | 'undo' | undefined {
  if (state === 'taking') return 'take';
  return state === 'undoing' ? 'undo' : undefined;
}

/** The KPIs of an import, each once. */
export function kpisOf({ parts }: Pick<Import, 'parts'>): string[] {
  return [...new Set(parts.map(({ kpiId }) => kpiId))];
}

/** Chunks that a transaction of so many operations has room for beside KPI, its outcomes' views, trail head and record, person, import, part and the import's content. */
export function yearsPerStep(outcomes: number, operations: number): number {
  return Math.max(1, operations - 7 - outcomes);
}

/** The first values of a part that lie in so many calendar years. */
export function firstYears(values: readonly ImportValue[], years: number): ImportValue[] {
  const seen = new Set<number>();
  const end = values.findIndex(([, at]) => seen.add(yearOf(at)).size > years);
  return values.slice(0, end < 0 ? values.length : end);
}

export function newValues(values: readonly ImportValue[]): NewValue[] {
  return values.map(([, at, value]) => ({ at, value }));
}

/** A letter for each value: what taking it in does to the chunks. */
export function outcomesOf(values: readonly ImportValue[], chunks: Iterable<Chunk>): string {
  const present = new Map([...chunks].flatMap(({ points }) => points.map(({ at, value }) => [at, value] as const)));
  return values.map(([, at, value]) => letterOf(present.get(at), value)).join('');
}

function letterOf(before: number | undefined, value: number): OutcomeLetter {
  if (before === undefined) return 'a';
  return before === value ? 'k' : 'c';
}

/** The part with its first values done. */
export function advanced(part: ImportPart, done: readonly ImportValue[], outcomes: string): ImportPart {
  return {
    kpiId: part.kpiId,
    values: part.values.slice(done.length),
    rows: [...part.rows, ...done.map(([row]) => row)],
    outcomes: part.outcomes + outcomes,
  };
}

export function countsWith(counts: ImportCounts, outcomes: string): ImportCounts {
  const after = { ...counts };
  for (const letter of outcomes) {
    const outcome = OUTCOMES[letter as OutcomeLetter];
    after[outcome === 'added' || outcome === 'corrected' || outcome === 'known' ? outcome : 'refused'] += 1;
  }
  return after;
}

/** Why nothing of a KPI is taken in any more; undefined when it is. Who managed outcomes when sending is held to that. */
export function partRefusal(kpi: Pick<Kpi, 'state' | 'ownerId' | 'source'> | undefined, right: SentPart['right'], accountId: string): OutcomeLetter | undefined {
  if (!kpi) return 'g';
  if (kpi.state === 'archived') return 'r';
  if (kpi.source) return 'w';
  return right === 'owner' && kpi.ownerId !== accountId ? 'n' : undefined;
}

/** An import without a step for so long has lost its message, or whoever sent it left: the hourly job sees to it. */
export const STUCK_MS = 10 * 60_000;
export const ABANDONED_MS = 24 * 60 * 60_000;
