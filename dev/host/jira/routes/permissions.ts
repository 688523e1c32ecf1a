import { z } from 'zod';
import { JiraError, forbidden } from '../error';
import { PERMISSIONS, permissionOf } from '../permission';
import { listOf, ok, parseBody, type Answer, type Call, type Route } from '../route';
import { Viewer, findProject, type IssueRow } from '../viewer';

/** Which of the named permissions the caller has: everywhere for global ones, on the named issue, or in the named or any project, for others. */
function mine(call: Call): Answer {
  const asked = listOf(call.query, 'permissions');
  if (asked.length === 0) {
    throw new JiraError(400, ["The 'permissions' query parameter is required."]);
  }
  const unknown = asked.filter((key) => permissionOf(key) === undefined);
  if (unknown.length > 0) throw new JiraError(400, [`Unrecognized permission: ${unknown.join(', ')}`]);
  const { viewer } = call;
  const issueKey = call.query.get('issueKey') ?? call.query.get('issueId');
  const issue = issueKey === null ? undefined : viewer.issue(issueKey);
  const projectId = issue === undefined ? projectOf(call) : undefined;
  const permissions = asked.flatMap((key) => {
    const permission = permissionOf(key);
    if (permission === undefined) return [];
    const havePermission =
      permission.type === 'GLOBAL' ? viewer.hasGlobal(key)
      : issue !== undefined ? viewer.canOn(key, issue)
      : projectId === undefined ? viewer.projectsWith(key).size > 0
      : viewer.can(key, projectId);
    const id = String(PERMISSIONS.indexOf(permission));
    return [[key, { id, key, name: permission.name, type: permission.type, description: permission.name, havePermission }]];
  });
  return ok({ permissions: Object.fromEntries(permissions) });
}

/** The project that the question is about; undefined when it is about none. */
function projectOf({ query, viewer }: Call): number | undefined {
  const project = query.get('projectKey') ?? query.get('projectId');
  return project === null ? undefined : viewer.project(project).id;
}

const MAX_THINGS = 1000;
const ids = z.array(z.number().int()).max(MAX_THINGS);

const check = z.object({
  accountId: z.string().nullish(),
  globalPermissions: z.array(z.string()).optional(),
  projectPermissions: z
    .array(z.object({ permissions: z.array(z.string()), projects: ids.optional(), issues: ids.optional() }))
    .optional(),
});

/** What a person may do where. About somebody else only an app or a Jira administrator may ask. */
function checkPermissions(call: Call): Answer {
  const asked = parseBody(call, check);
  const account = call.viewer.account();
  const who = asked.accountId ?? account;
  if (who !== account && !call.viewer.isAdmin) throw forbidden('Only Jira administrators may check the permissions of other users.');
  const user = call.site.user(who);
  if (user === undefined) throw new JiraError(400, [`The user '${who}' does not exist.`]);
  const viewer = new Viewer(call.site, user);

  const wanted = asked.projectPermissions ?? [];
  requireKnown(asked.globalPermissions ?? [], 'GLOBAL');
  requireKnown(wanted.flatMap(({ permissions }) => permissions), 'PROJECT');
  const grants = new Map<string, { projects: Set<number>; issues: Set<number> }>();
  for (const { permissions, projects = [], issues = [] } of wanted) {
    for (const permission of permissions) {
      const grant = grants.get(permission) ?? { projects: new Set(), issues: new Set() };
      for (const id of projects) if (mayInProject(call, viewer, permission, id)) grant.projects.add(id);
      for (const id of issues) if (mayOnIssue(call, viewer, permission, id)) grant.issues.add(id);
      grants.set(permission, grant);
    }
  }
  return ok({
    globalPermissions: (asked.globalPermissions ?? []).filter((key) => viewer.hasGlobal(key)),
    projectPermissions: [...grants].map(([permission, grant]) => ({ permission, projects: [...grant.projects], issues: [...grant.issues] })),
  });
}

function requireKnown(keys: readonly string[], type: 'GLOBAL' | 'PROJECT'): void {
  const unknown = keys.filter((key) => permissionOf(key)?.type !== type);
  if (unknown.length > 0) throw new JiraError(400, [`Unrecognized permission: ${unknown.join(', ')}`]);
}

function mayInProject(call: Call, viewer: Viewer, permission: string, id: number): boolean {
  return findProject(call.site, String(id)) !== undefined && viewer.can(permission, id);
}

function mayOnIssue(call: Call, viewer: Viewer, permission: string, id: number): boolean {
  const issue = call.site.store.one<IssueRow>('SELECT * FROM jira_issue WHERE id = ?', id);
  return issue !== undefined && viewer.sees(issue) && viewer.canOn(permission, issue);
}

export const permissionRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/mypermissions', scopes: ['read:jira-work'], handle: mine },
  { method: 'POST', path: '/rest/api/3/permissions/check', scopes: [], handle: checkPermissions },
];
