import { type OutcomeSnapshot } from '../../domain/snapshot';
import { type SupersededValue, type ValuePoint } from '../../domain/value-log';
import { type ClosedBaseline, marksOf } from '../../domain/freshness';
import { type Kpi } from '../../domain/kpi';
import { mayEditKpi } from '../../domain/access';
import { seenAmong } from '../authorise';
import { type Ports, ref } from '../ports';
import { kpiRecord } from '../records';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

/** Persons looked up in one read; of any further ones it is not told who they are. */
const MAX_PERSONS = 25;

export const readKpi: UseCase<'kpi.read'> = async ({ ports, grant }) => {
  const kpi = grant.kpi;
  const chunks = chunkRefs(kpi);
  const people = (kpi.series.people ?? []).map((pseudonym) => ref('person', pseudonym));
  const views = kpi.outcomeIds.map((id) => ref('outcomeView', id));
  const found = await ports.store.read([...chunks, ...people, ...views]);
  const points = chunks.flatMap((r) => found.get(r)?.body.points ?? []);
  const persons = await personsOf(ports, points, new Map(people.map((r) => [r.key, found.get(r)?.body.accountId])));
  const seen = await seenAmong(ports, grant.viewer, views.flatMap((r) => found.get(r)?.body ?? []));
  const closed = closedBaselines(kpi, seen);
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
      ...marked(marksOf(point, kpi.cadence, closed)),
    })),
    ...(seen.length > 0 ? { serves: seen.map(({ outcomeId, title }) => ({ outcomeId, title })) } : {}),
    mayEdit: mayEditKpi(grant.viewer, kpi),
  };
};

function marked<T>(marks: T[]): { marks?: T[] } {
  return marks.length > 0 ? { marks } : {};
}

/** When the KPI's baselines were closed, in those of its outcomes that are given. */
function closedBaselines(kpi: Kpi, seen: readonly OutcomeSnapshot[]): ClosedBaseline[] {
  return seen.flatMap(({ outcomeId, measures }) => {
    const launch = measures.find(({ kpiId }) => kpiId === kpi.kpiId)?.launch;
    return launch === undefined ? [] : [{ launch, lockedAt: kpi.locks?.[outcomeId]?.at ?? launch }];
  });
}

/** Account ids by pseudonym of whoever recorded the values; without those who were erased. Whom the KPI does not name is looked up. */
async function personsOf(ports: Ports, points: readonly ValuePoint[], known: ReadonlyMap<string, string | undefined>): Promise<ReadonlyMap<string, string | undefined>> {
  const pseudonyms = new Set(points.flatMap((point) => [point, ...(point.superseded ?? [])].flatMap(({ by }) => by ?? [])));
  const refs = [...pseudonyms].filter((pseudonym) => !known.has(pseudonym)).slice(0, MAX_PERSONS).map((pseudonym) => ref('person', pseudonym));
  if (refs.length === 0) return known;
  const found = await ports.store.read(refs);
  return new Map([...known, ...refs.map((r) => [r.key, found.get(r)?.body.accountId] as const)]);
}
