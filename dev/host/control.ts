/** `/_host/…`: what tests, scripts and the shell ask of the platform. JSON only; see docs for every call. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { pagePath, resourcePath } from './bridge/pages';
import { parseDuration } from './duration';
import { messageOf } from './error';
import { FAULTS, faultSettings } from './faults/kinds';
import { guardJson } from './guard';
import { json } from './http';
import { linesOf } from './lines';
import { titleOf } from './manifest';
import type { PageAnswer, Platform, Refusal } from './platform';
import { readRules, removeRule, saveRule } from './rules';
import { localIdOf } from './site';
import type { HttpReply } from './types';

const placeFields = { issueKey: z.string().optional(), projectKey: z.string().optional() };

const invokeSchema = z.strictObject({
  accountId: z.string(),
  moduleKey: z.string(),
  ...placeFields,
  functionKey: z.string(),
  payload: z.unknown().optional(),
});

const contextSchema = z.strictObject({ accountId: z.string(), moduleKey: z.string(), ...placeFields });

const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'is no ISO 8601 instant');

const clockSchema = z.union([
  z.strictObject({ now: instant, frozen: z.boolean().optional() }),
  z.strictObject({ advance: z.string().refine((value) => parseDuration(value) !== undefined, 'is no ISO 8601 duration') }),
]);

const resourceSchema = z.strictObject({ resource: z.string() });

const fetchSchema = z.strictObject({
  accountId: z.string(),
  path: z.string().startsWith('/'),
  method: z.string().default('GET'),
  headers: z.array(z.tuple([z.string(), z.string()])).default([]),
  body: z.string().nullish(),
});

const replaySchema = z.strictObject({
  file: z.string(),
  seed: z.number().int().default(1),
  duplicate: z.number().min(0).max(1).default(0),
  shuffle: z.number().int().min(0).default(0),
});

const accountSchema = z.strictObject({ accountId: z.string(), status: z.enum(['closed', 'updated']) });

const STATUS: Readonly<Record<Refusal, number>> = {
  UNKNOWN_USER: 401,
  UNKNOWN_MODULE: 404,
  UNKNOWN_PLACE: 404,
  NO_RESOLVER: 400,
  PAYLOAD_TOO_LARGE: 413,
};

export interface ControlRequest {
  method: string;
  pathname: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface ControlParts {
  platform: Platform;
  isReady: () => boolean;
  /** Where the app's pages are served: another port, so that they cannot reach this one. */
  pagesUrl: () => string;
}

type Handler = (parts: ControlParts, body: unknown) => HttpReply | Promise<HttpReply>;

/** Every call, by method and path; README.md lists them. */
export const ROUTES: Readonly<Record<string, Handler>> = {
  'GET /_host/ready': ({ isReady }) => (isReady() ? json(200, { ready: true }) : json(503, { ready: false })),
  'GET /_host/users': ({ platform }) => json(200, { users: platform.jira.users() }),
  'GET /_host/modules': ({ platform, pagesUrl }) => json(200, { modules: modulesOf(platform, pagesUrl()) }),
  'POST /_host/invoke': invoke,
  'POST /_host/context': context,
  'POST /_host/resource': resource,
  'POST /_host/fetch': fetchFromPage,
  'GET /_host/meter': ({ platform }) => json(200, platform.meter.read()),
  'POST /_host/meter/reset': ({ platform }) => {
    platform.meter.reset();
    return json(200, platform.meter.read());
  },
  'GET /_host/faults': ({ platform }) => faultsReply(platform),
  'POST /_host/faults': setFaults,
  'GET /_host/clock': ({ platform }) => clockReply(platform),
  'POST /_host/clock': setClock,
  'POST /_host/idle': async ({ platform }) => {
    await platform.dispatcher.whenSettled();
    return json(200, { pendingLater: platform.dispatcher.pendingLater() });
  },
  'POST /_host/rules': ({ platform, pagesUrl }, body) => readRules(platform, pagesUrl(), body),
  'POST /_host/rules/save': ({ platform }, body) => saveRule(platform, body),
  'POST /_host/rules/remove': ({ platform }, body) => removeRule(platform, body),
  'POST /_host/replay': replay,
  'GET /_host/accounts': ({ platform }) => json(200, platform.personalData.accounts),
  'POST /_host/accounts': changeAccount,
  'GET /_host/notices': ({ platform }) => json(200, { notices: platform.jira.notices() }),
  'GET /_host/webtriggers': ({ platform }) => json(200, platform.webTriggers.list()),
};

/** Answers one call, or 404 and 405 by name. */
export async function control(parts: ControlParts, request: ControlRequest): Promise<HttpReply> {
  const handler = Object.hasOwn(ROUTES, `${request.method} ${request.pathname}`)
    ? ROUTES[`${request.method} ${request.pathname}`]
    : undefined;
  if (!handler) return unknownRoute(request);
  if (request.method === 'GET') return handler(parts, undefined);
  const refusal = guardJson(request.headers, request.body);
  if (refusal) return refusal;
  try {
    return await handler(parts, request.body === '' ? {} : JSON.parse(request.body));
  } catch (error) {
    if (error instanceof SyntaxError) return badRequest('The body is no valid JSON.');
    throw error;
  }
}

async function invoke({ platform }: ControlParts, body: unknown): Promise<HttpReply> {
  const parsed = invokeSchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  const { accountId, moduleKey, functionKey, payload, issueKey, projectKey } = parsed.data;
  return answerReply(await platform.invoke({ accountId, moduleKey, functionKey, payload, place: { issueKey, projectKey } }));
}

