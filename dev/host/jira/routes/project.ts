import type { Bean } from '../catalogue';
import { JiraError } from '../error';
import { projectBean, projectSummary, componentsOf, typesOf, versionsOf } from '../project-view';
import { componentBean, statusBean, typeBean, versionBean, type StatusRow } from '../catalogue';
import { namedProperties } from '../property-store';
import { listOf, ok, pageOf, param, type Answer, type Call, type Route } from '../route';
import { People } from '../user-view';
import type { ProjectRow } from '../viewer';

function getProject(call: Call): Answer {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  const properties = listOf(call.query, 'properties');
  const bean = projectBean(call.site, call.viewer, project);
  const shown = properties.length === 0 ? bean : { ...bean, properties: namedProperties(call.site, 'project', String(project.id), properties) };
  return ok(shown, 1);
}

/** The permission that each `action` asks for. */
const ACTIONS: Readonly<Record<string, (call: Call, project: ProjectRow) => boolean>> = {
  view: ({ viewer }, { id }) => viewer.seesProject(id),
  browse: ({ viewer }, { id }) => viewer.can('BROWSE_PROJECTS', id),
  edit: ({ viewer }, { id }) => viewer.administers(id),
  create: ({ viewer }, { id }) => viewer.can('CREATE_ISSUES', id),
};

const ORDERS: Readonly<Record<string, (project: ProjectRow) => string | number>> = {
  key: ({ key }) => key,
  name: ({ name }) => name.toLowerCase(),
};

function searchProjects(call: Call): Answer {
  const action = call.query.get('action') ?? 'view';
  const may = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (may === undefined) throw new JiraError(400, [`The action '${action}' is not one of view, browse, edit, create.`]);
  const orderBy = call.query.get('orderBy') ?? 'key';
  const order = ORDERS[orderBy.replace(/^[+-]/, '')];
  if (order === undefined) throw new JiraError(400, [`Ordering projects by '${orderBy}' is not supported.`]);
  const ids = listOf(call.query, 'id');
  const keys = listOf(call.query, 'keys');
  const types = listOf(call.query, 'typeKey');
  const text = (call.query.get('query') ?? '').toLowerCase();
  const found = call.site.store
    .all<ProjectRow>('SELECT * FROM jira_project')
    .filter((project) => may(call, project))
    .filter(({ id }) => ids.length === 0 || ids.includes(String(id)))
    .filter(({ key }) => keys.length === 0 || keys.includes(key))
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .filter(({ key, name }) => key.toLowerCase().includes(text) || name.toLowerCase().includes(text))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1) * (orderBy.startsWith('-') ? -1 : 1));
  const page = pageOf(call, 'project/search', found, 50, 100);
  const expand = new Set(listOf(call.query, 'expand'));
  return ok({ ...page, values: page.values.map((project) => summary(call, project, expand)) }, page.values.length);
}

function summary(call: Call, project: ProjectRow, expand: ReadonlySet<string>): Bean {
  const lead = new People(call.site).bean(project.leadId);
  return {
    ...projectSummary(call.site, project),
    ...(expand.has('description') ? { description: project.description } : {}),
    ...(expand.has('lead') && lead !== null ? { lead } : {}),
    ...(expand.has('issueTypes') ? { issueTypes: typesOf(call.site, project.id).map((row) => typeBean(call.site, row)) } : {}),
  };
}

function components(call: Call): Answer {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  const rows = componentsOf(call.site, project.id);
  return ok(rows.map((row) => ({ ...componentBean(call.site, row), project: project.key, projectId: project.id })), rows.length);
}

function versions(call: Call): Answer {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  const rows = versionsOf(call.site, project.id);
  return ok(rows.map((row) => ({ ...versionBean(call.site, row), projectId: project.id })), rows.length);
}

/** The statuses of the project's workflow, which all its issue types share. */
function statuses(call: Call): Answer {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  const rows = call.site.store.all<StatusRow>(
    'SELECT s.* FROM jira_project_status p JOIN jira_status s ON s.id = p.statusId WHERE p.projectId = ? ORDER BY p.rank', project.id,
  );
  const beans = rows.map((row) => statusBean(call.site, row));
  return ok(typesOf(call.site, project.id).map(({ id, name, level }) => ({ self: call.site.url(`issuetype/${String(id)}`), id: String(id), name, subtask: level < 0, statuses: beans })), rows.length);
}

/** Whether a new project could have the key; whoever asks is told of all projects, as on Jira. */
function validateKey(call: Call): Answer {
  const key = call.query.get('key') ?? '';
  const fault = keyFault(call, key);
  return ok({ errorMessages: [], errors: fault === undefined ? {} : { projectKey: fault } }, 1);
}

function keyFault({ site }: Call, key: string): string | undefined {
  if (!/^[A-Z][A-Z0-9]+$/.test(key)) return 'Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters.';
  const user = site.store.one<ProjectRow>('SELECT * FROM jira_project WHERE key = ?', key);
  return user === undefined ? undefined : `Project '${user.name}' uses this project key.`;
}

const read = ['read:jira-work'] as const;

export const projectRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/project/search', scopes: read, handle: searchProjects },
  { method: 'GET', path: '/rest/api/3/projectvalidate/key', scopes: read, handle: validateKey },
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}', scopes: read, handle: getProject },
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/components', scopes: read, handle: components },
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/versions', scopes: read, handle: versions },
  { method: 'GET', path: '/rest/api/3/project/{projectIdOrKey}/statuses', scopes: read, handle: statuses },
];
