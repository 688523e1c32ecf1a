import api, { route } from '@forge/api';
import { z } from 'zod';
import { type JiraAsApp } from '../app/ports';
import { get, lookAt, post } from './jira-client';
import { myPermissionsReply } from './jira-replies';

/** What Jira's answers prove of issues and projects that the app is not shown. Jira says "not found" of what is hidden, too. */

const placesReply = z.object({ issues: z.array(z.object({ id: z.string(), fields: z.object({ project: z.object({ id: z.string() }) }) })) });
const keyReply = z.object({ errors: z.record(z.string(), z.string()).optional() });
const schemeReply = z.object({ id: z.union([z.number(), z.string()]) });

const app = () => api.asApp();

export const absence: Pick<JiraAsApp, 'projectsOf' | 'isAbsent' | 'sightOf'> = {
  async projectsOf(issueIds) {
    const { issues } = await post(app(), route`/rest/api/3/issue/bulkfetch`, { issueIdsOrKeys: issueIds, fields: ['project'] }, placesReply);
    return new Map(issues.map(({ id, fields }) => [id, fields.project.id]));
  },

  async isAbsent(issueId) {
    return (await lookAt(app(), route`/rest/api/3/issue/${issueId}?fields=project`)).status === 404;
  },

  async sightOf(projectId, projectKey) {
    const project = await lookAt(app(), route`/rest/api/3/project/${projectId}`);
    if (project.status === 404) return projectKey !== undefined && (await isFree(projectKey)) ? 'gone' : 'partly';
    if (project.status !== 200) return 'partly';
    const mine = await get(app(), route`/rest/api/3/mypermissions?projectId=${projectId}&permissions=${'BROWSE_PROJECTS'}`, myPermissionsReply);
    if (mine?.permissions['BROWSE_PROJECTS']?.havePermission !== true) return 'partly';
    const scheme = await lookAt(app(), route`/rest/api/3/project/${projectId}/issuesecuritylevelscheme`);
    // Of a project that is shown, only that it has no scheme remains for "not found"; whoever may not know is told 403.
    const hasNone = scheme.status === 404 || (scheme.status === 200 && !schemeReply.safeParse(scheme.reply).success);
    return hasNone ? 'whole' : 'partly';
  },
};

/** Whether no project bears the key: Jira tells that of projects that the app is not shown, too, and of those in its recycle bin. */
async function isFree(projectKey: string): Promise<boolean> {
  const { status, reply } = await lookAt(app(), route`/rest/api/3/projectvalidate/key?key=${projectKey}`);
  const read = keyReply.safeParse(reply);
  return status === 200 && read.success && Object.keys(read.data.errors ?? {}).length === 0;
}
