import { route } from '@forge/api';
import { type Client, post } from './jira-client';
import { permissionsCheckReply } from './jira-replies';

/** Projects in one permissions/check (Jira REST v3: ≤ 1,000). */
const MAX_PROJECTS_PER_CHECK = 1_000;

/** Those of the projects that whoever asks may browse; one that is gone is left out as well. */
export async function browsable(client: Client, projectIds: readonly string[]): Promise<Set<string>> {
  const asked = [...new Set(projectIds)].map(Number);
  const granted = new Set<string>();
  for (let start = 0; start < asked.length; start += MAX_PROJECTS_PER_CHECK) {
    const projects = asked.slice(start, start + MAX_PROJECTS_PER_CHECK);
    const body = { projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], projects }] };
    const reply = await post(client, route`/rest/api/3/permissions/check`, body, permissionsCheckReply);
    for (const grant of reply.projectPermissions) {
      if (grant.permission === 'BROWSE_PROJECTS') for (const id of grant.projects) granted.add(String(id));
    }
  }
  return granted;
}
