import { MAX_PAGE } from '../../contract/fields';
import { MAX_LISTED_PAGES } from '../../contract/bounds';
import { administersProject, managesOutcomes } from '../../domain/access';
import { toldVersion } from '../../domain/link';
import { type Seen, markOf } from '../../domain/mark';
import { activitySeen } from '../activity-seen';
import { seenAmong, seesKpi, viewerOf } from '../authorise';
import { sightOf } from '../linking';
import { type ListedView, listedViews, withVersion } from '../listed-views';
import { type Found, type Ports, ref } from '../ports';
import { kpiSeen, kpisSeen, sourcesSeen } from '../lists-seen';
import { setUpOf } from '../set-up';
import { siteSeen } from '../site-seen';
import { type UseCase } from '../use-case';

/** Of a hash: enough to tell two lists apart. */
const MARK_LENGTH = 16;

/** What the caller may not see is told like what is not there, so that nobody learns from it that something changed. */
export const readPageVersion: UseCase<'page.version'> = async ({ ports, caller, input }) => {
  const { outcomeIds = [], issueIds = [], kpiId, list, kpis, sources, project, site, setup } = input;
  const projectId = project && caller.projectId;
  const links = [...new Set(issueIds)].map((id) => ref('issueLinks', id));
  const kpi = kpiId === undefined ? undefined : ref('kpi', kpiId);
  const inProject = projectId === undefined ? undefined : { outcomes: ref('projectOutcomes', projectId), requests: ref('projectRequests', projectId) };
  const [found, permissions, listed] = await Promise.all([
    ports.store.read([...viewRefs(outcomeIds), ...links, ...(kpi ? [kpi] : []), ...(inProject ? Object.values(inProject) : [])]),
    ports.user.permissions(projectId),
    list ? listedOf(ports, list) : [],
  ]);
  const viewer = await viewerOf(ports, caller, permissions.administerJira);
  const linked = links.flatMap((r) => found.get(r)?.body.links ?? []).map(({ outcomeId }) => outcomeId);
  const others = inProject ? (found.get(inProject.outcomes)?.body.outcomeIds ?? []) : [];
  const requests = (inProject && caller.moduleKey === 'project-settings' && found.get(inProject.requests)?.body.open) || [];
  const more = [...linked, ...others, ...requests.map(({ outcomeId }) => outcomeId)].filter((id) => !outcomeIds.includes(id));
  const views = [...viewsIn(found, outcomeIds), ...(more.length > 0 ? viewsIn(await ports.store.read(viewRefs(more)), more) : [])];
  const asked = new Set<string>([...outcomeIds, ...linked, ...others]);
  const seen = await seenAmong(ports, viewer, [...views.filter(({ outcomeId }) => asked.has(outcomeId)), ...listed]);
  const seenIds = new Set(seen.map(({ outcomeId }) => outcomeId));
  // Of what an issue serves, only as much as the outcomes that it serves say anyway.
  const served = (outcomeId: string): boolean => linked.includes(outcomeId) && !outcomeIds.includes(outcomeId) && !others.includes(outcomeId);
  const watched: Seen[] = seen.filter(({ outcomeId }) => !served(outcomeId)).map(({ outcomeId, version }) => ({ id: outcomeId, version }));
  for (const r of links) {
    const item = found.get(r)?.body;
    const version = item?.links.some(({ outcomeId }) => seenIds.has(outcomeId)) ? toldVersion(item, (id) => seenIds.has(id)) : undefined;
    if (version !== undefined) watched.push({ id: r.key, version });
  }
  const item = kpi && found.get(kpi)?.body;
  if (item && (await seesKpi(ports, viewer, item))) watched.push(kpiSeen(item));
  if (kpis) watched.push(...(await kpisSeen(ports, viewer, kpis)));
  if (sources) watched.push(...(await sourcesSeen(ports, viewer)));
  const { isSeen } = sightOf(viewer, (id) => views.find(({ outcomeId }) => outcomeId === id));
  const waiting = requests.filter(({ outcomeId }) => isSeen(outcomeId));
  if (waiting.length > 0 && permissions.browse && administersProject(viewer, permissions.administerProject)) {
    watched.push({ id: `requests-${shortHash(ports, waiting)}`, version: waiting.length });
  }
  if (projectId !== undefined && caller.moduleKey === 'project-page' && permissions.browse) watched.push(...(await activitySeen(ports, viewer, projectId)));
  if (site && caller.moduleKey === 'admin-page' && permissions.administerJira) watched.push(...(await siteSeen(ports)));
  if (setup && managesOutcomes(viewer)) watched.push({ id: `setup-${shortHash(ports, await setUpOf(ports))}`, version: 1 });
  return { version: markOf(watched) };
};

function shortHash(ports: Ports, told: unknown): string {
  return ports.hash(JSON.stringify(told)).slice(0, MARK_LENGTH);
}

function viewRefs(outcomeIds: readonly string[]) {
  return [...new Set(outcomeIds)].map((id) => ref('outcomeView', id));
}

function viewsIn(found: Found, outcomeIds: readonly string[]): ListedView[] {
  return viewRefs(outcomeIds).flatMap((r) => withVersion(found.get(r)) ?? []);
}

async function listedOf(ports: Ports, partition: 'open' | 'archived'): Promise<ListedView[]> {
  const views: ListedView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_LISTED_PAGES; page += 1) {
    const next = await listedViews(ports, { partition, cursor, limit: MAX_PAGE });
    views.push(...next.items);
    cursor = next.cursor;
    if (cursor === undefined) break;
  }
  return views;
}
