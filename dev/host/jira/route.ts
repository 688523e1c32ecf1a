import type { z } from 'zod';
import type { Caller } from '../types';
import { JiraError } from './error';
import type { Site } from './site';
import type { Viewer } from './viewer';

/** A classic OAuth scope that an operation may need, as the OpenAPI document's `x-atlassian-oauth2-scopes` says. */
export type Scope =
  | 'read:jira-work'
  | 'write:jira-work'
  | 'read:jira-user'
  | 'manage:jira-project'
  | 'manage:jira-configuration'
  | 'read:servicedesk-request';

/** One request, parsed as far as all operations need it. */
export interface Call {
  site: Site;
  viewer: Viewer;
  caller: Caller;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
}

export interface Answer {
  status: number;
  /** Absent: an empty reply. */
  body?: unknown;
  /** What Atlassian's rate limiting counts beyond the 1 of the request itself. */
  points?: number;
}

/** One operation of the REST API. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path as the OpenAPI document writes it. */
  path: string;
  scopes: readonly Scope[];
  handle: (call: Call) => Answer;
}

/** A 200 that returns core objects (or identity objects, which count double). */
export function ok(body: unknown, objects = 0): Answer {
  return { status: 200, body, points: objects };
}

export const NOTHING: Answer = { status: 204 };

/** A parameter that the route's path names. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}.`);
  return value;
}

/** The body in the shape that the operation expects, or a 400 that names what is wrong. */
export function parseBody<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body);
  if (parsed.success) return parsed.data;
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || 'body'] = issue.message;
  throw new JiraError(400, ['Invalid request payload. Refer to the REST API documentation and try again.'], errors);
}

/** A parameter that may be repeated or hold a list with commas. */
export function listOf(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** A whole number of the query within bounds: too high is lowered, too low or no number is a 400. */
export function numberOf(query: URLSearchParams, name: string, fallback: number, highest = Number.MAX_SAFE_INTEGER): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new JiraError(400, [`The value '${text}' of ${name} is not a whole number.`]);
  return Math.min(value, highest);
}

/** One page of a list in the form of Jira's page beans. */
export function pageOf<T>(call: Call, path: string, all: readonly T[], defaultSize: number, highest = defaultSize): {
  self: string; maxResults: number; startAt: number; total: number; isLast: boolean; values: T[]; nextPage?: string;
} {
  const startAt = numberOf(call.query, 'startAt', 0);
  const maxResults = numberOf(call.query, 'maxResults', defaultSize, highest);
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  const address = (from: number): string => `${call.site.url(path)}?startAt=${String(from)}&maxResults=${String(maxResults)}`;
  return {
    self: address(startAt),
    maxResults,
    startAt,
    total: all.length,
    isLast,
    values,
    ...(isLast ? {} : { nextPage: address(startAt + maxResults) }),
  };
}
