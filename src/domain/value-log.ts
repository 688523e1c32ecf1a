import { type SeriesHead } from './kpi';

/**
 * A KPI's values, kept in one chunk a calendar year: where a value lies follows from its date alone, so that a
 * correction or a back-dated value finds its chunk without searching, and three daily years are three chunks.
 */
export interface Chunk {
  points: ValuePoint[];
}

export interface ValuePoint {
  /** ISO date. At most one value counts per date: the latest recorded. */
  at: string;
  value: number;
  source: ValueSource;
  /** ISO instant at which it was taken in. */
  recordedAt: string;
  /** Keyed pseudonym of the person who recorded it; absent where no person did. */
  by?: string | undefined;
  /** Earlier values of the same date, oldest first. A correction supersedes, it never erases. */
  superseded?: SupersededValue[];
}

export type SupersededValue = Pick<ValuePoint, 'value' | 'source' | 'recordedAt' | 'by'>;

export const VALUE_SOURCES = ['entry', 'paste', 'file', 'push', 'jira', 'formula'] as const;
export type ValueSource = (typeof VALUE_SOURCES)[number];

export interface NewValue {
  at: string;
  value: number;
}

export interface RecordedValues {
  /** The chunks that changed, by year. */
  chunks: Map<number, Chunk>;
  head: SeriesHead;
  added: number;
  corrected: number;
  /** Same date and same value as already stored: nothing changes. */
  repeated: number;
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The years whose chunks `recordValues` needs, ascending. */
export function yearsOf(values: readonly NewValue[]): number[] {
  return [...new Set(values.map((v) => yearOf(v.at)))].sort((a, b) => a - b);
}

/**
 * Takes values into the chunks of their years. Pure: the given chunks are left as they were.
 * Within one call the last value of a date wins.
 */
export function recordValues(
  head: SeriesHead,
  chunks: ReadonlyMap<number, Chunk>,
  values: readonly NewValue[],
  source: ValueSource,
  recordedAt: string,
  by?: string,
): RecordedValues {
  const lastOfDate = new Map(values.map((v) => [v.at, v.value]));
  const changed = new Map<number, Map<string, ValuePoint>>();
  const counts = { added: 0, corrected: 0, repeated: values.length - lastOfDate.size };
  for (const [at, value] of lastOfDate) {
    const year = yearOf(at);
    const points =
      changed.get(year) ?? new Map((chunks.get(year)?.points ?? []).map((p) => [p.at, p]));
    const old = points.get(at);
    if (old?.value === value) {
      counts.repeated += 1;
      continue;
    }
    points.set(at, superseding(old, { at, value, source, recordedAt, ...(by === undefined ? {} : { by }) }));
    changed.set(year, points);
    counts[old ? 'corrected' : 'added'] += 1;
  }
  const stored = new Map<number, Chunk>();
  for (const [year, points] of changed) {
    stored.set(year, { points: [...points.values()].sort((a, b) => (a.at < b.at ? -1 : 1)) });
  }
  return { ...counts, chunks: stored, head: headAfter(head, stored, counts.added) };
}

function superseding(old: ValuePoint | undefined, next: ValuePoint): ValuePoint {
  if (!old) return next;
  const { value, source, recordedAt, by, superseded = [] } = old;
  return { ...next, superseded: [...superseded, { value, source, recordedAt, ...(by === undefined ? {} : { by }) }] };
}

function headAfter(head: SeriesHead, changed: ReadonlyMap<number, Chunk>, added: number): SeriesHead {
  const years = [...new Set([...head.years, ...changed.keys()])].sort((a, b) => a - b);
  const newest = [...changed.values()].reduce<SeriesHead['newest']>((best, chunk) => {
    const last = chunk.points.at(-1);
    return last && (!best || last.at >= best.at) ? { at: last.at, value: last.value } : best;
  }, head.newest);
  return { count: head.count + added, years, ...(newest ? { newest } : {}) };
}

/** All values of the chunks, by date ascending. */
export function valuesOf(chunks: Iterable<Chunk>): { at: string; value: number }[] {
  return [...chunks]
    .flatMap((chunk) => chunk.points.map(({ at, value }) => ({ at, value })))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
