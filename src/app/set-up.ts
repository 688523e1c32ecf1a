import { MAX_PAGE } from '../contract/fields';
import { MAX_PROJECTS_OFFERED } from '../contract/calls/setup';
import { type CallReply } from '../contract/index';
import { furthest } from '../domain/set-up';
import { listedViews } from './listed-views';
import { type Ports, SITE, ref } from './ports';

/** What is there on the way to a first verdict. Looks at the first page of outcomes only: this is for sites that begin, and whoever has more has begun. */
export async function setUpOf(ports: Ports): Promise<CallReply<'setup.read'>> {
  const roles = ref('roles', SITE);
  const [found, page] = await Promise.all([
    ports.store.read([roles]),
    listedViews(ports, { partition: 'open', cursor: undefined, limit: MAX_PAGE }),
  ]);
  const outcome = furthest(page.items, ports.now().slice(0, 10));
  const linkedIn = Object.keys(page.items.find(({ outcomeId }) => outcomeId === outcome?.outcomeId)?.delivery ?? {});
  const offered = outcome && outcome.epics > 0 ? [] : (await ports.user.projects('', { limit: MAX_PROJECTS_OFFERED })).items;
  return {
    group: found.get(roles)?.body.managersGroup !== undefined,
    ...(outcome ? { outcome } : {}),
    ...(linkedIn.length > 0 ? { history: await historyOf(ports, linkedIn) } : {}),
    projects: offered.map(({ key, name }) => ({ key, name })),
  };
}

/** Of several projects, the one that is furthest behind. */
async function historyOf(ports: Ports, projectIds: readonly string[]): Promise<'none' | 'filling' | 'read'> {
  const refs = projectIds.map((id) => ref('history', id));
  const found = await ports.store.read(refs);
  const heads = refs.map((r) => found.get(r)?.body);
  if (heads.some((head) => head === undefined || (head.filledAt === undefined && !head.fill))) return 'none';
  return heads.some((head) => head?.filledAt === undefined) ? 'filling' : 'read';
}
