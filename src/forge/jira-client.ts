import type api from '@forge/api';
import { type Route } from '@forge/api';
import { type z } from 'zod';
import { Refused } from '../app/refused';
import { type Tried, insist } from './insist';
import { backgroundUse, count } from './jira-use';

/** Requests to Jira, as a person or as the app, and how its refusals are taken. */

export type Client = Pick<ReturnType<typeof api.asApp>, 'requestJira'>;

/** How long a reply is waited for: at a page so that there is time for another try within an invocation's 25 s. */
const PATIENCE_MS = { page: 5_000, background: 60_000 };

/** A read; undefined when it is not there for whoever asked. */
export async function get<T>(client: Client, path: Route, schema: z.ZodType<T>): Promise<T | undefined> {
  const response = await asking(() => client.requestJira(path, { headers: { accept: 'application/json' } }), 'repeatable');
  if (response.status === 404 || response.status === 403) return undefined;
  return readReply(response, schema);
}

/** A read of which the very status matters, with the reply as it came; one that failed for now is refused as anywhere. */
export async function lookAt(client: Client, path: Route): Promise<{ status: number; reply: unknown }> {
  const response = await asking(() => client.requestJira(path, { headers: { accept: 'application/json' } }), 'repeatable');
  const text = await response.text();
  const reply: unknown = response.ok && text !== '' ? JSON.parse(text) : undefined;
  const use = backgroundUse();
  if (use) count(use, reply, response.headers);
  return { status: response.status, reply };
}

/** A question that is too long for an address; it changes nothing in Jira, so that it can be asked again. */
export async function post<T>(client: Client, path: Route, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const response = await asking(() => client.requestJira(path, { method: 'POST', headers, body: JSON.stringify(body) }), 'repeatable');
  return readReply(response, schema);
}

/** A request whose reply says nothing and which does something; false when what it is about is not there, which Jira tells by one of the statuses `absent`. */
export async function postQuietly(client: Client, path: Route, body: unknown, absent: readonly number[] = [404]): Promise<boolean> {
  return quietly(client, path, { method: 'POST', body, absent, kind: 'once' });
}

export async function putQuietly(client: Client, path: Route, body: unknown): Promise<boolean> {
  return quietly(client, path, { method: 'PUT', body, absent: [404], kind: 'repeatable' });
}

export async function deleteQuietly(client: Client, path: Route): Promise<boolean> {
  return quietly(client, path, { method: 'DELETE', body: undefined, absent: [404], kind: 'repeatable' });
}

interface Quiet {
  method: string;
  body: unknown;
  absent: readonly number[];
  kind: Kind;
}

async function quietly(client: Client, path: Route, { method, body, absent, kind }: Quiet): Promise<boolean> {
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await asking(() => client.requestJira(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }), kind);
  const use = backgroundUse();
  if (use) count(use, undefined, response.headers);
  if (absent.includes(response.status)) return false;
  if (!response.ok) throw new Error(`Jira answered ${response.status} to a request of ours.`);
  return true;
}

type JiraResponse = Awaited<ReturnType<Client['requestJira']>>;

/** Whether a request has the same effect however often it is made. */
type Kind = 'repeatable' | 'once';

/** Asks again where that may help. What does something is repeated only where Jira says that it did not do it. */
function asking(request: () => Promise<JiraResponse>, kind: Kind): Promise<JiraResponse> {
  return insist(async (): Promise<Tried<JiraResponse>> => {
    const response = await inTime(request());
    if (response?.status === 429) return throttled(response);
    if (response && response.status < 500) return { done: response };
    const failed = new Refused('jira-unavailable', 'Jira did not answer.', { remedy: 'Try again in a minute.' });
    if (kind === 'once') throw failed;
    return { failed };
  });
}

function throttled(response: JiraResponse): Tried<JiraResponse> {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  const retryAfterS = Number.isFinite(seconds) ? seconds : undefined;
  const failed = new Refused('busy', 'Jira asked Needle to slow down.', { remedy: 'Try again in a minute.', retryAfterS });
  return { failed, ...(retryAfterS === undefined ? {} : { waitMs: retryAfterS * 1000 }) };
}

/** The reply, or undefined when it does not come in time; what comes later is left alone. */
async function inTime(reply: Promise<JiraResponse>): Promise<JiraResponse | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), backgroundUse() ? PATIENCE_MS.background : PATIENCE_MS.page);
  });
  try {
    return await Promise.race([reply, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readReply<T>(response: JiraResponse, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw new Error(`Jira answered ${response.status} to a request of ours.`);
  const reply: unknown = await response.json();
  const use = backgroundUse();
  if (use) count(use, reply, response.headers);
  return schema.parse(reply);
}
