import type api from '@forge/api';
import { type Route } from '@forge/api';
import { type z } from 'zod';
import { Refused } from '../app/refused';

/** Requests to Jira, as a person or as the app, and how its refusals are taken. */

export type Client = Pick<ReturnType<typeof api.asApp>, 'requestJira'>;

/** A read; undefined when it is not there for whoever asked. */
export async function get<T>(client: Client, path: Route, schema: z.ZodType<T>): Promise<T | undefined> {
  const response = await asking(() => client.requestJira(path, { headers: { accept: 'application/json' } }));
  if (response.status === 404 || response.status === 403) return undefined;
  return readReply(response, schema);
}

export async function post<T>(client: Client, path: Route, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const response = await asking(() =>
    client.requestJira(path, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
  return readReply(response, schema);
}

/** A request whose reply says nothing; false when what it is about is not there, which Jira tells by one of the statuses `absent`. */
export async function postQuietly(client: Client, path: Route, body: unknown, absent: readonly number[] = [404]): Promise<boolean> {
  return quietly(client, path, 'POST', body, absent);
}

export async function putQuietly(client: Client, path: Route, body: unknown): Promise<boolean> {
  return quietly(client, path, 'PUT', body, [404]);
}

export async function deleteQuietly(client: Client, path: Route): Promise<boolean> {
  return quietly(client, path, 'DELETE', undefined, [404]);
}

async function quietly(client: Client, path: Route, method: string, body: unknown, absent: readonly number[]): Promise<boolean> {
  const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await asking(() => client.requestJira(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }));
  if (absent.includes(response.status)) return false;
  if (!response.ok) throw new Error(`Jira answered ${response.status} to a request of ours.`);
  return true;
}

type JiraResponse = Awaited<ReturnType<Client['requestJira']>>;

async function asking(request: () => Promise<JiraResponse>): Promise<JiraResponse> {
  const response = await request();
  if (response.status === 429) {
    throw new Refused('busy', 'Jira asked Needle to slow down.', { remedy: 'Try again in a minute.' });
  }
  if (response.status >= 500) {
    throw new Refused('jira-unavailable', 'Jira did not answer.', { remedy: 'Try again in a minute.' });
  }
  return response;
}

async function readReply<T>(response: JiraResponse, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw new Error(`Jira answered ${response.status} to a request of ours.`);
  return schema.parse(await response.json());
}
