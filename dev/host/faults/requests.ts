/** Lets requests of a function go wrong on their way to the store, to Jira and to the queues. */
import { json } from '../http';
import type { FetchReply, FromFunction } from '../functions/protocol';
import type { Faults } from './faults';

export type FunctionRequest = Pick<Extract<FromFunction, { type: 'fetch' }>, 'target' | 'path' | 'init'>;
type Answer = (request: FunctionRequest) => Promise<FetchReply>;

/** Longest `Retry-After` of a burst, in seconds. */
const BURST_WAIT_S = 3;

export interface Lifted {
  faults: Faults;
  /** Seconds until the hour of Jira's points ends. */
  secondsLeft: () => number;
}

/** Answers a request as `answer` does, unless a fault strikes. */
export async function answerWithFaults(parts: Lifted, request: FunctionRequest, answer: Answer): Promise<FetchReply> {
  const { faults } = parts;
  if (faults.strikes('latency')) await pause(faults.part('latency') * faults.settings.latencyMs);
  const { target, path } = request;
  if (target.type === 'kvs') return answerStore(faults, request, answer);
  if (target.remote === 'jira') return answerJira(parts, request, answer);
  if (path.startsWith('/webhook/queue/publish/') && faults.strikes('queue.failed')) {
    return json(500, { message: 'Internal server error', code: '500' });
  }
  return answer(request);
}

async function answerStore(faults: Faults, request: FunctionRequest, answer: Answer): Promise<FetchReply> {
  if (faults.strikes('kvs.throttled')) return json(429, { code: 'TOO_MANY_REQUESTS', message: 'Too many requests' });
  if (faults.strikes('kvs.failed')) return storeFailed();
  if (request.path.endsWith('/transaction') && faults.strikes('kvs.conflict')) {
    return json(400, { code: 'CONDITIONAL_CHECK_FAILED', message: 'Request failed due to conditional check specified or optimistic locking' });
  }
  const reply = await answer(request);
  return faults.strikes('kvs.lostReply') ? storeFailed() : reply;
}

function storeFailed(): FetchReply {
  return json(500, { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' });
}

async function answerJira({ faults, secondsLeft }: Lifted, request: FunctionRequest, answer: Answer): Promise<FetchReply> {
  if (!request.path.includes(faults.settings.jiraPath ?? '')) return answer(request);
  if (faults.strikes('jira.throttled')) return tooMany(Math.ceil(faults.part('jira.throttled') * BURST_WAIT_S), 'jira-burst-based');
  if (faults.strikes('jira.quota')) return tooMany(secondsLeft(), 'jira-quota-global-based');
  if (faults.strikes('jira.failed')) return jiraFailed(500, 'Internal server error');
  if (faults.strikes('jira.timedOut')) {
    await pause(faults.settings.hangMs);
    return jiraFailed(504, 'Gateway timeout');
  }
  const { asked, wasEmpty } = withoutMark(request);
  if (!wasEmpty && isSearch(request) && faults.strikes('jira.emptyPage')) return emptyPage(request);
  const reply = await answer(asked);
  return faults.strikes('jira.lostReply') ? jiraFailed(500, 'Internal server error') : reply;
}

/** The reply with which Jira asks to slow down. Source: "Rate limiting", developer.atlassian.com. */
export function tooMany(seconds: number, reason: string, headers: Record<string, string> = {}): FetchReply {
  const reply = jiraFailed(429, 'Rate limit exceeded.');
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(Math.max(1, seconds)), 'ratelimit-reason': reason, ...headers } };
}

function jiraFailed(status: number, message: string): FetchReply {
  return json(status, { errorMessages: [message], errors: {} });
}

/** A token with which a search goes on that has just been answered with an empty page. */
const MARK = 'empty.';

function isSearch({ path, init }: FunctionRequest): boolean {
  return init.method === 'POST' && path.endsWith('/search/jql');
}

function emptyPage({ init }: FunctionRequest): FetchReply {
  return json(200, { issues: [], isLast: false, nextPageToken: MARK + (bodyOf(init.body).nextPageToken ?? '') });
}

function withoutMark(request: FunctionRequest): { asked: FunctionRequest; wasEmpty: boolean } {
  const body = isSearch(request) ? bodyOf(request.init.body) : {};
  if (!body.nextPageToken?.startsWith(MARK)) return { asked: request, wasEmpty: false };
  const { nextPageToken, ...rest } = body;
  const token = nextPageToken.slice(MARK.length);
  const asked = JSON.stringify(token === '' ? rest : { ...rest, nextPageToken: token });
  return { asked: { ...request, init: { ...request.init, body: asked } }, wasEmpty: true };
}

function bodyOf(body: string | undefined): { nextPageToken?: string } {
  return body === undefined ? {} : (JSON.parse(body) as { nextPageToken?: string });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
