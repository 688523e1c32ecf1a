/**
 * Where a function's requests go: the second half of `__forge_fetch__`. What the platform does not have is answered
 * 501 with its name, never with something made up.
 */
import type { Caller, HttpReply, HttpRequest, Kvs } from '../types';
import type { FetchInit, FetchReply, FetchTarget } from './protocol';

/**
 * Answers a path of Atlassian's gateway (queues, web trigger addresses), or undefined when it has none. `depth` is
 * how many queue events led to the invocation that calls.
 */
export type Gateway = (path: string, init: FetchInit, depth: number) => HttpReply | undefined;

/** On whose behalf an invocation runs (nobody's in events and schedules), and how deep in a chain of events. */
export interface Origin {
  accountId?: string | undefined;
  depth?: number | undefined;
}

export interface Outbound {
  kvs: Kvs;
  jira: (request: HttpRequest, caller: Caller) => Promise<HttpReply>;
  gateway: Gateway;
  scopes: readonly string[];
}

/** Carries out one request of an invocation. */
export async function answerFetch(
  { kvs, jira, gateway, scopes }: Outbound,
  { accountId, depth = 0 }: Origin,
  request: { target: FetchTarget; path: string; init: FetchInit },
): Promise<FetchReply> {
  const { target, path, init } = request;
  if (target.type === 'kvs') return kvs.handle(path, init.body === undefined ? {} : JSON.parse(init.body));
  if (target.type !== 'fpp') return notOffered(`Requests to ${target.type ?? 'an unnamed target'}`);
  if (target.remote === 'jira') {
    const caller = callerOf(target, accountId, scopes);
    if ('status' in caller) return caller;
    const httpRequest = { method: init.method ?? 'GET', path, headers: init.headers ?? {}, body: init.body };
    return jira(httpRequest, caller);
  }
  if (target.remote === 'stargate') return gateway(path, init, depth) ?? notOffered(`The gateway path ${path}`);
  return notOffered(`Requests to ${target.remote ?? 'an unnamed product'}`);
}

function callerOf(target: FetchTarget, accountId: string | undefined, scopes: readonly string[]): Caller | FetchReply {
  if (target.contextAri !== undefined) return notOffered('withContext');
  switch (target.provider) {
    case 'app':
      return { kind: 'app', scopes };
    case 'user':
      if (target.accountId !== undefined && target.accountId !== accountId) {
        return notOffered('Offline user impersonation');
      }
      return accountId === undefined ? needsUser() : { kind: 'user', accountId, scopes };
    case 'none':
      return { kind: 'anonymous' };
    default:
      return notOffered(`The provider ${target.provider ?? '(none)'}`);
  }
}

/** Forge's answer to `asUser()` where no user invoked the function; the packages turn it into NeedsAuthenticationError. */
function needsUser(): FetchReply {
  return { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' };
}

function notOffered(what: string): FetchReply {
  return {
    status: 501,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'NOT_IMPLEMENTED', message: `${what} is not offered by the local platform.` }),
  };
}
