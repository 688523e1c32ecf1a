import { type CallInput, type CallName, type CallReply } from '../../src/contract';
import { type Reply } from '../../src/contract/errors';

/** Where a call of the app comes from. */
export type Place =
  | { moduleKey: 'global-page' | 'admin-page' }
  | { moduleKey: 'project-settings' | 'project-page'; projectKey: string }
  | { moduleKey: 'issue-panel'; issueKey: string };

/** The running platform, over HTTP: Jira's own API, the app's own calls, and the clock. */
export interface Client {
  jira<T = unknown>(accountId: string, method: string, path: string, body?: unknown): Promise<T>;
  call<N extends CallName>(accountId: string, place: Place, name: N, payload: CallInput<N>): Promise<CallReply<N>>;
  /** Sets the platform's clock; it stands still when frozen. */
  setClock(at: number, frozen: boolean): Promise<void>;
  /** Moves it on by an ISO 8601 duration, running whatever falls due on the way. */
  advanceClock(by: string): Promise<void>;
}

export function connect(url: string): Client {
  async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }

  return {
    async jira<T>(accountId: string, method: string, path: string, body?: unknown) {
      const authorization = `Basic ${Buffer.from(`${accountId}:`).toString('base64')}`;
      return (await send(method, path, body, { authorization })) as T;
    },
    async call(accountId, place, name, payload) {
      const invocation = { accountId, ...place, functionKey: name, payload };
      const answer = (await send('POST', '/_host/invoke', invocation)) as
        | { ok: true; result: Reply<CallReply<typeof name>> }
        | { ok: false; error: { message: string } };
      if (!answer.ok) throw new Error(`${name} failed: ${answer.error.message}`);
      if (!answer.result.ok) throw new Error(`${name} was refused: ${answer.result.error.message}`);
      return answer.result.data;
    },
    async advanceClock(by) {
      await send('POST', '/_host/clock', { advance: by });
    },
    async setClock(at, frozen) {
      await send('POST', '/_host/clock', { now: new Date(at).toISOString(), frozen });
    },
  };
}
