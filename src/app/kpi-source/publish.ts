import { canonicalJson } from '../../domain/canonical-json';
import { seriesOf } from '../../domain/flow';
import { type Kpi } from '../../domain/kpi';
import { valueSourceOf } from '../../domain/kpi-source';
import { replaceValues, yearsThatDiffer } from '../../domain/replace-values';
import { type Chunk, type NewValue, yearOf, yearsOf } from '../../domain/value-log';
import { weekBefore, weeksIn } from '../../domain/week';
import { APP, type Change, change } from '../change';
import { type Ports, chunkKey, ref } from '../ports';
import { Refused } from '../refused';
import { kpiStream } from '../streams';
import { putValues } from '../take-values';
import { type KpiReading } from './ports';
import { readSamples } from './samples';

/** Years written in one transaction, beside the KPI, its outcomes' views, the reading, and the trail's head and record. */
const YEARS_AT_ONCE = 5;
/** Rounds in which changes may come between. */
const MAX_ROUNDS = 20;

/** Monday of the last week that is over. */
export function lastWeek(zone: string, now: string): string {
  const weekOf = weeksIn(zone);
  const week = weekOf?.(now);
  if (week === undefined) throw new Error(`There is no time zone ${zone}.`);
  return weekBefore(week);
}

/**
 * Makes a KPI's values from what was read of Jira: all whole weeks, the running one never. Only what differs is written,
 * as values that supersede. Nothing is written from an old reading: each change of what was read raises its version.
 */
export async function publish(ports: Ports, kpiId: string): Promise<void> {
  const stored = ref('kpiReading', kpiId);
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const reading = (await ports.store.read([stored])).get(stored);
    if (reading?.body.state !== 'current') return;
    const through = lastWeek(reading.body.site.zone, ports.now());
    const samples = await readSamples(ports, reading.body);
    const values = seriesOf(reading.body.source, [...samples.values()], through);
    const done = await replaceSome(ports, kpiId, values, { version: reading.version, reading: reading.body, through });
    if (done === 'all') return;
    if (done === 'overtaken') await ports.pause(1);
  }
  throw new Refused('busy', 'Many changes to the same KPI are under way.', { remedy: 'It is tried again by itself.' });
}

/** Makes a KPI's values these, whatever it has; `guard` names the reading that they were made from, if there is one. */
export async function replaceAll(ports: Ports, kpiId: string, values: readonly NewValue[]): Promise<void> {
  while ((await replaceSome(ports, kpiId, values)) === 'some');
}

interface Guard {
  version: number;
  reading: KpiReading;
  through: string;
}

/** One transaction's part; `overtaken` when the reading is no longer the one that the values were made from. */
function replaceSome(ports: Ports, kpiId: string, values: readonly NewValue[], guard?: Guard): Promise<'all' | 'some' | 'overtaken'> {
  return change(ports, APP, async (tx) => {
    const [stored, storedReading] = [ref('kpi', kpiId), ref('kpiReading', kpiId)];
    await tx.read(stored, storedReading);
    const kpi = tx.get(stored);
    if (guard && tx.version(storedReading) !== guard.version) return 'overtaken';
    if (!kpi?.source) return 'all';
    const all = [...new Set([...kpi.series.years, ...yearsOf(values)])];
    if (all.length > 0) await tx.read(...all.map((year) => ref('chunk', chunkKey(kpiId, year))));
    const chunks = chunksIn(tx, kpi);
    const differing = yearsThatDiffer(chunks, values);
    const years = differing.slice(0, YEARS_AT_ONCE);
    const isAll = years.length === differing.length;
    if (years.length > 0) {
      const source = valueSourceOf(kpi.source);
      const { added, corrected, withdrawn, chunks: changed, head } = replaceValues(kpi.series, chunks, values, years, { source, recordedAt: tx.now });
      await putValues(tx, kpi, changed, head);
      const content = ports.hash(canonicalJson(values.filter(({ at }) => years.includes(yearOf(at))).map(({ at, value }) => [at, value])));
      tx.record(kpiStream(kpiId), 'values.recorded', { source, added, corrected, withdrawn, content });
    }
    if (guard) {
      const { reading, through } = guard;
      if (isAll && (reading.isChanged || reading.through !== through)) tx.put(storedReading, { ...reading, isChanged: false, through, error: undefined });
      else if (years.length > 0) tx.put(storedReading, { ...reading });
    }
    return isAll ? 'all' : 'some';
  });
}

function chunksIn(tx: Change, kpi: Kpi): Map<number, Chunk> {
  return new Map(
    kpi.series.years.flatMap((year): [number, Chunk][] => {
      const chunk = tx.get(ref('chunk', chunkKey(kpi.kpiId, year)));
      return chunk ? [[year, chunk]] : [];
    }),
  );
}
