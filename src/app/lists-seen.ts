import { MAX_LISTED_PAGES } from '../contract/bounds';
import { MAX_PAGE } from '../contract/fields';
import { type Viewer, managesOutcomes, mayEditKpi } from '../domain/access';
import { type Kpi } from '../domain/kpi';
import { type Seen } from '../domain/mark';
import { type Ports, SITE, ref } from './ports';

/** What a list of KPIs shows of one: what a person changes, and what values come in; not which outcomes use it. */
export function kpiSeen({ kpiId, revision, series }: Kpi): Seen {
  return { id: kpiId, version: revision + (series.takes ?? series.count) };
}

/** The KPIs in a state that the viewer may change, as far as a page of them is watched. */
export async function kpisSeen(ports: Ports, viewer: Viewer, partition: 'open' | 'archived'): Promise<Seen[]> {
  const seen: Seen[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_LISTED_PAGES; page += 1) {
    const next = await ports.store.listKpis({ partition, cursor, limit: MAX_PAGE });
    seen.push(...next.items.filter((kpi) => mayEditKpi(viewer, kpi)).map(kpiSeen));
    cursor = next.cursor;
    if (cursor === undefined) break;
  }
  return seen;
}

/** The systems that push values, with what they sent last and what of it waits: for those who manage outcomes. */
export async function sourcesSeen(ports: Ports, viewer: Viewer): Promise<Seen[]> {
  if (!managesOutcomes(viewer)) return [];
  const list = ref('sourceIds', SITE);
  const ids = (await ports.store.read([list])).get(list)?.body.ids ?? [];
  if (ids.length === 0) return [];
  const refs = ids.flatMap((id) => [ref('source', id), ref('sourceLog', id), ref('inbox', id)]);
  const found = await ports.store.read(refs);
  return refs.flatMap((r) => {
    const version = found.get(r)?.version;
    return version === undefined ? [] : [{ id: `${r.collection}/${r.key}`, version }];
  });
}
