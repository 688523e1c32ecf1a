import { REQUEST_TYPES } from '../service-desk';
import { JiraError } from '../error';
import { typesOf } from '../project-view';
import { numberOf, ok, param, type Answer, type Call, type Route } from '../route';

/*
 * Request types belong to Jira Service Management, whose API the OpenAPI document of the other operations does not
 * describe. Source: the page "Servicedesk" of Atlassian's Jira Service Management REST reference.
 */

const PAGE = 50;

/** The kinds of requests that a service desk takes. A desk is named by its project here. */
function list(call: Call): Answer {
  const project = call.viewer.project(param(call, 'serviceDeskId'));
  if (project.type !== 'service_desk') throw new JiraError(404, ['The project is not a service desk project.']);
  const start = numberOf(call.query, 'start', 0);
  const limit = numberOf(call.query, 'limit', PAGE, PAGE);
  const here = typesOf(call.site, project.id);
  const values = REQUEST_TYPES.slice(start, start + limit).map(({ id, name, issueType }) => ({
    ...{ id, name, description: name, helpText: '', serviceDeskId: String(project.id) },
    issueTypeId: String(here.find((type) => type.name === issueType)?.id ?? ''),
  }));
  return ok({ size: values.length, start, limit, isLastPage: start + values.length >= REQUEST_TYPES.length, values }, values.length);
}

export const requestTypeRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/servicedeskapi/servicedesk/{serviceDeskId}/requesttype', scopes: ['read:servicedesk-request'], handle: list },
];
