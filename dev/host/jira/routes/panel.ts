import { z } from 'zod';
import { JiraError } from '../error';
import { ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { findProject } from '../viewer';

/*
 * Pinning of issue panels is newer than the OpenAPI document that the other operations follow. Source: the page
 * "Issue panels" of Atlassian's REST reference.
 */

const pins = z.object({
  moduleId: z.string().min(1),
  projectList: z.array(z.looseObject({ projectIdOrKey: z.string(), action: z.enum(['PIN', 'UNPIN']) })),
});

const TASK = 'panel-pin-';

/** Pins at once, though the answer speaks of a task as Jira's does. */
function pin(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const { moduleId, projectList } = parseBody(call, pins);
  const wanted = projectList.map(({ projectIdOrKey, action }) => {
    const project = findProject(site, projectIdOrKey);
    if (project === undefined) throw new JiraError(400, [`No project could be found with key '${projectIdOrKey}'.`]);
    return { projectId: project.id, action };
  });
  site.store.transaction(() => {
    for (const { projectId, action } of wanted) {
      if (action === 'UNPIN') site.store.run('DELETE FROM jira_pin WHERE moduleId = ? AND projectId = ?', moduleId, projectId);
      else site.store.run('INSERT OR IGNORE INTO jira_pin (moduleId, projectId, pinned) VALUES (?, ?, ?)', moduleId, projectId, site.now());
    }
  });
  return { status: 202, body: { taskId: `${TASK}${String(site.now())}` } };
}

function status(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const { moduleId, projectList } = parseBody(call, z.object({ moduleId: z.string().min(1), projectList: z.array(z.string()) }));
  const statuses = projectList.map((projectIdOrKey) => {
    const project = findProject(site, projectIdOrKey);
    if (project === undefined) return { projectIdOrKey, pinned: false, error: 'Project does not exist or you do not have permission to access it.' };
    const row = site.store.one<{ pinned: number }>('SELECT pinned FROM jira_pin WHERE moduleId = ? AND projectId = ?', moduleId, project.id);
    return { projectIdOrKey, pinned: row !== undefined, ...(row === undefined ? {} : { pinnedAt: row.pinned }) };
  });
  return ok({ moduleId, statuses });
}

/** A task of this site is done when its id is known. */
function task(call: Call): Answer {
  call.viewer.requireAdmin();
  const id = param(call, 'taskId');
  const at = Number(id.slice(TASK.length));
  if (!id.startsWith(TASK) || !Number.isInteger(at)) throw new JiraError(404, ['The task was not found.']);
  return ok({
    self: call.site.url(`task/${id}`), id, description: 'Pin or unpin issue panels', status: 'COMPLETE', result: null, submittedBy: 0, progress: 100,
    elapsedRuntime: 0, submitted: at, started: at, finished: at, lastUpdate: at,
  });
}

/** As that page states it. */
const admin = ['manage:jira-project'] as const;

export const panelRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/forge/panel/action/bulk/async', scopes: admin, handle: pin },
  { method: 'POST', path: '/rest/api/3/forge/panel/action/bulk/status', scopes: admin, handle: status },
  { method: 'GET', path: '/rest/api/3/task/{taskId}', scopes: ['read:jira-work'], handle: task },
];
