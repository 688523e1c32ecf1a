import { type SeriesHead } from './kpi';
import { type Chunk, type NewValue, type Origin, chunkOf, datesOf, peopleOf, recordValues, supersededBy, valuesOf, yearOf } from './value-log';

export interface Replaced {
  /** The chunks that changed, by year. */
  chunks: Map<number, Chunk>;
  head: SeriesHead;
  added: number;
  corrected: number;
  /** Dates that have no value any more. */
  withdrawn: number;
}

/** The years in which the KPI's values are not exactly these, ascending. `chunks` are all of the KPI's. */
export function yearsThatDiffer(chunks: ReadonlyMap<number, Chunk>, values: readonly NewValue[]): number[] {
  const wanted = new Map<number, Map<string, number>>();
  for (const { at, value } of values) wanted.set(yearOf(at), (wanted.get(yearOf(at)) ?? new Map<string, number>()).set(at, value));
  const years = [...new Set([...chunks.keys(), ...wanted.keys()])].sort((a, b) => a - b);
  return years.filter((year) => {
    const now = chunks.get(year)?.points ?? [];
    const want = wanted.get(year);
    return now.length !== (want?.size ?? 0) || now.some(({ at, value }) => want?.get(at) !== value);
  });
}

/**
 * Makes the values of these years exactly those that were worked out: what differs is corrected, what has no value any
 * more is withdrawn, and both keep what stood there. `chunks` are all of the KPI's.
 */
export function replaceValues(head: SeriesHead, chunks: ReadonlyMap<number, Chunk>, values: readonly NewValue[], years: readonly number[], origin: Origin): Replaced {
  const those = values.filter(({ at }) => years.includes(yearOf(at)));
  const taken = recordValues(head, chunks, those, origin);
  const wanted = new Set(those.map(({ at }) => at));
  const take = (head.takes ?? 0) + 1;
  const changed = new Map(taken.chunks);
  let withdrawn = 0;
  for (const year of years) {
    const { points, withdrawn: gone } = datesOf(changed.get(year) ?? chunks.get(year));
    for (const [at, point] of points) {
      if (wanted.has(at)) continue;
      points.delete(at);
      gone.set(at, supersededBy({ ...point, goneTake: take }));
      withdrawn += 1;
    }
    changed.set(year, chunkOf({ points, withdrawn: gone }));
  }
  const newest = valuesOf([...new Map([...chunks, ...changed]).values()]).at(-1);
  return {
    ...{ chunks: changed, added: taken.added, corrected: taken.corrected, withdrawn },
    head: { count: taken.head.count - withdrawn, years: taken.head.years, takes: take, ...(newest ? { newest } : {}), ...peopleOf(taken.head, undefined) },
  };
}
