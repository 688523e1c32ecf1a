import { MAX_PAGE } from '../../contract/fields';
import { type Kpi } from '../../domain/kpi';
import { emptyHead } from '../../domain/trail';
import { seenKpis, viewerFor } from '../authorise';
import { chunkKey, ref } from '../ports';
import { kpiRecord } from '../records';
import { seenPage } from '../seen-page';
import { kpiStream } from '../streams';
import { type UseCase } from '../use-case';

/** Calendar years in one reply: of daily values that were corrected now and then, less than 1 MB. */
const YEARS_PER_PAGE = 10;

export const listSeenKpis: UseCase<'kpi.seen'> = async ({ ports, caller, input }) => {
  const viewer = await viewerFor(ports, caller);
  const { items, cursor } = await seenPage<Kpi>(ports, {
    ...{ list: `seen kpis ${input.state}`, cursor: input.cursor, limit: MAX_PAGE, idOf: ({ kpiId }) => kpiId },
    read: (from) => ports.store.listKpis({ partition: input.state, cursor: from, limit: MAX_PAGE }),
    see: (kpis) => seenKpis(ports, viewer, kpis),
  });
  return { kpis: items.map(kpiRecord), ...(cursor === undefined ? {} : { cursor }) };
};

export const readValues: UseCase<'kpi.values'> = async ({ ports, input, grant }) => {
  const years = grant.kpi.series.years.filter((year) => year >= input.from);
  const chunks = years.slice(0, YEARS_PER_PAGE).map((year) => ref('chunk', chunkKey(grant.kpi.kpiId, year)));
  const stream = kpiStream(grant.kpi.kpiId);
  const stored = ref('trailHead', stream);
  const found = await ports.store.read([stored, ...chunks]);
  const { seq, hash } = found.get(stored)?.body ?? emptyHead(stream);
  const next = years[YEARS_PER_PAGE];
  return {
    values: chunks.flatMap((r) => found.get(r)?.body.points ?? []).map(({ at, value, source, recordedAt }) => ({ at, value, source, recordedAt })),
    head: { seq, hash },
    ...(next === undefined ? {} : { next }),
  };
};
