import { type SeriesHead } from './kpi';
import { type Chunk, type Dates, type Origin, type SupersededValue, chunkOf, datesOf, peopleOf, supersededBy, valuesOf } from './value-log';

/**
 * Taking an import back. Where its value still stands, what stood there before takes its place, as a value that supersedes
 * it; where nothing stood before, the date has no value any more, and its history is kept aside. A value that came later
 * stays, whoever gave it. What an undone import left in a history is marked, so that undoing another one never restores
 * it: imports may be undone in any order.
 */
export interface UndoneImport {
  /** The chunks that changed, by year. */
  chunks: Map<number, Chunk>;
  head: SeriesHead;
  /** Dates whose earlier value stands again. */
  restored: number;
  /** Dates that have no value any more. */
  withdrawn: number;
  /** Dates at which a later value stays. */
  kept: string[];
}

/** The years with chunks that hold anything of the import that still counts, ascending. */
export function yearsOfImport(chunks: ReadonlyMap<number, Chunk>, importId: string): number[] {
  return [...chunks].filter(([, chunk]) => chunk.points.some((point) => supersededBy(point).some(isOf(importId)))).map(([year]) => year).sort((a, b) => a - b);
}

/** Takes the import's values back in the given years. `chunks` are all of the KPI's. */
export function undoImport(
  head: SeriesHead,
  chunks: ReadonlyMap<number, Chunk>,
  importId: string,
  years: readonly number[],
  { recordedAt, by }: Pick<Origin, 'recordedAt' | 'by'>,
): UndoneImport {
  const take = (head.takes ?? 0) + 1;
  const counts = { restored: 0, withdrawn: 0, kept: [] as string[] };
  const changed = new Map(years.map((year) => [year, chunkOf(undoneDates(datesOf(chunks.get(year)), importId, { recordedAt, by, take }, counts))]));
  const all = [...new Map([...chunks, ...changed]).values()];
  const newest = valuesOf(all).at(-1);
  return {
    ...counts,
    chunks: changed,
    head: { count: head.count - counts.withdrawn, years: head.years, takes: take, ...(newest ? { newest } : {}), ...peopleOf(head, by) },
  };
}

function isOf(importId: string): (value: SupersededValue) => boolean {
  return (value) => value.importId === importId && !value.undone;
}

function undoneDates({ points, withdrawn }: Dates, importId: string, now: Pick<Origin, 'recordedAt' | 'by'> & { take: number }, counts: Pick<UndoneImport, 'restored' | 'withdrawn' | 'kept'>): Dates {
  const isOurs = isOf(importId);
  const marked = (all: readonly SupersededValue[]): SupersededValue[] => all.map((value) => (isOurs(value) ? { ...value, undone: true, goneTake: value.goneTake ?? now.take } : value));
  for (const [at, point] of points) {
    const all = supersededBy(point);
    if (!all.some(isOurs)) continue;
    const superseded = marked(all);
    if (!isOurs(point)) {
      counts.kept.push(at);
      points.set(at, { ...point, superseded: superseded.slice(0, -1) });
      continue;
    }
    const before = superseded.findLast((value) => !value.undone);
    if (before) {
      counts.restored += 1;
      points.set(at, { ...before, goneTake: undefined, at, take: now.take, recordedAt: now.recordedAt, ...(now.by === undefined ? {} : { by: now.by }), superseded });
    } else {
      counts.withdrawn += 1;
      points.delete(at);
      withdrawn.set(at, superseded);
    }
  }
  return { points, withdrawn };
}
