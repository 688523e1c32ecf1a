import { JiraError, forbidden } from '../error';
import { deleteProperty, propertyKeys, readProperty, writeProperty } from '../property-store';
import { NOTHING, ok, param, type Answer, type Call, type Route, type Scope } from '../route';
import { emit, eventIssue } from '../write/event';
import { findIssue } from '../viewer';
import { actorOf } from '../write/request';

const MAX_KEY = 255;
const MAX_VALUE = 32_768;

/** Whose properties: the issue's or project's id, once the caller may read (or write) it. */
type Owned = (call: Call, toWrite: boolean) => string;

const ofIssue: Owned = (call, toWrite) => {
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  if (toWrite && !call.viewer.canOn('EDIT_ISSUES', issue)) throw forbidden('You do not have permission to edit issues in this project.');
  return String(issue.id);
};

const ofProject: Owned = (call, toWrite) => {
  const project = call.viewer.project(param(call, 'projectIdOrKey'));
  if (toWrite && !call.viewer.administers(project.id)) throw forbidden('You do not have permission to administer this project.');
  return String(project.id);
};

function keyOf(call: Call): string {
  const key = param(call, 'propertyKey');
  if (key.length > MAX_KEY) throw new JiraError(400, [`The property key cannot be longer than ${String(MAX_KEY)} characters.`]);
  return key;
}

function notThere(key: string): JiraError {
  return new JiraError(404, [`The property with key '${key}' does not exist.`]);
}

/** The operations on properties of one kind of thing. */
function routesFor(owner: 'issue' | 'project', path: string, owned: Owned, writeScope: Scope): Route[] {
  const list = (call: Call): Answer => {
    const id = owned(call, false);
    return ok({ keys: propertyKeys(call.site, owner, id).map((key) => ({ key, self: call.site.url(`${owner}/${id}/properties/${encodeURIComponent(key)}`) })) });
  };
  const get = (call: Call): Answer => {
    const key = keyOf(call);
    const found = readProperty(call.site, owner, owned(call, false), key);
    if (found === undefined) throw notThere(key);
    return ok({ key, value: found.value });
  };
  const put = (call: Call): Answer => {
    const id = owned(call, true);
    const key = keyOf(call);
    if (call.body === undefined) throw new JiraError(400, ['The property value must be valid JSON.']);
    if (JSON.stringify(call.body).length > MAX_VALUE) throw new JiraError(400, [`The property value cannot be longer than ${String(MAX_VALUE)} characters.`]);
    const isNew = writeProperty(call.site, owner, id, key, call.body);
    tell(call, owner, id, key, 'set');
    return { status: isNew ? 201 : 200 };
  };
  const remove = (call: Call): Answer => {
    const id = owned(call, true);
    const key = keyOf(call);
    if (!deleteProperty(call.site, owner, id, key)) throw notThere(key);
    tell(call, owner, id, key, 'deleted');
    return NOTHING;
  };
  const read = ['read:jira-work'] as const;
  return [
    { method: 'GET', path: `${path}/properties`, scopes: read, handle: list },
    { method: 'GET', path: `${path}/properties/{propertyKey}`, scopes: read, handle: get },
    { method: 'PUT', path: `${path}/properties/{propertyKey}`, scopes: [writeScope], handle: put },
    { method: 'DELETE', path: `${path}/properties/{propertyKey}`, scopes: [writeScope], handle: remove },
  ];
}

function tell(call: Call, owner: 'issue' | 'project', id: string, key: string, verb: 'set' | 'deleted'): void {
  const issue = owner === 'issue' ? findIssue(call.site, id) : undefined;
  if (issue === undefined) return;
  emit(call.site, actorOf(call), `avi:jira:${verb}:issue-property`, { issue: eventIssue(call.site, issue), property: { key } });
}

export const propertyRoutes: readonly Route[] = [
  ...routesFor('issue', '/rest/api/3/issue/{issueIdOrKey}', ofIssue, 'write:jira-work'),
  ...routesFor('project', '/rest/api/3/project/{projectIdOrKey}', ofProject, 'manage:jira-project'),
];

/** App properties belong to the one app of this site. */
const APP = 'app';

function requireApp({ viewer }: Call): void {
  viewer.account();
  if (!viewer.isApp) throw forbidden('Access to this resource is limited to apps.');
}

function message(status: number, text: string): Answer {
  return { status, body: { message: text, statusCode: status } };
}

function appProperty(handle: (call: Call, key: string) => Answer): Route['handle'] {
  return (call) => {
    requireApp(call);
    return handle(call, param(call, 'propertyKey'));
  };
}

const appPath = '/rest/forge/1/app/properties';

export const appPropertyRoutes: readonly Route[] = [
  {
    method: 'GET', path: appPath, scopes: [],
    handle: (call) => {
      requireApp(call);
      return ok({ keys: propertyKeys(call.site, APP, APP).map((key) => ({ key, self: `${call.site.baseUrl}${appPath}/${encodeURIComponent(key)}` })) });
    },
  },
  {
    method: 'GET', path: `${appPath}/{propertyKey}`, scopes: [],
    handle: appProperty((call, key) => {
      const found = readProperty(call.site, APP, APP, key);
      return found === undefined ? message(404, 'Property not found.') : ok({ key, value: found.value });
    }),
  },
  {
    method: 'PUT', path: `${appPath}/{propertyKey}`, scopes: [],
    handle: appProperty((call, key) => {
      if (call.body === undefined || key.length > 127 || JSON.stringify(call.body).length > MAX_VALUE) return message(400, 'The key or value of the property is invalid.');
      return writeProperty(call.site, APP, APP, key, call.body) ? message(201, 'Property created.') : message(200, 'Property updated.');
    }),
  },
  {
    method: 'DELETE', path: `${appPath}/{propertyKey}`, scopes: [],
    handle: appProperty((call, key) => (deleteProperty(call.site, APP, APP, key) ? NOTHING : message(404, 'Property not found.'))),
  },
];
