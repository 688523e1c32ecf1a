import { z } from 'zod';
import { JiraError, forbidden } from '../error';
import { NOTHING, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import type { ProjectRow } from '../viewer';

interface RoleRow {
  id: number;
  name: string;
  description: string;
}

interface ActorRow {
  id: number;
  kind: 'user' | 'group';
  actor: string;
  name: string;
}

function administered(call: Call): ProjectRow {
  call.viewer.account();
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  if (!call.viewer.administers(project.id)) throw forbidden('You must have project administrator rights.');
  return project;
}

function roleOf(call: Call): RoleRow {
  const role = call.site.store.one<RoleRow>('SELECT * FROM jira_role WHERE id = ?', Number(param(call, 'id')));
  if (role === undefined) throw new JiraError(404, [`Can not find a role actor for role id ${param(call, 'id')}.`]);
  return role;
}

function address(call: Call, project: ProjectRow, roleId: number): string {
  return call.site.url(`project/${String(project.id)}/role/${String(roleId)}`);
}

function list(call: Call): Answer {
  const project = administered(call);
  const roles = call.site.store.all<RoleRow>('SELECT * FROM jira_role ORDER BY id');
  return ok(Object.fromEntries(roles.map(({ id, name }) => [name, address(call, project, id)])));
}

function show(call: Call, project: ProjectRow, role: RoleRow): Record<string, unknown> {
  const actors = call.site.store.all<ActorRow>(
    `SELECT a.id, a.kind, a.actor, coalesce(u.displayName, g.name, a.actor) AS name FROM jira_role_actor a
     LEFT JOIN jira_user u ON a.kind = 'user' AND u.accountId = a.actor LEFT JOIN jira_group g ON a.kind = 'group' AND g.id = a.actor
     WHERE a.projectId = ? AND a.roleId = ? ORDER BY a.id`,
    project.id, role.id,
  );
  return {
    self: address(call, project, role.id),
    name: role.name,
    id: role.id,
    description: role.description,
    actors: actors.map(({ id, kind, actor, name }) => ({
      id,
      displayName: name,
      type: `atlassian-${kind}-role-actor`,
      ...(kind === 'user' ? { actorUser: { accountId: actor } } : { name, actorGroup: { name, displayName: name, groupId: actor } }),
    })),
  };
}

const actorsBody = z.looseObject({ user: z.array(z.string()).optional(), group: z.array(z.string()).optional(), groupId: z.array(z.string()).optional() });

function add(call: Call): Answer {
  const project = administered(call);
  const role = roleOf(call);
  const { user = [], group = [], groupId = [] } = parseBody(call, actorsBody);
  call.site.store.transaction(() => {
    for (const accountId of user) {
      if (call.site.user(accountId) === undefined) throw new JiraError(404, [`User '${accountId}' does not exist.`]);
      call.site.addActor(project.id, role.id, 'user', accountId);
    }
    for (const named of [...group, ...groupId]) call.site.addActor(project.id, role.id, 'group', groupOf(call, named));
  });
  return ok(show(call, project, role));
}

function groupOf(call: Call, idOrName: string): string {
  const group = call.site.store.one<{ id: string }>('SELECT id FROM jira_group WHERE id = ?1 OR name = ?1', idOrName);
  if (group === undefined) throw new JiraError(404, [`Group '${idOrName}' does not exist.`]);
  return group.id;
}

function remove(call: Call): Answer {
  const project = administered(call);
  const role = roleOf(call);
  const user = call.query.get('user');
  const group = call.query.get('groupId') ?? call.query.get('group');
  if ((user === null) === (group === null)) throw new JiraError(400, ['Name one user or one group.']);
  const [kind, actor] = user === null ? ['group', groupOf(call, group ?? '')] as const : ['user', user] as const;
  const removed = call.site.store.run(
    'DELETE FROM jira_role_actor WHERE projectId = ? AND roleId = ? AND kind = ? AND actor = ?', project.id, role.id, kind, actor,
  );
  if (removed === 0) throw new JiraError(404, ['The actor is not in the role.']);
  return NOTHING;
}

export const roleRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/role', scopes: ['read:jira-work'], handle: list },
  {
    method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/role/{id}', scopes: ['read:jira-work'],
    handle: (call) => ok(show(call, administered(call), roleOf(call)), 1),
  },
  { method: 'POST', path: '/rest/api/3/project/{projectIdOrKey}/role/{id}', scopes: ['manage:jira-configuration'], handle: add },
  { method: 'DELETE', path: '/rest/api/3/project/{projectIdOrKey}/role/{id}', scopes: ['manage:jira-project'], handle: remove },
  {
    method: 'GET', path: '/rest/api/3/role', scopes: ['manage:jira-configuration'],
    handle: (call) => {
      call.viewer.requireAdmin();
      const roles = call.site.store.all<RoleRow>('SELECT * FROM jira_role ORDER BY id');
      return ok(roles.map(({ id, name, description }) => ({ self: call.site.url(`role/${String(id)}`), id, name, description, actors: [] })));
    },
  },
];
