import { MAX_YEARS_PER_RECORD } from '../../contract/fields';
import { canonicalJson } from '../../domain/canonical-json';
import { type Kpi } from '../../domain/kpi';
import { type Chunk, type NewValue, recordValues as record, yearsOf } from '../../domain/value-log';
import { type Change, change } from '../change';
import { chunkKey, ref } from '../ports';
import { kpiRecord } from '../records';
import { Refused, archived, notFound } from '../refused';
import { kpiStream } from '../streams';
import { type UseCase } from '../use-case';
import { chunkRefs, refreshViews, valuesIn } from '../views';

export const recordValues: UseCase<'value.record'> = async ({ ports, caller, input }) => {
  const { kpiId, values, source } = input;
  checkDates(values, ports.now().slice(0, 10));
  const stored = ref('kpi', kpiId);
  return change(ports, caller, async (tx) => {
    await tx.read(stored);
    const kpi = tx.get(stored);
    if (!kpi) throw notFound('KPI', 'kpiId');
    if (kpi.state === 'archived') throw archived('KPI', 'kpiId');
    const chunks = await readChunks(tx, kpi, yearsOf(values));
    const taken = record(kpi.series, chunks, values, source, tx.now, await tx.person(caller.accountId));
    const { added, corrected, repeated } = taken;
    if (taken.chunks.size === 0) return { added, corrected, repeated, kpi: kpiRecord(kpi) };
    const after: Kpi = { ...kpi, series: taken.head };
    tx.put(stored, after);
    for (const [year, chunk] of taken.chunks) tx.put(ref('chunk', chunkKey(kpiId, year)), chunk);
    await refreshViews(tx, after, valuesIn(tx, after));
    tx.record(kpiStream(kpiId), 'values.recorded', {
      ...{ source, added, corrected, repeated },
      content: ports.hash(canonicalJson(values.map(({ at, value }) => [at, value]))),
    });
    return { added, corrected, repeated, kpi: kpiRecord(after) };
  });
};

/** Reads all chunks of the KPI and those of the given years; answers with the latter. */
async function readChunks(tx: Change, kpi: Kpi, years: readonly number[]): Promise<Map<number, Chunk>> {
  const wanted = years.map((year) => ({ year, ref: ref('chunk', chunkKey(kpi.kpiId, year)) }));
  const others = chunkRefs(kpi).filter((r) => !wanted.some((w) => w.ref.key === r.key));
  await tx.read(...wanted.map((w) => w.ref), ...others);
  return new Map(
    wanted.flatMap((w): [number, Chunk][] => {
      const chunk = tx.get(w.ref);
      return chunk ? [[w.year, chunk]] : [];
    }),
  );
}

function checkDates(values: readonly NewValue[], today: string): void {
  const future = values.findIndex((v) => v.at > today);
  if (future >= 0) {
    throw new Refused('invalid-input', `values.${future}.at: ${values[future]?.at} lies in the future.`, {
      field: `values.${future}.at`,
      remedy: 'Record a value on or after its date. Nothing was recorded.',
    });
  }
  if (yearsOf(values).length > MAX_YEARS_PER_RECORD) {
    throw new Refused('limit-reached', `One call takes values of at most ${MAX_YEARS_PER_RECORD} calendar years.`, {
      field: 'values',
      remedy: 'Record them in several calls. Nothing was recorded.',
    });
  }
}
