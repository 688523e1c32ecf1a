import { z } from 'zod';
import { JiraError } from '../error';
import { addLevelMember } from '../project-store';
import { NOTHING, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
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

/** Gives a project the levels of a scheme. Here every project has its own copy of them. */
export function applyScheme(site: Site, schemeId: number, projectId: number): void {
  const scheme = site.store.one<SchemeRow>('SELECT * FROM jira_security_scheme WHERE id = ?', schemeId);
  if (scheme === undefined) throw new JiraError(404, ['The issue security scheme was not found.']);
  for (const level of levels.parse(JSON.parse(scheme.levels))) {
    const id = site.nextId('security_level');
    site.store.run('INSERT INTO jira_security_level (id, projectId, name, description) VALUES (?, ?, ?, ?)', id, projectId, level.name, level.description ?? '');
    for (const member of level.members ?? []) {
      const { kind, holder } = holderOf(site, member);
      addLevelMember(site, id, kind, holder);
    }
  }
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
  const rows = call.site.store.all<LevelRow>('SELECT id, name, description FROM jira_security_level WHERE projectId = ? ORDER BY id', project.id);
  // As on Jira, whoever may not set a level is shown none.
  const shown = call.viewer.can('SET_ISSUE_SECURITY', project.id) ? rows : [];
  return ok({ levels: shown.map(({ id, name, description }) => ({ self: call.site.url(`securitylevel/${String(id)}`), id: String(id), name, description })) });
}

function addMembers(call: Call): Answer {
  call.viewer.requireAdmin();
  const level = call.site.store.one<{ id: number }>('SELECT id FROM jira_security_level WHERE id = ?', Number(param(call, 'levelId')));
  if (level === undefined) throw new JiraError(404, ['The issue security level was not found.']);
  const body = parseBody(call, z.object({ members }));
  const holders = body.members.map((member) => holderOf(call.site, member));
  for (const { kind, holder } of holders) addLevelMember(call.site, level.id, kind, holder);
  return NOTHING;
}

export const securityRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issuesecurityschemes', scopes: ['manage:jira-project'], handle: list },
  { method: 'POST', path: '/rest/api/3/issuesecurityschemes', scopes: ['manage:jira-configuration'], handle: create },
  { method: 'PUT', path: '/rest/api/3/issuesecurityschemes/{schemeId}/level/{levelId}/member', scopes: ['manage:jira-configuration'], handle: addMembers },
  { method: 'GET', path: '/rest/api/3/project/{projectKeyOrId}/securitylevel', scopes: ['read:jira-work'], handle: ofProject },
];
