import { z } from 'zod';
import { JiraError, forbidden } from '../error';
import { addLevelMember } from '../project-store';
import { NOTHING, listOf, ok, pageOf, param, parseBody, type Answer, type Call, type Route } from '../route';
import type { Site } from '../site';

const members = z.array(z.object({ type: z.string(), parameter: z.string().optional() }));
const levels = z.array(z.looseObject({ name: z.string().min(1), description: z.string().optional(), isDefault: z.boolean().optional(), members: members.optional() }));
const newScheme = z.looseObject({ name: z.string().min(1).max(60), description: z.string().optional(), levels: levels.optional() });

interface SchemeRow {
  id: number;
  name: string;
  description: string;
  levels: string;
}

interface LevelRow {
  id: number;
  name: string;
  description: string;
}

function list(call: Call): Answer {
  call.viewer.requireAdmin();
  const rows = call.site.store.all<SchemeRow>('SELECT * FROM jira_security_scheme ORDER BY id');
  return ok({
    issueSecuritySchemes: rows.map(({ id, name, description }) => ({ self: call.site.url(`issuesecurityschemes/${String(id)}`), id, name, description })),
  });
}

function create(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const body = parseBody(call, newScheme);
  for (const member of (body.levels ?? []).flatMap((level) => level.members ?? [])) holderOf(site, member);
  const id = site.nextId('security_scheme');
  site.store.run('INSERT INTO jira_security_scheme (id, name, description, levels) VALUES (?, ?, ?, ?)', id, body.name, body.description ?? '', JSON.stringify(body.levels ?? []));
  return { status: 201, body: { id: String(id) } };
}

/** Gives a project the scheme and its levels. Here every project has its own copy of them; levels that it has already stay. */
export function applyScheme(site: Site, schemeId: number, projectId: number): void {
  const scheme = schemeOf(site, schemeId);
  site.store.run('INSERT OR REPLACE INTO jira_project_scheme (projectId, schemeId) VALUES (?, ?)', projectId, scheme.id);
  for (const level of levels.parse(JSON.parse(scheme.levels))) copyLevel(site, projectId, level);
}

function schemeOf(site: Site, id: number): SchemeRow {
  const scheme = site.store.one<SchemeRow>('SELECT * FROM jira_security_scheme WHERE id = ?', id);
  if (scheme === undefined) throw new JiraError(404, ['The issue security scheme was not found.']);
  return scheme;
}

function copyLevel(site: Site, projectId: number, level: z.infer<typeof levels>[number]): void {
  if (site.store.one('SELECT 1 AS found FROM jira_security_level WHERE projectId = ? AND name = ?', projectId, level.name) !== undefined) return;
  const id = site.nextId('security_level');
  site.store.run('INSERT INTO jira_security_level (id, projectId, name, description) VALUES (?, ?, ?, ?)', id, projectId, level.name, level.description ?? '');
  for (const member of level.members ?? []) {
    const { kind, holder } = holderOf(site, member);
    addLevelMember(site, id, kind, holder);
  }
}

/** Adds levels to a scheme, and so to the projects that use it. */
function addLevels(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const scheme = schemeOf(site, Number(param(call, 'schemeId')));
  const added = parseBody(call, z.object({ levels: levels.min(1) })).levels;
  for (const member of added.flatMap((level) => level.members ?? [])) holderOf(site, member);
  const present = levels.parse(JSON.parse(scheme.levels));
  const twice = added.find(({ name }) => present.some((level) => level.name === name));
  if (twice !== undefined) throw new JiraError(400, [`A security level named '${twice.name}' already exists in this scheme.`]);
  site.store.transaction(() => {
    site.store.run('UPDATE jira_security_scheme SET levels = ? WHERE id = ?', JSON.stringify([...present, ...added]), scheme.id);
    for (const projectId of site.column<number>('SELECT projectId AS value FROM jira_project_scheme WHERE schemeId = ?', scheme.id)) {
      for (const level of added) copyLevel(site, projectId, level);
    }
  });
  return NOTHING;
}

/** Lets a project use a scheme. It is done at once, though the answer speaks of a task as Jira's does. */
function associate(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const { projectId, schemeId } = parseBody(call, z.looseObject({ projectId: z.string(), schemeId: z.string() }));
  const project = call.viewer.project(projectId);
  site.store.transaction(() => applyScheme(site, Number(schemeId), project.id));
  const at = site.now();
  const id = `security-scheme-${String(at)}`;
  const times = { submitted: at, started: at, finished: at, lastUpdate: at, elapsedRuntime: 0 };
  return { status: 303, body: { self: site.url(`task/${id}`), id, status: 'COMPLETE', progress: 100, submittedBy: 0, ...times } };
}

/** Deletes a scheme that no project uses. */
function remove(call: Call): Answer {
  call.viewer.requireAdmin();
  const { store } = call.site;
  const scheme = schemeOf(call.site, Number(param(call, 'schemeId')));
  if (store.one('SELECT 1 AS found FROM jira_project_scheme WHERE schemeId = ?', scheme.id) !== undefined) {
    throw new JiraError(400, ['The issue security scheme is used by projects and cannot be deleted.']);
  }
  store.run('DELETE FROM jira_security_scheme WHERE id = ?', scheme.id);
  return NOTHING;
}

