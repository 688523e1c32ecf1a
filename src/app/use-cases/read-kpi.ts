import { mayEditKpi } from '../authorise';
import { kpiRecord } from '../records';
import { type UseCase } from '../use-case';
import { chunkRefs } from '../views';

export const readKpi: UseCase<'kpi.read'> = async ({ ports, grant }) => {
  const kpi = grant.kpi;
  const chunks = chunkRefs(kpi);
  const found = await ports.store.read(chunks);
  return {
    kpi: kpiRecord(kpi),
    values: chunks
      .flatMap((r) => found.get(r)?.body.points ?? [])
      .map(({ at, value, source, recordedAt, superseded }) => ({
        ...{ at, value, source, recordedAt },
        corrections: superseded?.length ?? 0,
      })),
    mayEdit: mayEditKpi(grant.viewer, kpi),
  };
};
