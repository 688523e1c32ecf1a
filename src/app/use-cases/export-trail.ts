import { type CallReply } from '../../contract/index';
import { type Viewer, administersSite, managesOutcomes } from '../../domain/access';
import { type Kpi } from '../../domain/kpi';
import { recordKey } from '../../domain/trail';
import { seenAmong, seenKpis, viewerFor } from '../authorise';
import { type ListedView, listedViews } from '../listed-views';
import { type Ports, SITE, ref } from '../ports';
import { seenPage } from '../seen-page';
import { GATES_STREAM, SITE_STREAM, kpiStream, outcomeStream, sourceStream } from '../streams';
import { asSeen } from '../trail-sight';
import { type UseCase } from '../use-case';

/** Records a page: eight reads of the store, far below the size of a reply. */
const RECORDS_PER_PAGE = 200;
/** Streams looked at for a page: one read of their heads. */
const STREAMS_PER_PAGE = 25;

type Place = NonNullable<CallReply<'trail.export'>['next']>;

/** The lists that name the streams, one after another. */
const LISTS = [
  { of: 'outcomes', partition: 'open' },
  { of: 'outcomes', partition: 'archived' },
  { of: 'kpis', partition: 'open' },
  { of: 'kpis', partition: 'archived' },
  { of: 'sources', partition: 'open' },
  { of: 'site', partition: 'open' },
] as const;

export const exportTrail: UseCase<'trail.export'> = async ({ ports, caller, input }) => {
  const at: Place = input.after ?? { list: 0 };
  const viewer = await viewerFor(ports, caller);
  const { streams, cursor } = await streamsAt(ports, viewer, at);
  // A stream that is no longer on this page, since something was renamed meanwhile: the page begins anew.
  const left = streams.slice(Math.max(0, at.stream === undefined ? 0 : streams.indexOf(at.stream)));
  const heads = await ports.store.read(left.map((stream) => ref('trailHead', stream)));
  const refs = [];
  let last: { stream: string; seq: number } | undefined;
  let whole = true;
  for (const stream of left) {
    const count = heads.get(ref('trailHead', stream))?.body.seq ?? 0;
    const from = stream === at.stream ? (at.seq ?? 0) : 0;
    const taken = Math.max(0, Math.min(count - from, RECORDS_PER_PAGE - refs.length));
    for (let n = 1; n <= taken; n += 1) refs.push(ref('trailRecord', recordKey(stream, from + n)));
    last = { stream, seq: from + taken };
    whole = last.seq >= count;
    if (!whole) break;
  }
  const found = await ports.store.read(refs);
  const next = whole ? nextPage(at, cursor) : { ...at, ...last };
  const records = refs.flatMap((r) => found.get(r)?.body ?? []);
  return { records: await asSeen(ports, viewer, records), ...(next ? { next } : {}) };
};

function nextPage({ list }: Place, cursor: string | undefined): Place | undefined {
  if (cursor !== undefined) return { list, cursor };
  return list + 1 < LISTS.length ? { list: list + 1 } : undefined;
}

/** The streams of one page of a list that the viewer may see. */
async function streamsAt(ports: Ports, viewer: Viewer, { list, cursor }: Place): Promise<{ streams: string[]; cursor?: string | undefined }> {
  const { of, partition } = LISTS[list] ?? LISTS[0];
  const query = { list: `trail ${of} ${partition}`, cursor, limit: STREAMS_PER_PAGE };
  if (of === 'outcomes') {
    const page = await seenPage<ListedView>(ports, {
      ...query,
      idOf: ({ outcomeId }) => outcomeId,
      // As they are now: what was restricted a moment ago is not told, whatever the list still holds.
      read: (from) => listedViews(ports, { partition, cursor: from, limit: STREAMS_PER_PAGE }),
      see: (views) => seenAmong(ports, viewer, views),
    });
    return { streams: page.items.map(({ outcomeId }) => outcomeStream(outcomeId)), cursor: page.cursor };
  }
  if (of === 'site') return { streams: administersSite(viewer) ? [SITE_STREAM, GATES_STREAM] : [] };
  if (of === 'sources') {
    if (!managesOutcomes(viewer)) return { streams: [] };
    const ids = ref('sourceIds', SITE);
    return { streams: ((await ports.store.read([ids])).get(ids)?.body.ids ?? []).map(sourceStream) };
  }
  const page = await seenPage<Kpi>(ports, {
    ...query,
    idOf: ({ kpiId }) => kpiId,
    read: (from) => ports.store.listKpis({ partition, cursor: from, limit: STREAMS_PER_PAGE }),
    see: (kpis) => seenKpis(ports, viewer, kpis),
  });
  return { streams: page.items.map(({ kpiId }) => kpiStream(kpiId)), cursor: page.cursor };
}