/** Whom a member of a level means. Members that depend on the issue, such as its reporter, are not served. */
function holderOf(site: Site, { type, parameter = '' }: z.infer<typeof members>[number]): { kind: 'role' | 'user' | 'group'; holder: string } {
  switch (type.toLowerCase()) {
    case 'projectrole':
      if (site.store.one('SELECT 1 AS found FROM jira_role WHERE CAST(id AS TEXT) = ?', parameter) === undefined) break;
      return { kind: 'role', holder: parameter };
    case 'user':
      if (site.user(parameter) === undefined) break;
      return { kind: 'user', holder: parameter };
    case 'group': {
      const group = site.store.one<{ id: string }>('SELECT id FROM jira_group WHERE id = ?1 OR name = ?1', parameter);
      if (group === undefined) break;
      return { kind: 'group', holder: group.id };
    }
    default:
      throw new JiraError(400, [`Members of type '${type}' are not supported.`]);
  }
  throw new JiraError(400, [`There is no ${type} '${parameter}'.`]);
}

function ofProject(call: Call): Answer {
  const project = call.viewer.project(param(call, 'projectKeyOrId'));
  // As on Jira, whoever may not set a level is shown none.
  return ok({ levels: call.viewer.can('SET_ISSUE_SECURITY', project.id) ? levelBeans(call, project.id) : [] });
}

function levelBeans({ site }: Call, projectId: number): Record<string, unknown>[] {
  const rows = site.store.all<LevelRow>('SELECT id, name, description FROM jira_security_level WHERE projectId = ? ORDER BY id', projectId);
  return rows.map(({ id, name, description }) => ({ self: site.url(`securitylevel/${String(id)}`), id: String(id), name, description }));
}

function schemeOfProject(call: Call): Answer {
  const { site, viewer } = call;
  const project = viewer.project(param(call, 'projectKeyOrId'));
  if (!viewer.administers(project.id)) throw forbidden();
  const used = site.store.one<{ schemeId: number }>('SELECT schemeId FROM jira_project_scheme WHERE projectId = ?', project.id);
  if (used === undefined) throw new JiraError(404, ['The project has no issue security scheme.']);
  const { id, name, description } = schemeOf(site, used.schemeId);
  return ok({ self: site.url(`issuesecurityschemes/${String(id)}`), id, name, description, levels: levelBeans(call, project.id) });
}

interface MemberRow {
  id: number;
  levelId: number;
  kind: 'role' | 'user' | 'group';
  holder: string;
  schemeId: number | null;
}

const HOLDER_TYPES = { role: 'projectRole', user: 'user', group: 'group' } as const;

/** The members of levels, of all or of those that are named. */
function listMembers(call: Call): Answer {
  call.viewer.requireAdmin();
  const asked = listOf(call.query, 'levelId');
  const rows = call.site.store
    .all<MemberRow>(
      `SELECT m.*, s.schemeId FROM jira_security_member m JOIN jira_security_level l ON l.id = m.levelId
       LEFT JOIN jira_project_scheme s ON s.projectId = l.projectId ORDER BY m.id`,
    )
    .filter(({ levelId }) => asked.length === 0 || asked.includes(String(levelId)));
  const page = pageOf(call, 'issuesecurityschemes/level/member', rows, 50);
  const values = page.values.map(({ id, levelId, kind, holder, schemeId }) => ({
    id: String(id), issueSecurityLevelId: String(levelId), issueSecuritySchemeId: String(schemeId ?? ''),
    holder: { type: HOLDER_TYPES[kind], parameter: holder, value: holder },
  }));
  return ok({ ...page, values });
}

function levelOf(call: Call): number {
  const level = call.site.store.one<{ id: number }>('SELECT id FROM jira_security_level WHERE id = ?', Number(param(call, 'levelId')));
  if (level === undefined) throw new JiraError(404, ['The issue security level was not found.']);
  return level.id;
}

function addMembers(call: Call): Answer {
  call.viewer.requireAdmin();
  const level = levelOf(call);
  const body = parseBody(call, z.object({ members }));
  const holders = body.members.map((member) => holderOf(call.site, member));
  for (const { kind, holder } of holders) addLevelMember(call.site, level, kind, holder);
  return NOTHING;
}

function removeMember(call: Call): Answer {
  call.viewer.requireAdmin();
  const removed = call.site.store.run('DELETE FROM jira_security_member WHERE levelId = ? AND id = ?', levelOf(call), Number(param(call, 'memberId')));
  if (removed === 0) throw new JiraError(404, ['The member was not found.']);
  return NOTHING;
}

const schemes = '/rest/api/3/issuesecurityschemes';

export const securityRoutes: readonly Route[] = [
  { method: 'GET', path: schemes, scopes: ['manage:jira-project'], handle: list },
  { method: 'POST', path: schemes, scopes: ['manage:jira-configuration'], handle: create },
  { method: 'DELETE', path: `${schemes}/{schemeId}`, scopes: ['manage:jira-configuration'], handle: remove },
  { method: 'PUT', path: `${schemes}/project`, scopes: ['manage:jira-configuration'], handle: associate },
  { method: 'PUT', path: `${schemes}/{schemeId}/level`, scopes: ['manage:jira-configuration'], handle: addLevels },
  { method: 'GET', path: `${schemes}/level/member`, scopes: ['manage:jira-configuration'], handle: listMembers },
  { method: 'PUT', path: `${schemes}/{schemeId}/level/{levelId}/member`, scopes: ['manage:jira-configuration'], handle: addMembers },
  { method: 'DELETE', path: `${schemes}/{schemeId}/level/{levelId}/member/{memberId}`, scopes: ['manage:jira-configuration'], handle: removeMember },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme', scopes: ['read:jira-work'], handle: schemeOfProject },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/securitylevel', scopes: ['read:jira-work'], handle: ofProject },
];
