import { JOBS } from '../domain/installation';
import { type Seen } from '../domain/mark';
import { type Ports, type Ref, SITE, ref } from './ports';

/** As many as the first page of the list of pins names. */
const PROJECTS = 50;

/**
 * What the admin page shows, with versions: the site's settings, how the jobs last ran, which projects are being read and,
 * of the first projects, where Jira has pinned the panel. How far a project has been read is left out: the page asks for that
 * by itself while it changes.
 */
export async function siteSeen(ports: Ports): Promise<Seen[]> {
  const [list, log] = [ref('histories', SITE), ref('gateLog', SITE)];
  const settings: Ref[] = [ref('roles', SITE), ref('settings', SITE), ref('workRules', SITE), ref('teams', SITE), list];
  const runs = JOBS.map((job) => ref('jobRun', job));
  const [found, pinned] = await Promise.all([ports.store.read([...settings, log, ...runs]), pinnedOf(ports)]);
  const stored = settings.flatMap((r) => seen(r, found.get(r)?.version));
  // These are written without a version: the instant of the newest stands for one.
  const dated = [...runs.flatMap((r) => seen(r, secondOf(found.get(r)?.body.at))), ...seen(log, secondOf(found.get(log)?.body.entries[0]?.at))];
  const histories = (found.get(list)?.body.projectIds ?? []).map((id) => ref('history', id));
  const heads = histories.length > 0 ? await ports.store.read(histories) : undefined;
  const read = histories.flatMap((r) => {
    const head = heads?.get(r)?.body;
    return head ? { id: `history/${r.key}`, version: head.fill ? 0 : 1 } : [];
  });
  return [...stored, ...dated, ...read, ...[...pinned].map((projectId) => ({ id: `pin/${projectId}`, version: 1 }))];
}

function seen({ collection, key }: Ref, version: number | undefined): Seen[] {
  return version === undefined ? [] : [{ id: `${collection}/${key}`, version }];
}

function secondOf(at: string | undefined): number | undefined {
  return at === undefined ? undefined : Math.floor(Date.parse(at) / 1_000);
}

async function pinnedOf(ports: Ports): Promise<Set<string>> {
  const { items } = await ports.user.projects('', { limit: PROJECTS });
  return ports.user.pinnedPanels(items.map(({ projectId }) => projectId));
}
