import { mayEditKpi } from '../../domain/access';
import { type Kpi } from '../../domain/kpi';
import { MAX_PAGE } from '../../contract/fields';
import { viewerFor } from '../authorise';
import { kpiRecord } from '../records';
import { seenPage } from '../seen-page';
import { type UseCase } from '../use-case';

/** Lists the KPIs that the caller may change: those are the ones that can be put to use. */
export const listKpis: UseCase<'kpi.list'> = async ({ ports, caller, input }) => {
  const viewer = await viewerFor(ports, caller);
  const { items, cursor } = await seenPage<Kpi>(ports, {
    ...{ list: `kpis ${input.state}`, cursor: input.cursor, limit: MAX_PAGE, idOf: ({ kpiId }) => kpiId },
    read: (from) => ports.store.listKpis({ partition: input.state, cursor: from, limit: MAX_PAGE }),
    see: (kpis) => Promise.resolve(kpis.filter((kpi) => mayEditKpi(viewer, kpi))),
  });
  return { kpis: items.map(kpiRecord), ...(cursor === undefined ? {} : { cursor }) };
};
