import { mayEditKpi } from '../../domain/access';
import { MAX_PAGE } from '../../contract/fields';
import { viewerFor } from '../authorise';
import { kpiRecord } from '../records';
import { type UseCase } from '../use-case';

/** Lists the KPIs that the caller may change: those are the ones that can be put to use. */
export const listKpis: UseCase<'kpi.list'> = async ({ ports, caller, input }) => {
  const viewer = await viewerFor(ports, caller);
  const page = await ports.store.listKpis({
    partition: input.state,
    cursor: input.cursor,
    limit: MAX_PAGE,
  });
  return {
    kpis: page.items
      .filter((item) => mayEditKpi(viewer, item))
      .map(kpiRecord),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  };
};
