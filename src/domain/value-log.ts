import { type SeriesHead } from './kpi';

/**
 * A KPI's values, kept in one chunk a calendar year: where a value lies follows from its date alone, so that a
 * correction or a back-dated value finds its chunk without searching, and three daily years are three chunks.
 */
export interface Chunk {
  points: ValuePoint[];
  /** Dates that have no value since an import was undone. What stood there is kept, and a later value takes it over. */
  withdrawn?: WithdrawnPoint[];
}

export interface WithdrawnPoint {
  at: string;
  superseded: SupersededValue[];
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
  /** The import that brought it. */
  importId?: string | undefined;
  /** With which of the KPI's takings-in it came; absent before they were counted. */
  take?: number | undefined;
  /** Of one that was taken back: with which of them. */
  goneTake?: number | undefined;
  /** Earlier values of the same date, oldest first. A correction supersedes, it never erases. */
  superseded?: SupersededValue[];
}

/** `undone`: of an import that was undone, so that nothing is restored to it. */
export type SupersededValue = Omit<ValuePoint, 'at' | 'superseded'> & { undone?: true };

/** Where values come from and when they were taken in. */
export type Origin = Omit<ValuePoint, 'at' | 'value' | 'superseded' | 'take' | 'goneTake'>;

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
  origin: Origin,
): RecordedValues {
  const lastOfDate = new Map(values.map((v) => [v.at, v.value]));
  const changed = new Map<number, Dates>();
  const take = (head.takes ?? 0) + 1;
  const counts = { added: 0, corrected: 0, repeated: values.length - lastOfDate.size };
  for (const [at, value] of lastOfDate) {
    const year = yearOf(at);
    const dates = changed.get(year) ?? datesOf(chunks.get(year));
    const old = dates.points.get(at);
    if (old?.value === value) {
      counts.repeated += 1;
      continue;
    }
    const superseded = old ? supersededBy(old) : dates.withdrawn.get(at);
    dates.withdrawn.delete(at);
    dates.points.set(at, { at, value, ...origin, take, ...(superseded ? { superseded } : {}) });
    changed.set(year, dates);
    counts[old ? 'corrected' : 'added'] += 1;
  }
  const stored = new Map([...changed].map(([year, dates]) => [year, chunkOf(dates)]));
  return { ...counts, chunks: stored, head: headAfter(head, stored, counts.added, origin.by) };
}

/** A chunk by date, to work on. */
export interface Dates {
  points: Map<string, ValuePoint>;
  withdrawn: Map<string, SupersededValue[]>;
}

export function datesOf(chunk: Chunk | undefined): Dates {
  return {
    points: new Map((chunk?.points ?? []).map((point) => [point.at, point])),
    withdrawn: new Map((chunk?.withdrawn ?? []).map(({ at, superseded }) => [at, superseded])),
  };
}

export function chunkOf({ points, withdrawn }: Dates): Chunk {
  const byDate = (a: { at: string }, b: { at: string }): number => (a.at < b.at ? -1 : 1);
  const gone = [...withdrawn].map(([at, superseded]) => ({ at, superseded })).sort(byDate);
  return { points: [...points.values()].sort(byDate), ...(gone.length > 0 ? { withdrawn: gone } : {}) };
}

/** What stood at a date, with what stands there now as the latest of it. */
export function supersededBy({ at: _at, superseded = [], ...present }: ValuePoint): SupersededValue[] {
  return [...superseded, present];
}

/** People that a head names. These, three years of values and the views of all outcomes are one read of the store (Forge limits: batch ≤ 25). */
const MAX_PEOPLE = 6;

function headAfter(head: SeriesHead, changed: ReadonlyMap<number, Chunk>, added: number, by: string | undefined): SeriesHead {
  const years = [...new Set([...head.years, ...changed.keys()])].sort((a, b) => a - b);
  const newest = [...changed.values()].reduce<SeriesHead['newest']>((best, chunk) => {
    const last = chunk.points.at(-1);
    return last && (!best || last.at >= best.at) ? { at: last.at, value: last.value } : best;
  }, head.newest);
  const takes = (head.takes ?? 0) + (changed.size > 0 ? 1 : 0);
  return { count: head.count + added, years, takes, ...(newest ? { newest } : {}), ...peopleOf(head, changed.size > 0 ? by : undefined) };
}

/** The people that a head names, with one more. */
export function peopleOf({ people = [] }: SeriesHead, by: string | undefined): Pick<SeriesHead, 'people'> {
  const all = by === undefined ? people : [...people.filter((one) => one !== by), by].slice(-MAX_PEOPLE);
  return all.length > 0 ? { people: all } : {};
}

/** All values of the chunks, by date ascending. */
export function valuesOf(chunks: Iterable<Chunk>): { at: string; value: number }[] {
  return pointsOf(chunks).flatMap((point) => ('value' in point ? { at: point.at, value: point.value } : []));
}

/** A date with what stands and stood there; without a value since what was there was taken back. */
export type DatedPoint = ValuePoint | WithdrawnPoint;

/** All dates of the chunks, ascending. */
export function pointsOf(chunks: Iterable<Chunk>): DatedPoint[] {
  return [...chunks].flatMap((chunk): DatedPoint[] => [...chunk.points, ...(chunk.withdrawn ?? [])]).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** All that ever stood at a date, oldest first. */
export function versionsOf(point: DatedPoint): SupersededValue[] {
  return 'value' in point ? supersededBy(point) : point.superseded;
}