function answerReply(answer: PageAnswer): HttpReply {
  switch (answer.kind) {
    case 'answered': {
      const reply = json(200, { ok: true, result: answer.result });
      // What the call cost the function's process, for measurements.
      reply.headers['x-function-cpu-ms'] = answer.cpuMs.toFixed(1);
      return reply;
    }
    case 'failed':
      return json(200, { ok: false, error: { code: answer.code, message: answer.message } });
    case 'refused':
      return json(STATUS[answer.code], { ok: false, error: { code: answer.code, message: answer.message } });
  }
}

function context({ platform }: ControlParts, body: unknown): HttpReply {
  const parsed = contextSchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  const { accountId, moduleKey, issueKey, projectKey } = parsed.data;
  const found = platform.context(accountId, moduleKey, { issueKey, projectKey });
  if ('refusal' in found) return json(STATUS[found.refusal], { error: { code: found.refusal, message: found.message } });
  return json(200, { context: found.context });
}

/** Where a resource of the manifest, `key` or `key/entry`, is served. */
function resource({ platform, pagesUrl }: ControlParts, body: unknown): HttpReply {
  const parsed = resourceSchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  const path = resourcePath(platform.manifest, parsed.data.resource);
  if (path === undefined) return json(404, { error: { code: 'UNKNOWN_RESOURCE', message: `The manifest has no resource "${parsed.data.resource}".` } });
  return json(200, { url: pagesUrl() + path });
}

async function fetchFromPage({ platform }: ControlParts, body: unknown): Promise<HttpReply> {
  const parsed = fetchSchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  const { accountId, path, method, headers, body: sent } = parsed.data;
  if (!platform.knows(accountId)) return json(401, { error: { code: 'UNKNOWN_USER', message: `Nobody has the account ${accountId}.` } });
  const names = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const reply = await platform.jiraFromPage({ method, path, headers: names, body: sent ?? undefined }, accountId);
  return json(200, reply);
}

/** Delivers a history file of this machine as live events; `POST /_host/idle` then waits for their delivery. */
function replay({ platform }: ControlParts, body: unknown): HttpReply {
  const parsed = replaySchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  const { file, ...options } = parsed.data;
  if (!existsSync(file)) return badRequest(`There is no file ${file}.`);
  if (!platform.jira.replay) return json(501, { error: { code: 'NOT_IMPLEMENTED', message: 'The local Jira does not replay yet.' } });
  try {
    return json(200, platform.jira.replay(linesOf(file), options));
  } catch (error) {
    return badRequest(messageOf(error));
  }
}

/** Sets all of the faults and quotas; what is not named is off. */
function setFaults({ platform }: ControlParts, body: unknown): HttpReply {
  const parsed = faultSettings.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  platform.faults.set(parsed.data);
  return faultsReply(platform);
}

function faultsReply({ faults }: Platform): HttpReply {
  return json(200, { ...faults.settings, struck: faults.counts, kinds: FAULTS });
}

/** Lets an account be closed or changed, as the next report of the app hears. */
function changeAccount({ platform }: ControlParts, body: unknown): HttpReply {
  const parsed = accountSchema.safeParse(body);
  if (!parsed.success) return badRequest(firstIssue(parsed.error));
  platform.personalData.change(parsed.data.accountId, parsed.data.status);
  return json(200, platform.personalData.accounts);
}

async function setClock({ platform }: ControlParts, body: unknown): Promise<HttpReply> {
  const parsed = clockSchema.safeParse(body);
  if (!parsed.success) return badRequest('Send {"now": instant, "frozen"?: boolean} or {"advance": ISO 8601 duration such as "P1DT2H"}.');
  if ('advance' in parsed.data) await platform.dispatcher.advance(parseDuration(parsed.data.advance) ?? 0);
  else platform.clock.set(Date.parse(parsed.data.now), parsed.data.frozen);
  return clockReply(platform);
}

function clockReply({ clock }: Platform): HttpReply {
  return json(200, { now: new Date(clock.now()).toISOString(), frozen: clock.frozen });
}

/** What the shell needs to show the app's modules. */
function modulesOf({ manifest, jira }: Platform, pagesUrl: string): unknown[] {
  return manifest.modules
    .filter(({ type, resource }) => type.startsWith('jira:') && resource !== undefined)
    .map((module) => ({
      key: module.key,
      type: module.type,
      title: titleOf(manifest, module),
      titles: Object.fromEntries([...manifest.translations.texts.keys()].map((locale) => [locale, titleOf(manifest, module, locale)])),
      resource: module.resource,
      url: pagesUrl + (pagePath(manifest, module) ?? ''),
      displayConditions: module.displayConditions ?? {},
      pinnedTo: jira.pinnedTo(localIdOf(manifest.appId, module.key)),
      // Jira Cloud, "Issue context": the issue property from which the mark beside it is taken.
      statusProperty: `com.atlassian.jira.issue:${manifest.appId}:${module.key}:status`,
    }));
}

function unknownRoute({ method, pathname }: ControlRequest): HttpReply {
  const known = Object.keys(ROUTES).some((route) => route.endsWith(` ${pathname}`));
  return json(known ? 405 : 404, {
    error: { code: known ? 'METHOD_NOT_ALLOWED' : 'NOT_FOUND', message: `There is no ${method} ${pathname}.` },
  });
}

function badRequest(message: string): HttpReply {
  return json(400, { ok: false, error: { code: 'BAD_REQUEST', message } });
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'body'}: ${issue.message}` : 'The body is not valid.';
}
