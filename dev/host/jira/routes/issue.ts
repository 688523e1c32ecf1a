import { z } from 'zod';
import type { Bean } from '../catalogue';
import { newestChanges } from '../change-view';
import { JiraError } from '../error';
import { selectFields } from '../field';
import { IssueView } from '../issue-view';
import { namedProperties } from '../property-store';
import { listOf, ok, param, parseBody, type Answer, type Call, type Route } from '../route';
import { findIssue, type IssueRow } from '../viewer';

/** What is shown of issues: the fields, the expansions and the properties that a request asks for. */
export interface Shown {
  fields: ReadonlySet<string>;
  expand: ReadonlySet<string>;
  properties: readonly string[];
}

/** One issue with all that was asked for. */
export function showIssue(call: Call, view: IssueView, issue: IssueRow, shown: Shown): Bean {
  const bean: Bean = view.bean(issue, shown.fields);
  if (shown.expand.has('names')) bean['names'] = view.names(shown.fields);
  if (shown.expand.has('schema')) bean['schema'] = view.schema(shown.fields);
  if (shown.expand.has('changelog')) bean['changelog'] = newestChanges(call.site, view.people, call.viewer.zone, issue.id);
  if (shown.properties.length > 0) bean['properties'] = namedProperties(call.site, 'issue', String(issue.id), shown.properties);
  return bean;
}

function getIssue(call: Call): Answer {
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  const shown = {
    fields: selectFields(call.site, listOf(call.query, 'fields'), '*all'),
    expand: new Set(listOf(call.query, 'expand')),
    properties: listOf(call.query, 'properties'),
  };
  return ok(showIssue(call, new IssueView(call.site, call.viewer), issue, shown), 1);
}

const MAX_BULK = 100;

const bulkFetch = z.object({
  issueIdsOrKeys: z.array(z.string()).min(1).max(MAX_BULK, `At most ${String(MAX_BULK)} issues can be fetched at once.`),
  fields: z.array(z.string()).optional(),
  expand: z.array(z.string()).optional(),
  properties: z.array(z.string()).max(5).optional(),
  fieldsByKeys: z.boolean().optional(),
});

/** Many issues at once, by id. Those that are gone or not the caller's to see are told as errors. */
function getIssues(call: Call): Answer {
  call.viewer.account();
  const asked = parseBody(call, bulkFetch);
  const shown = {
    fields: selectFields(call.site, asked.fields ?? [], '*navigable'),
    expand: new Set(asked.expand ?? []),
    properties: asked.properties ?? [],
  };
  const found = new Map<number, IssueRow>();
  const issueErrors: Bean[] = [];
  for (const idOrKey of asked.issueIdsOrKeys) {
    const issue = findIssue(call.site, idOrKey);
    if (issue !== undefined && call.viewer.sees(issue)) found.set(issue.id, issue);
    else issueErrors.push({ id: idOrKey, errorMessage: 'Issue does not exist or you do not have permission to see it.' });
  }
  const view = new IssueView(call.site, call.viewer);
  const issues = [...found.values()].sort((one, other) => one.id - other.id).map((issue) => showIssue(call, view, issue, shown));
  return ok({ issues, issueErrors }, issues.length);
}

/** Fails as Jira does for a caller who may see the issue but not do this to it. */
export function requireOnIssue(call: Call, issue: IssueRow, permission: string, text: string): void {
  if (!call.viewer.canOn(permission, issue)) throw new JiraError(403, [text]);
}

export const issueRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/issue/{issueIdOrKey}', scopes: ['read:jira-work'], handle: getIssue },
  { method: 'POST', path: '/rest/api/3/issue/bulkfetch', scopes: ['read:jira-work'], handle: getIssues },
];
