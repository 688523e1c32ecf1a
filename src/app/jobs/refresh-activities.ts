import { refreshActivity } from '../history/refresh-activity';
import { type Ports, SITE, ref } from '../ports';
import { eachOf } from './each-of';

/** Makes anew what pages show of each project's activity: links, weeks and sums may all have changed. One that fails stops no other. */
export async function refreshActivities(ports: Ports): Promise<{ projects: number; failed: number }> {
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  const failed = await eachOf(ports, 'The activity of a project', projectIds, (projectId) => refreshActivity(ports, projectId));
  return { projects: projectIds.length, failed };
}
