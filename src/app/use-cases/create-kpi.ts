import { EMPTY_SERIES, type Kpi } from '../../domain/kpi';
import { change } from '../change';
import { checkPeople } from '../check-people';
import { ref } from '../ports';
import { kpiRecord } from '../records';
import { kpiStream } from '../streams';
import { type UseCase } from '../use-case';

export const createKpi: UseCase<'kpi.create'> = async ({ ports, caller, input }) => {
  await checkPeople(ports, caller.accountId, 'ownerId', [input.ownerId]);
  const kpi: Kpi = {
    ...input,
    kpiId: ports.newId('kpi'),
    ownerId: input.ownerId ?? caller.accountId,
    state: 'open',
    revision: 1,
    outcomeIds: [],
    series: EMPTY_SERIES,
  };
  return change(ports, caller, async (tx) => {
    await tx.read(ref('kpi', kpi.kpiId));
    tx.put(ref('kpi', kpi.kpiId), kpi);
    const { name, unit, direction, cadence } = kpi;
    tx.record(kpiStream(kpi.kpiId), 'kpi.created', {
      ...{ name, unit, direction, cadence, owner: await tx.person(kpi.ownerId) },
    });
    return { kpi: kpiRecord(kpi) };
  });
};
