import { refreshActivity } from '../history/refresh-activity';
import { type Ports, SITE, ref } from '../ports';

/** Makes anew what pages show of each project's activity: links, weeks and sums may all have changed. */
export async function refreshActivities(ports: Ports): Promise<{ projects: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  for (const projectId of projectIds) await refreshActivity(ports, projectId);
  return { projects: projectIds.length };
}
