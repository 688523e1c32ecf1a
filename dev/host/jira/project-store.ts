import type { CategoryKey } from './catalogue';
import { ROLES, SCHEME } from './permission';
import { APP_ACCOUNT, type Site } from './site';
import { findProject, type ProjectRow } from './viewer';

/** Kinds of projects that Jira has and this site serves. */
export type ProjectType = 'software' | 'service_desk' | 'business';

/** The workflow that every project has from the start. */
export const DEFAULT_STATUSES: readonly { name: string; category: CategoryKey }[] = [
  { name: 'To Do', category: 'new' },
  { name: 'In Progress', category: 'indeterminate' },
  { name: 'Done', category: 'done' },
];

/** Adds a project with Jira's roles and permission scheme, and no issue types yet. */
export function addProject(site: Site, project: { key: string; name: string; type: ProjectType; description?: string; leadId?: string }): ProjectRow {
  const id = site.nextId('project');
  site.store.run(
    'INSERT INTO jira_project (id, key, name, type, description, leadId) VALUES (?, ?, ?, ?, ?, ?)',
    id, project.key, project.name, project.type, project.description ?? '', project.leadId ?? null,
  );
  for (const { roleId, permissions } of SCHEME) {
    for (const permission of permissions) {
      site.store.run('INSERT INTO jira_grant (permission, projectId, roleId) VALUES (?, ?, ?)', permission, id, roleId);
    }
  }
  site.addActor(id, ROLES.apps.id, 'user', APP_ACCOUNT);
  for (const { name, category } of DEFAULT_STATUSES) addStatusToProject(site, id, findOrAddStatus(site, name, category));
  const made = findProject(site, String(id));
  if (made === undefined) throw new Error(`Project ${project.key} was not stored.`);
  return made;
}

export function addTypeToProject(site: Site, projectId: number, typeId: number): void {
  site.store.run('INSERT OR IGNORE INTO jira_project_issuetype (projectId, typeId) VALUES (?, ?)', projectId, typeId);
}

/** Adds a status to the project's workflow, after those that it has. */
export function addStatusToProject(site: Site, projectId: number, statusId: number): void {
  site.store.run(
    `INSERT OR IGNORE INTO jira_project_status (projectId, statusId, rank)
     SELECT ?1, ?2, coalesce(max(rank), 0) + 1 FROM jira_project_status WHERE projectId = ?1`,
    projectId, statusId,
  );
}

type NamedTable = 'issuetype' | 'status' | 'priority' | 'resolution';

function idOf(site: Site, table: NamedTable, name: string): number | undefined {
  return site.store.one<{ id: number }>(`SELECT id FROM jira_${table} WHERE name = ?`, name)?.id;
}

/** Each of these finds by name what all projects share, or adds it; `id` is taken for a new one if nothing has it. */
export function findOrAddType(site: Site, name: string, level: number, id?: number): number {
  return idOf(site, 'issuetype', name) ?? add(site, 'issuetype', { name, level }, id);
}

export function findOrAddStatus(site: Site, name: string, category: CategoryKey, id?: number): number {
  return idOf(site, 'status', name) ?? add(site, 'status', { name, category }, id);
}

export function findOrAddPriority(site: Site, name: string, rank: number, id?: number): number {
  return idOf(site, 'priority', name) ?? add(site, 'priority', { name, rank }, id);
}

export function findOrAddResolution(site: Site, name: string, id?: number): number {
  return idOf(site, 'resolution', name) ?? add(site, 'resolution', { name }, id);
}

function add(site: Site, table: NamedTable, row: Record<string, string | number>, wanted: number | undefined): number {
  const isFree = wanted !== undefined && site.store.one(`SELECT 1 AS found FROM jira_${table} WHERE id = ?`, wanted) === undefined;
  const id = isFree ? wanted : site.nextId(table);
  const columns = Object.keys(row);
  site.store.run(
    `INSERT INTO jira_${table} (id, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})`,
    id, ...Object.values(row),
  );
  return id;
}

export function findOrAddComponent(site: Site, projectId: number, name: string): number {
  const found = site.store.one<{ id: number }>('SELECT id FROM jira_component WHERE projectId = ? AND name = ?', projectId, name);
  if (found !== undefined) return found.id;
  const id = site.nextId('component');
  site.store.run('INSERT INTO jira_component (id, projectId, name) VALUES (?, ?, ?)', id, projectId, name);
  return id;
}

export function findOrAddVersion(site: Site, projectId: number, version: { name: string; released?: boolean | undefined; releaseDate?: string | null | undefined }): number {
  const found = site.store.one<{ id: number }>('SELECT id FROM jira_version WHERE projectId = ? AND name = ?', projectId, version.name);
  if (found !== undefined) return found.id;
  const id = site.nextId('version');
  site.store.run(
    'INSERT INTO jira_version (id, projectId, name, released, releaseDate) VALUES (?, ?, ?, ?, ?)',
    id, projectId, version.name, version.released === true ? 1 : 0, version.releaseDate ?? null,
  );
  return id;
}

/** Issue types of a new project by its kind. */
export const DEFAULT_TYPES: Readonly<Record<ProjectType, readonly { name: string; level: number }[]>> = {
  software: [
    { name: 'Epic', level: 1 }, { name: 'Story', level: 0 }, { name: 'Task', level: 0 }, { name: 'Bug', level: 0 }, { name: 'Sub-task', level: -1 },
  ],
  service_desk: [
    { name: 'Service Request', level: 0 }, { name: 'Incident', level: 0 }, { name: 'Problem', level: 0 }, { name: 'Change', level: 0 }, { name: 'Sub-task', level: -1 },
  ],
  business: [{ name: 'Task', level: 0 }, { name: 'Sub-task', level: -1 }],
};

/** Statuses of a service desk's workflow beside the usual ones. */
export const DESK_STATUSES: readonly { name: string; category: CategoryKey }[] = [
  { name: 'Waiting for support', category: 'new' },
  { name: 'Waiting for customer', category: 'indeterminate' },
  { name: 'Resolved', category: 'done' },
];

/** An issue security level of the project, whose members are its administrators and apps until others are added. */
export function findOrAddLevel(site: Site, projectId: number, name: string): number {
  const found = site.store.one<{ id: number }>('SELECT id FROM jira_security_level WHERE projectId = ? AND name = ?', projectId, name);
  if (found !== undefined) return found.id;
  const id = site.nextId('security_level');
  site.store.run('INSERT INTO jira_security_level (id, projectId, name) VALUES (?, ?, ?)', id, projectId, name);
  for (const role of [ROLES.administrators, ROLES.apps]) addLevelMember(site, id, 'role', String(role.id));
  return id;
}

export function addLevelMember(site: Site, levelId: number, kind: 'role' | 'user' | 'group', holder: string): void {
  site.store.run('INSERT OR IGNORE INTO jira_security_member (levelId, kind, holder) VALUES (?, ?, ?)', levelId, kind, holder);
}

/** Gives a project without a type for epics, work or sub-tasks the usual one. */
export function completeTypes(site: Site, projectId: number): void {
  const present = new Set(
    site.column<number>('SELECT t.level AS value FROM jira_project_issuetype p JOIN jira_issuetype t ON t.id = p.typeId WHERE p.projectId = ?', projectId),
  );
  for (const { name, level } of [{ name: 'Epic', level: 1 }, { name: 'Task', level: 0 }, { name: 'Sub-task', level: -1 }]) {
    if (!present.has(level)) addTypeToProject(site, projectId, findOrAddType(site, name, level));
  }
}
