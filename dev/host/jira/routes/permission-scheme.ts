import { z } from 'zod';
import { JiraError, forbidden, noSuchProject } from '../error';
import { PERMISSIONS, permissionOf } from '../permission';
import { NOTHING, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import type { Site } from '../site';
import { findProject, type ProjectRow } from '../viewer';
import type { GroupRow } from './group';

interface GrantRow {
  permission: string;
  projectId: number;
  roleId: number;
}

/** A grant to somebody other than a role. */
interface HolderRow {
  id: number;
  permission: string;
  projectId: number;
  kind: string;
  /** Account or group id; empty for those that the project or the issue names. */
  holder: string;
}

/** A grant to a role has no number of its own; this one is made of what it grants and the role, which are below this. */
const ROLE_IDS = 100_000;

/** The numbers of other grants come after those. */
const HOLDER_IDS = PERMISSIONS.length * ROLE_IDS;

/** Holders that need no naming. */
const UNNAMED = new Set(['projectLead', 'reporter', 'assignee']);

/** Here every project has a permission scheme of its own, whose id is the project's. */
function schemeOf(call: Call): ProjectRow {
  const id = param(call, 'schemeId');
  const project = /^\d+$/.test(id) ? findProject(call.site, id) : undefined;
  if (project === undefined || !call.viewer.administers(project.id)) throw new JiraError(404, [`The permission scheme with id ${id} does not exist.`]);
  return project;
}

function schemeBean(call: Call, { id, name }: ProjectRow): Record<string, unknown> {
  return { expand: 'permissions,user,group,projectRole,field,all', self: call.site.url(`permissionscheme/${String(id)}`), id, name: `${name} permission scheme` };
}

function grantId({ permission, roleId }: GrantRow): number {
  return PERMISSIONS.findIndex(({ key }) => key === permission) * ROLE_IDS + roleId;
}

function grantBean(call: Call, row: GrantRow): Record<string, unknown> {
  const role = String(row.roleId);
  return {
    id: grantId(row),
    self: call.site.url(`permissionscheme/${String(row.projectId)}/permission/${String(grantId(row))}`),
    holder: { type: 'projectRole', parameter: role, value: role, expand: 'projectRole' },
    permission: row.permission,
  };
}

function holderBean(call: Call, { id, permission, projectId, kind, holder }: HolderRow): Record<string, unknown> {
  const group = kind === 'group' ? call.site.store.one<GroupRow>('SELECT * FROM jira_group WHERE id = ?', holder) : undefined;
  return {
    id: HOLDER_IDS + id,
    self: call.site.url(`permissionscheme/${String(projectId)}/permission/${String(HOLDER_IDS + id)}`),
    // Jira names a group by its name as the parameter, and by its id as the value.
    holder: { type: kind, ...(UNNAMED.has(kind) ? {} : { parameter: group?.name ?? holder, value: holder, expand: kind }) },
    permission,
  };
}

function holdersOf(call: Call, projectId: number): HolderRow[] {
  return call.site.store.all<HolderRow>('SELECT * FROM jira_holder_grant WHERE projectId = ? ORDER BY permission, id', projectId);
}

function grantsOf(call: Call, projectId: number): GrantRow[] {
  return call.site.store.all<GrantRow>('SELECT * FROM jira_grant WHERE projectId = ? ORDER BY permission, roleId', projectId);
}

function list(call: Call): Answer {
  const { store } = call.site;
  const projects = store.all<ProjectRow>('SELECT * FROM jira_project ORDER BY id').filter(({ id }) => call.viewer.administers(id));
  return ok({ permissionSchemes: projects.map((project) => schemeBean(call, project)) });
}

function ofProject(call: Call): Answer {
  const idOrKey = param(call, 'projectKeyOrId');
  const project = call.viewer.project(idOrKey);
  if (!call.viewer.administers(project.id)) throw noSuchProject(idOrKey);
  return ok(schemeBean(call, project));
}

function grants(call: Call): Answer {
  const project = schemeOf(call);
  return ok({ permissions: [...grantsOf(call, project.id).map((row) => grantBean(call, row)), ...holdersOf(call, project.id).map((row) => holderBean(call, row))], expand: 'user,group,projectRole,field,all' });
}

const newGrant = z.looseObject({
  permission: z.string(),
  holder: z.looseObject({ type: z.string(), value: z.string().optional(), parameter: z.string().optional() }),
});

/** Grants a project's permission to a role, a person, a group, the project's lead, or an issue's reporter or assignee. */
function grant(call: Call): Answer {
  call.viewer.requireAdmin();
  const project = schemeOf(call);
  const { permission, holder } = parseBody(call, newGrant);
  if (permissionOf(permission)?.type !== 'PROJECT') throw new JiraError(400, [`Unrecognized permission: ${permission}`]);
  if (holder.type !== 'projectRole') return { status: 201, body: holderBean(call, grantToHolder(call, project.id, permission, holder)) };
  const role = call.site.store.one<{ id: number }>('SELECT id FROM jira_role WHERE CAST(id AS TEXT) = ?', holder.value ?? holder.parameter ?? '');
  if (role === undefined) throw new JiraError(400, ['There is no such project role.']);
  const row: GrantRow = { permission, projectId: project.id, roleId: role.id };
  const added = call.site.store.run('INSERT OR IGNORE INTO jira_grant (permission, projectId, roleId) VALUES (?, ?, ?)', permission, project.id, role.id);
  if (added === 0) throw new JiraError(400, ['This permission is granted to this role already.']);
  return { status: 201, body: grantBean(call, row) };
}

function grantToHolder({ site }: Call, projectId: number, permission: string, { type: kind, value, parameter }: z.infer<typeof newGrant>['holder']): HolderRow {
  const holder = holderOf(site, kind, value ?? parameter ?? '');
  const added = site.store.run('INSERT OR IGNORE INTO jira_holder_grant (permission, projectId, kind, holder) VALUES (?, ?, ?, ?)', permission, projectId, kind, holder);
  const row = site.store.one<HolderRow>('SELECT * FROM jira_holder_grant WHERE permission = ? AND projectId = ? AND kind = ? AND holder = ?', permission, projectId, kind, holder);
  if (added === 0 || row === undefined) throw new JiraError(400, ['This permission is granted to this holder already.']);
  return row;
}

function holderOf(site: Site, kind: string, asked: string): string {
  if (UNNAMED.has(kind)) return '';
  if (kind === 'user') {
    if (site.user(asked) === undefined) throw new JiraError(400, [`The user '${asked}' does not exist.`]);
    return asked;
  }
  if (kind !== 'group') throw new JiraError(400, [`Holders of type '${kind}' are not supported.`]);
  const group = site.store.one<GroupRow>('SELECT * FROM jira_group WHERE id = ?1 OR name = ?1', asked);
  if (group === undefined) throw new JiraError(400, [`The group '${asked}' does not exist.`]);
  return group.id;
}

function revoke(call: Call): Answer {
  if (!call.viewer.isAdmin) throw forbidden();
  const project = schemeOf(call);
  const id = param(call, 'permissionId');
  const held = holdersOf(call, project.id).find((row) => String(HOLDER_IDS + row.id) === id);
  if (held !== undefined) {
    call.site.store.run('DELETE FROM jira_holder_grant WHERE id = ?', held.id);
    return NOTHING;
  }
  const found = grantsOf(call, project.id).find((row) => String(grantId(row)) === id);
  if (found === undefined) throw new JiraError(404, ['The permission grant does not exist.']);
  call.site.store.run('DELETE FROM jira_grant WHERE permission = ? AND projectId = ? AND roleId = ?', found.permission, found.projectId, found.roleId);
  return NOTHING;
}

/** What can be granted, and what it is called. */
function known(call: Call): Answer {
  call.viewer.account();
  const beans = PERMISSIONS.map(({ key, type, name }) => [key, { key, name, type, description: name }]);
  return ok({ permissions: Object.fromEntries(beans) });
}

const path = '/rest/api/3/permissionscheme';

export const permissionSchemeRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/permissions', scopes: ['manage:jira-configuration'], handle: known },
  { method: 'GET', path, scopes: ['read:jira-work'], handle: list },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/permissionscheme', scopes: ['read:jira-work'], handle: ofProject },
  { method: 'GET', path: `${path}/{schemeId}/permission`, scopes: ['read:jira-work'], handle: grants },
  { method: 'POST', path: `${path}/{schemeId}/permission`, scopes: ['manage:jira-configuration'], handle: grant },
  { method: 'DELETE', path: `${path}/{schemeId}/permission/{permissionId}`, scopes: ['manage:jira-configuration'], handle: revoke },
];
