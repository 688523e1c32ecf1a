import { z } from 'zod';
import { versionBean, type VersionRow } from '../catalogue';
import { JiraError, forbidden } from '../error';
import { furnishDesk } from '../service-desk';
import { ROLES } from '../permission';
import { DEFAULT_TYPES, addProject, addTypeToProject, findOrAddComponent, findOrAddType } from '../project-store';
import { NOTHING, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { ADMIN_GROUP } from '../site';
import { isDay } from '../time';
import { findProject, type ProjectRow } from '../viewer';
import { emit } from '../write/event';
import { removeIssue } from '../write/issue-store';
import { actorOf } from '../write/request';
import { applyScheme } from './security';

const newProject = z.looseObject({
  key: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/, 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.'),
  name: z.string().min(1).max(80),
  description: z.string().optional(),
  projectTypeKey: z.enum(['software', 'service_desk', 'business']).optional(),
  projectTemplateKey: z.string().optional(),
  leadAccountId: z.string().optional(),
  issueSecurityScheme: z.number().int().optional(),
});

/** The templates of team-managed projects bear it in their keys. */
const TEAM_MANAGED = ':gh-simplified-agility-';

/** Makes a project: its lead and the site's admins administer it, everyone else is given a role afterwards. */
function create(call: Call): Answer {
  const actor = actorOf(call);
  call.viewer.requireAdmin();
  const { site } = call;
  const body = parseBody(call, newProject);
  if (findProject(site, body.key) !== undefined) throw JiraError.field('projectKey', `Project '${body.key}' uses this project key.`);
  const lead = body.leadAccountId ?? actor.accountId;
  if (site.user(lead) === undefined) throw JiraError.field('projectLead', 'You must specify a valid project lead.');
  const project = site.store.transaction(() => {
    const type = body.projectTypeKey ?? 'software';
    const made = addProject(site, { key: body.key, name: body.name, type, description: body.description ?? '', leadId: lead });
    for (const { name, level } of DEFAULT_TYPES[type]) addTypeToProject(site, made.id, findOrAddType(site, name, level));
    if (type === 'service_desk') furnishDesk(site, made.id);
    if (body.projectTemplateKey?.includes(TEAM_MANAGED) === true) site.store.run('INSERT INTO jira_team_managed (projectId) VALUES (?)', made.id);
    site.addActor(made.id, ROLES.administrators.id, 'group', site.addGroup(ADMIN_GROUP));
    for (const role of [ROLES.administrators, ROLES.members]) site.addActor(made.id, role.id, 'user', lead);
    if (body.issueSecurityScheme !== undefined) applyScheme(site, body.issueSecurityScheme, made.id);
    return made;
  });
  emit(site, actor, 'avi:jira:created:project', { project: brief(project) });
  return { status: 201, body: { self: site.url(`project/${String(project.id)}`), id: project.id, key: project.key } };
}

function brief({ id, key, name }: ProjectRow): Record<string, unknown> {
  return { id: String(id), key, name };
}

/** Deletes a project with its issues. Jira tells of no issue that goes with it. */
function remove(call: Call): Answer {
  const actor = actorOf(call);
  call.viewer.requireAdmin();
  const { site } = call;
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  site.store.transaction(() => {
    for (const id of site.column<number>('SELECT id AS value FROM jira_issue WHERE projectId = ?', project.id)) removeIssue(site, id);
    for (const table of ['role_actor', 'grant', 'project_issuetype', 'project_status', 'component', 'version', 'security_level', 'project_scheme', 'rule', 'pin', 'team_managed']) {
      site.store.run(`DELETE FROM jira_${table} WHERE projectId = ?`, project.id);
    }
    site.store.run("DELETE FROM jira_property WHERE owner = 'project' AND ownerId = ?", String(project.id));
    site.store.run('DELETE FROM jira_project WHERE id = ?', project.id);
  });
  emit(site, actor, 'avi:jira:deleted:project', { project: brief(project) });
  return NOTHING;
}

const day = z.string().refine(isDay, 'is no day that exists, such as 2026-09-27');
const versionBody = z.looseObject({
  name: z.string().min(1).max(255).optional(),
  projectId: z.number().int().optional(),
  project: z.string().optional(),
  description: z.string().optional(),
  released: z.boolean().optional(),
  archived: z.boolean().optional(),
  startDate: day.optional(),
  releaseDate: day.optional(),
});

function administered(call: Call, idOrKey: string): ProjectRow {
  const project = call.viewer.project(idOrKey);
  if (!call.viewer.administers(project.id)) throw forbidden('You must have project administrator rights.');
  return project;
}

function createVersion(call: Call): Answer {
  const { site } = call;
  const body = parseBody(call, versionBody);
  if (body.name === undefined) throw JiraError.field('name', 'You must specify a valid version name');
  const project = administered(call, String(body.projectId ?? body.project ?? ''));
  if (site.store.one('SELECT 1 AS found FROM jira_version WHERE projectId = ? AND name = ?', project.id, body.name) !== undefined) {
    throw JiraError.field('name', 'A version with this name already exists in this project.');
  }
  const id = site.nextId('version');
  site.store.run('INSERT INTO jira_version (id, projectId, name) VALUES (?, ?, ?)', id, project.id, body.name);
  return { status: 201, body: storeVersion(call, id, body) };
}

/** The version that the address names, for who administers its project. */
function versionOf(call: Call): VersionRow {
  const row = call.site.store.one<VersionRow>('SELECT * FROM jira_version WHERE id = ?', Number(param(call, 'id')));
  if (row === undefined) throw new JiraError(404, [`Could not find version for id '${param(call, 'id')}'`]);
  administered(call, String(row.projectId));
  return row;
}

function editVersion(call: Call): Answer {
  return ok(storeVersion(call, versionOf(call).id, parseBody(call, versionBody)));
}

/** Deletes a version, also from the issues that it was on. */
function removeVersion(call: Call): Answer {
  const { site } = call;
  const row = versionOf(call);
  site.store.transaction(() => {
    site.store.run('DELETE FROM jira_issue_version WHERE versionId = ?', row.id);
    site.store.run('DELETE FROM jira_version WHERE id = ?', row.id);
  });
  return NOTHING;
}

function storeVersion({ site }: Call, id: number, body: z.infer<typeof versionBody>): Record<string, unknown> {
  const flag = (value: boolean | undefined): number | null => (value === undefined ? null : Number(value));
  site.store.run(
    `UPDATE jira_version SET name = coalesce(?, name), description = coalesce(?, description), released = coalesce(?, released),
       archived = coalesce(?, archived), startDate = coalesce(?, startDate), releaseDate = coalesce(?, releaseDate) WHERE id = ?`,
    body.name ?? null, body.description ?? null, flag(body.released), flag(body.archived), body.startDate ?? null, body.releaseDate ?? null, id,
  );
  const row = site.store.one<VersionRow>('SELECT * FROM jira_version WHERE id = ?', id);
  if (row === undefined) throw new Error(`Version ${String(id)} was not stored.`);
  return { ...versionBean(site, row), projectId: row.projectId };
}

function createComponent(call: Call): Answer {
  const body = parseBody(call, z.looseObject({ name: z.string().min(1).max(255), project: z.string() }));
  const project = administered(call, body.project);
  const id = findOrAddComponent(call.site, project.id, body.name);
  return {
    status: 201,
    body: { self: call.site.url(`component/${String(id)}`), id: String(id), name: body.name, project: project.key, projectId: project.id },
  };
}

export const projectAdminRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/project', scopes: ['manage:jira-configuration'], handle: create },
  { method: 'DELETE', path: '/rest/api/3/project/{projectIdOrKey}', scopes: ['manage:jira-configuration'], handle: remove },
  { method: 'POST', path: '/rest/api/3/version', scopes: ['manage:jira-project'], handle: createVersion },
  { method: 'PUT', path: '/rest/api/3/version/{id}', scopes: ['manage:jira-project'], handle: editVersion },
  { method: 'DELETE', path: '/rest/api/3/version/{id}', scopes: ['manage:jira-project'], handle: removeVersion },
  { method: 'POST', path: '/rest/api/3/component', scopes: ['manage:jira-project'], handle: createComponent },
];
