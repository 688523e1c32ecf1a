import { type Kpi, type SeriesHead } from '../domain/kpi';
import { type Chunk, type NewValue, type RecordedValues, type ValueSource, recordValues, yearsOf } from '../domain/value-log';
import { type Change } from './change';
import { ZONE, locksAfter, withDueLocks } from './measure-locks';
import { type Ref, chunkKey, ref } from './ports';
import { chunkRefs, pointsIn, refreshViews, usesOf } from './views';

export interface Taken extends Pick<RecordedValues, 'added' | 'corrected' | 'repeated'> {
  kpi: Kpi;
  changed: boolean;
}

/** The chunks that taking these values needs: those of their years, and all others for the verdicts. */
export function chunksFor(kpi: Kpi, values: readonly NewValue[]): Ref<'chunk'>[] {
  const refs = [...yearsOf(values).map((year) => ref('chunk', chunkKey(kpi.kpiId, year))), ...chunkRefs(kpi)];
  return [...new Map(refs.map((r) => [r.key, r])).values()];
}

/**
 * Takes values of one KPI in: chunks, the KPI and the views of its outcomes. The KPI and `chunksFor` must have been read.
 * Writes nothing when every value is there already. `by` is the pseudonym of whoever gave them, if a person did. What the trail says of it is up to whoever takes them.
 */
export async function takeValues(tx: Change, kpi: Kpi, values: readonly NewValue[], source: ValueSource, by?: string, importId?: string): Promise<Taken> {
  const chunks = new Map(
    yearsOf(values).flatMap((year): [number, Chunk][] => {
      const chunk = tx.get(ref('chunk', chunkKey(kpi.kpiId, year)));
      return chunk ? [[year, chunk]] : [];
    }),
  );
  const origin = { source, recordedAt: tx.now, ...(by === undefined ? {} : { by }), ...(importId === undefined ? {} : { importId }) };
  const { added, corrected, repeated, chunks: changed, head } = recordValues(kpi.series, chunks, values, origin);
  if (changed.size === 0) return { added, corrected, repeated, kpi, changed: false };
  const after = await putValues(tx, kpi, changed, head);
  return { added, corrected, repeated, kpi: after, changed: true };
}

/**
 * Puts what changed of a KPI's values, whatever changed it; all of the KPI's chunks must have been read. All of it is
 * recorded; inside the baseline window of a measure that was launched it does not count (see lock.ts), which is fixed here,
 * before the first of it comes in.
 */
export async function putValues(tx: Change, kpi: Kpi, changed: ReadonlyMap<number, Chunk>, head: SeriesHead): Promise<Kpi> {
  if (kpi.outcomeIds.length > 0) await tx.read(ZONE, ...usesOf(kpi));
  const locked = withDueLocks(tx, kpi, pointsIn(tx, kpi));
  for (const [year, chunk] of changed) tx.put(ref('chunk', chunkKey(kpi.kpiId, year)), chunk);
  const taken: Kpi = { ...locked, series: head };
  const points = pointsIn(tx, taken);
  const after: Kpi = locked.locks ? { ...taken, locks: locksAfter(tx, taken, points) } : taken;
  tx.put(ref('kpi', kpi.kpiId), after);
  await refreshViews(tx, after, points);
  return after;
}
