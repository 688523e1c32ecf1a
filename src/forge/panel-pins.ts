import api, { getAppContext, route } from '@forge/api';
import { z } from 'zod';
import { type JiraAsUser } from '../app/ports';
import { get, post, postQuietly } from './jira-client';

/** Pinning of the issue panel (Jira REST v3, "Issue panels"); Jira asks for its administrators. */

/** Key of the panel's module in the manifest. */
const PANEL = 'issue-panel';
/** How Jira answers where one of the projects is not there. */
const NO_SUCH_PROJECT = [400, 404];

const projectsReply = z.object({
  values: z.array(z.object({ id: z.string(), key: z.string(), name: z.string() })),
  startAt: z.number().int(),
  isLast: z.boolean().optional(),
});
const statusReply = z.object({ statuses: z.array(z.object({ projectIdOrKey: z.string(), pinned: z.boolean() })) });

/** The module's resource name on this installation, as Jira knows the panel. */
function moduleId(): string {
  const { appAri, environmentAri } = getAppContext();
  return `ari:cloud:ecosystem::extension/${appAri.appId}/${environmentAri.environmentId}/static/${PANEL}`;
}

export const panelPins: Pick<JiraAsUser, 'projects' | 'pinnedPanels' | 'pinPanel'> = {
  async projects(query, { cursor, limit }) {
    const asked = new URLSearchParams({ startAt: cursor ?? '0', maxResults: String(limit), orderBy: 'name', ...(query === '' ? {} : { query }) });
    const reply = await get(api.asUser(), route`/rest/api/3/project/search?${asked}`, projectsReply);
    if (!reply) return { items: [] };
    const { values, startAt, isLast = true } = reply;
    const items = values.map(({ id, key, name }) => ({ projectId: id, key, name }));
    return isLast ? { items } : { items, cursor: String(startAt + values.length) };
  },

  async pinnedPanels(projectIds) {
    if (projectIds.length === 0) return new Set();
    const asked = { moduleId: moduleId(), projectList: [...projectIds] };
    const { statuses } = await post(api.asUser(), route`/rest/api/3/forge/panel/action/bulk/status`, asked, statusReply);
    return new Set(statuses.filter(({ pinned }) => pinned).map(({ projectIdOrKey }) => projectIdOrKey));
  },

  pinPanel(projectIds, pinned) {
    const projectList = projectIds.map((projectIdOrKey) => ({ projectIdOrKey, action: pinned ? 'PIN' : 'UNPIN' }));
    return postQuietly(api.asUser(), route`/rest/api/3/forge/panel/action/bulk/async`, { moduleId: moduleId(), projectList }, NO_SUCH_PROJECT);
  },
};
