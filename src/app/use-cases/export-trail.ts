import { type CallReply } from '../../contract/index';
import { type Viewer, administersSite, managesOutcomes } from '../../domain/access';
import { type Kpi } from '../../domain/kpi';
import { type TrailHead } from '../../domain/trail';
import { seenAmong, seenKpis, viewerFor } from '../authorise';
import { type ListedView, listedViews } from '../listed-views';
import { type Ports, SITE, ref } from '../ports';
import { seenPage } from '../seen-page';
import { GATES_STREAM, SITE_STREAM, kpiStream, outcomeStream, sourceStream } from '../streams';
import { type Stretch, recordsOf } from '../trail-records';
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
  const stored = await ports.store.read(left.map((stream) => ref('trailHead', stream)));
  const stretches: Stretch[] = [];
  const heads: TrailHead[] = [];
  let room = RECORDS_PER_PAGE;
  let rest: { stream: string; seq: number } | undefined;
  for (const stream of left) {
    const head = stored.get(ref('trailHead', stream))?.body;
    if (!head) continue;
    const from = stream === at.stream ? (at.seq ?? 0) : 0;
    const count = Math.max(0, Math.min(head.seq - from, room));
    stretches.push({ stream, from: from + 1, count });
    room -= count;
    if (from + count < head.seq) {
      rest = { stream, seq: from + count };
      break;
    }
    heads.push({ stream, seq: head.seq, hash: head.hash });
  }
  const next = rest ? { ...at, ...rest } : nextPage(at, cursor);
  return { records: await asSeen(ports, viewer, await recordsOf(ports, stretches)), heads, ...(next ? { next } : {}) };
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
