import { z } from 'zod';
import type { Bean } from '../catalogue';
import { JiraError } from '../error';
import { selectFields } from '../field';
import { IssueView } from '../issue-view';
import { among, countSearch, readJql, runSearch, type Position } from '../jql/query';
import type { Scope } from '../jql/values';
import { listOf, numberOf, ok, parseBody, type Answer, type Call, type Route } from '../route';
import type { Param } from '../store';
import { showIssue, type Shown } from './issue';

const DEFAULT_PAGE = 50;
/** With other fields than these, a page holds far fewer issues. */
const CHEAP_FIELDS: ReadonlySet<string> = new Set(['id', 'key']);
const LARGEST_CHEAP_PAGE = 5000;
const LARGEST_PAGE = 100;
/** How long a token of the next page is good. */
const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

interface Asked {
  jql: string;
  fields: readonly string[];
  expand: readonly string[];
  properties: readonly string[];
  maxResults: number;
  nextPageToken: string | undefined;
}

const searchBody = z.object({
  jql: z.string().optional(),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  properties: z.array(z.string()).max(5).optional(),
  maxResults: z.number().int().nonnegative().optional(),
  nextPageToken: z.string().nullish(),
  fieldsByKeys: z.boolean().optional(),
  // Accepted and without effect: here every search sees the newest state.
  reconcileIssues: z.array(z.number().int()).max(50).optional(),
});

function search(call: Call, asked: Asked): Answer {
  const scope = scopeOf(call);
  const query = readJql(asked.jql, scope);
  const isCheap = asked.fields.every((name) => CHEAP_FIELDS.has(name));
  const limit = Math.min(asked.maxResults, isCheap ? LARGEST_CHEAP_PAGE : LARGEST_PAGE);
  const after = asked.nextPageToken === undefined ? undefined : readToken(asked.nextPageToken, call.site.now(), query.order.length);
  const { issues, next } = runSearch(query, scope, limit, after);

  const shown: Shown = {
    fields: isCheap ? new Set() : selectFields(call.site, asked.fields, '*navigable'),
    expand: new Set(asked.expand.filter((name) => name !== 'names' && name !== 'schema')),
    properties: asked.properties,
  };
  const view = new IssueView(call.site, call.viewer);
  const isOnlyId = asked.fields.every((name) => name === 'id') && shown.expand.size === 0 && shown.properties.length === 0;
  const beans: Bean[] = isOnlyId
    ? issues.map(({ id }) => ({ id: String(id) }))
    : issues.map((issue) => showIssue(call, view, issue, shown));
  return ok(
    {
      issues: beans,
      isLast: next === undefined,
      ...(next === undefined ? {} : { nextPageToken: makeToken(next, call.site.now()) }),
      ...(asked.expand.includes('names') ? { names: view.names(shown.fields) } : {}),
      ...(asked.expand.includes('schema') ? { schema: view.schema(shown.fields) } : {}),
    },
    beans.length,
  );
}

function scopeOf({ site, viewer }: Call): Scope {
  return { site, viewer, moment: { now: site.now(), zone: viewer.zone } };
}

const token = z.object({ at: z.number(), after: z.array(z.union([z.string(), z.number(), z.null()])) });

function makeToken(after: Position, now: number): string {
  return Buffer.from(JSON.stringify({ at: now, after }), 'utf8').toString('base64url');
}

function readToken(text: string, now: number, terms: number): Param[] {
  const invalid = new JiraError(400, ['The provided next page token is invalid or expired.']);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalid;
  }
  const parsed = token.safeParse(json);
  if (!parsed.success || parsed.data.after.length !== terms || now - parsed.data.at > TOKEN_LIFE_MS) throw invalid;
  return parsed.data.after;
}

function getSearch(call: Call): Answer {
  const { query } = call;
  return search(call, {
    jql: query.get('jql') ?? '',
    fields: listOf(query, 'fields'),
    expand: listOf(query, 'expand'),
    properties: listOf(query, 'properties'),
    maxResults: numberOf(query, 'maxResults', DEFAULT_PAGE),
    nextPageToken: query.get('nextPageToken') ?? undefined,
  });
}

function postSearch(call: Call): Answer {
  const body = parseBody(call, searchBody);
  return search(call, {
    jql: body.jql ?? '',
    fields: body.fields ?? [],
    expand: (body.expand ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''),
    properties: body.properties ?? [],
    maxResults: body.maxResults ?? DEFAULT_PAGE,
    nextPageToken: body.nextPageToken ?? undefined,
  });
}

function count(call: Call): Answer {
  const { jql } = parseBody(call, z.object({ jql: z.string() }));
  const scope = scopeOf(call);
  return ok({ count: countSearch(readJql(jql, scope), scope) });
}

const matchBody = z.object({ issueIds: z.array(z.number().int()), jqls: z.array(z.string()) });

/** Which of the issues each query finds; a query that cannot be read gives its errors instead. */
function match(call: Call): Answer {
  const { issueIds, jqls } = parseBody(call, matchBody);
  const scope = scopeOf(call);
  const matches = jqls.map((jql) => {
    const errors = faultsOf(jql, scope);
    if (errors.length > 0) return { matchedIssues: [], errors };
    const query = among(readJql(jql, scope), issueIds);
    return { matchedIssues: runSearch(query, scope, Math.max(1, issueIds.length), undefined).issues.map(({ id }) => id), errors };
  });
  return ok({ matches }, issueIds.length);
}

/** What is wrong with each query, as the caller sees the site; of one that can be read nothing. The tree is left out. */
function parse(call: Call): Answer {
  const { queries } = parseBody(call, z.object({ queries: z.array(z.string().min(1)).min(1) }));
  const scope = scopeOf(call);
  return ok({
    queries: queries.map((query) => {
      const errors = faultsOf(query, scope);
      return { query, ...(errors.length > 0 ? { errors } : {}) };
    }),
  });
}

function faultsOf(jql: string, scope: Scope): readonly string[] {
  try {
    readJql(jql, scope);
    return [];
  } catch (error) {
    if (error instanceof JiraError) return error.errorMessages;
    throw error;
  }
}

export const searchRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/search/jql', scopes: ['read:jira-work'], handle: getSearch },
  { method: 'POST', path: '/rest/api/3/search/jql', scopes: ['read:jira-work'], handle: postSearch },
  { method: 'POST', path: '/rest/api/3/search/approximate-count', scopes: ['read:jira-work'], handle: count },
  { method: 'POST', path: '/rest/api/3/jql/match', scopes: ['read:jira-work'], handle: match },
  { method: 'POST', path: '/rest/api/3/jql/parse', scopes: ['read:jira-work'], handle: parse },
];
