import { type SupersededValue, type ValuePoint } from '../../domain/value-log';
import { mayEditKpi } from '../authorise';
import { type Ports, ref } from '../ports';
import { kpiRecord } from '../records';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

/** Persons looked up in one read; of any further ones it is not told who they are. */
const MAX_PERSONS = 25;

export const readKpi: UseCase<'kpi.read'> = async ({ ports, grant }) => {
  const kpi = grant.kpi;
  const chunks = chunkRefs(kpi);
  const found = await ports.store.read(chunks);
  const points = chunks.flatMap((r) => found.get(r)?.body.points ?? []);
  const persons = await personsOf(ports, points);
  const told = ({ value, source, recordedAt, by }: SupersededValue) => {
    const byId = by && persons.get(by);
    return { value, source, recordedAt, ...(byId ? { byId } : {}) };
  };
  return {
    kpi: kpiRecord(kpi),
    values: points.map((point) => ({
      at: point.at,
      ...told(point),
      corrections: point.superseded?.length ?? 0,
      ...(point.superseded ? { history: point.superseded.map(told) } : {}),
    })),
    mayEdit: mayEditKpi(grant.viewer, kpi),
  };
};

/** Account ids by pseudonym of whoever recorded the values; without those who were erased. */
async function personsOf(ports: Ports, points: readonly ValuePoint[]): Promise<Map<string, string>> {
  const pseudonyms = new Set(points.flatMap((point) => [point, ...(point.superseded ?? [])].flatMap(({ by }) => by ?? [])));
  const refs = [...pseudonyms].slice(0, MAX_PERSONS).map((pseudonym) => ref('person', pseudonym));
  if (refs.length === 0) return new Map();
  const found = await ports.store.read(refs);
  return new Map(refs.flatMap((r) => (found.get(r) ? [[r.key, found.get(r)?.body.accountId ?? '']] : [])));
}
