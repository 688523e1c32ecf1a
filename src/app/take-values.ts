import { type Kpi } from '../domain/kpi';
import { type Chunk, type NewValue, type RecordedValues, type ValueSource, recordValues, yearsOf } from '../domain/value-log';
import { type Change } from './change';
import { type Ref, chunkKey, ref } from './ports';
import { chunkRefs, refreshViews, valuesIn } from './views';

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
  const after: Kpi = { ...kpi, series: head };
  tx.put(ref('kpi', kpi.kpiId), after);
  for (const [year, chunk] of changed) tx.put(ref('chunk', chunkKey(kpi.kpiId, year)), chunk);
  await refreshViews(tx, after, valuesIn(tx, after));
  return { added, corrected, repeated, kpi: after, changed: true };
}
