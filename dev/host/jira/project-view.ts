import { componentBean, typeBean, versionBean, type Bean, type ComponentRow, type TypeRow, type VersionRow } from './catalogue';
import type { Site } from './site';
import { People } from './user-view';
import type { ProjectRow, Viewer } from './viewer';
import { isTeamManaged } from './workflow';

function avatars(site: Site, project: ProjectRow): Record<string, string> {
  const at = (size: number): string => `${site.baseUrl}/icon/project/${String(project.id)}?size=${String(size)}`;
  return { '48x48': at(48), '24x24': at(24), '16x16': at(16), '32x32': at(32) };
}

/** A project as an issue's `project` field and lists show it. */
export function projectReference(site: Site, project: ProjectRow): Bean {
  return {
    self: site.url(`project/${String(project.id)}`),
    id: String(project.id),
    key: project.key,
    name: project.name,
    projectTypeKey: project.type,
    simplified: isTeamManaged(site, project.id),
    avatarUrls: avatars(site, project),
  };
}

export function typesOf(site: Site, projectId: number): TypeRow[] {
  return site.store.all<TypeRow>(
    'SELECT t.* FROM jira_project_issuetype p JOIN jira_issuetype t ON t.id = p.typeId WHERE p.projectId = ? ORDER BY t.level DESC, t.id',
    projectId,
  );
}

export function versionsOf(site: Site, projectId: number): VersionRow[] {
  return site.store.all<VersionRow>('SELECT * FROM jira_version WHERE projectId = ? ORDER BY id', projectId);
}

export function componentsOf(site: Site, projectId: number): ComponentRow[] {
  return site.store.all<ComponentRow>('SELECT * FROM jira_component WHERE projectId = ? ORDER BY name', projectId);
}

/** A project in a list: what `project/search` shows without `expand`. */
export function projectSummary(site: Site, project: ProjectRow): Bean {
  return { expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight', ...projectReference(site, project), style: isTeamManaged(site, project.id) ? 'next-gen' : 'classic', isPrivate: false, properties: {} };
}

/** A project by itself. */
export function projectBean(site: Site, viewer: Viewer, project: ProjectRow): Bean {
  const lead = new People(site).bean(project.leadId);
  const roles = site.store.all<{ id: number; name: string }>('SELECT id, name FROM jira_role ORDER BY id');
  return {
    ...projectSummary(site, project),
    description: project.description,
    ...(lead === null ? {} : { lead }),
    components: componentsOf(site, project.id).map((row) => componentBean(site, row)),
    issueTypes: typesOf(site, project.id).map((row) => typeBean(site, row)),
    versions: versionsOf(site, project.id).map((row) => ({ ...versionBean(site, row), projectId: project.id })),
    assigneeType: 'UNASSIGNED',
    roles: viewer.administers(project.id)
      ? Object.fromEntries(roles.map((role) => [role.name, site.url(`project/${String(project.id)}/role/${String(role.id)}`)]))
      : {},
  };
}
