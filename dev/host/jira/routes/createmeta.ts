import { z } from 'zod';
import { Catalogue, typeBean } from '../catalogue';
import { SYSTEM_FIELDS, customFields } from '../field';
import { JiraError, noSuchProject } from '../error';
import { typesOf } from '../project-view';
import { numberOf, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import type { ProjectRow } from '../viewer';

/** The fields that can be given when an issue is created. */
const CREATED_WITH = ['summary', 'description', 'priority', 'parent', 'labels', 'components', 'fixVersions', 'assignee', 'reporter', 'duedate', 'security'];

function projectFor(call: Call): ProjectRow {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  if (!call.viewer.can('CREATE_ISSUES', project.id)) throw noSuchProject(project.key);
  return project;
}

function types(call: Call): Answer {
  const rows = typesOf(call.site, projectFor(call).id);
  const issueTypes = rows.map((row) => typeBean(call.site, row));
  return ok({ startAt: 0, maxResults: Math.max(issueTypes.length, 1), total: issueTypes.length, issueTypes }, issueTypes.length);
}

function fields(call: Call): Answer {
  const project = projectFor(call);
  const type = typesOf(call.site, project.id).find(({ id }) => String(id) === param(call, 'issueTypeId'));
  if (type === undefined) throw new JiraError(400, ['The issue type is not in this project.']);
  const all = [...SYSTEM_FIELDS.filter(({ id }) => CREATED_WITH.includes(id)), ...customFields(call.site)].map((field) => ({
    required: field.id === 'summary' || (field.id === 'parent' && type.level < 0),
    schema: field.schema ?? { type: 'issuelink', system: field.id },
    name: field.name,
    key: field.key,
    fieldId: field.id,
    hasDefaultValue: field.id === 'priority' || field.id === 'reporter',
    operations: field.schema?.type === 'array' ? ['add', 'set', 'remove'] : ['set'],
    ...(field.id === 'priority' ? { allowedValues: [...new Catalogue(call.site).priorities.keys()].map((id) => new Catalogue(call.site).priority(id)) } : {}),
  }));
  const startAt = numberOf(call.query, 'startAt', 0);
  const maxResults = numberOf(call.query, 'maxResults', 50, 200);
  const page = all.slice(startAt, startAt + maxResults);
  return ok({ startAt, maxResults, total: all.length, fields: page }, page.length);
}

const KINDS: Readonly<Record<string, string>> = {
  'com.atlassian.jira.plugin.system.customfieldtypes:float': 'number',
  'com.atlassian.jira.plugin.system.customfieldtypes:textfield': 'string',
};

/** Adds a custom field of numbers or short texts. */
function createField(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const body = parseBody(call, z.looseObject({ name: z.string().min(1).max(255), type: z.string() }));
  const type = Object.hasOwn(KINDS, body.type) ? KINDS[body.type] : undefined;
  if (type === undefined) throw new JiraError(501, [`Custom fields of type '${body.type}' are not served.`]);
  const highest = Math.max(10_100, ...customFields(site).map((field) => field.schema?.customId ?? 0));
  const id = `customfield_${String(highest + 1)}`;
  site.store.run('INSERT INTO jira_field (id, name, type, items, custom) VALUES (?, ?, ?, NULL, ?)', id, body.name, type, body.type);
  return { status: 201, body: customFields(site).find((field) => field.id === id) };
}

const read = ['read:jira-work'] as const;

export const createMetaRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes', scopes: read, handle: types },
  { method: 'GET', path: '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}', scopes: read, handle: fields },
  { method: 'POST', path: '/rest/api/3/field', scopes: ['manage:jira-configuration'], handle: createField },
];
