/** What the shell asks of the platform: control calls, and Jira as the tab's user. */
import type { ClockReading } from '../../clock';
import type { User } from './session';

export interface ModuleInfo {
  key: string;
  type: string;
  title: string;
  /** The title by locale, where the app translates it. */
  titles: Record<string, string>;
  resource: string;
  /** Address of its page on the pages' port. */
  url: string;
  displayConditions: Record<string, unknown>;
  /** Keys of the projects to which an issue panel is pinned. */
  pinnedTo: string[];
  /** Key of the issue property that holds the mark beside an issue context. */
  statusProperty?: string;
}

export interface Place {
  issueKey?: string;
  projectKey?: string;
}

export class JiraError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

let latestClock: ClockReading | undefined;

/** The platform's clock as the last reply told it. */
export function clock(): ClockReading | undefined {
  return latestClock;
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init: RequestInit = { method, headers: { ...headers } };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...headers, 'content-type': 'application/json' };
  }
  const response = await fetch(path, init);
  const reading = response.headers.get('x-platform-clock');
  if (reading !== null) latestClock = JSON.parse(reading) as ClockReading;
  return response;
}

/** A call of `/_host/…`; the reply is the platform's own, so its shape is known. */
export async function host<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await call(method, path, body);
  return (await response.json()) as T;
}

/** A call of the Jira API as the user. Throws JiraError with Jira's own message. */
export async function jira<T>(user: User, method: string, path: string, body?: unknown): Promise<T> {
  const authorization = `Basic ${btoa(`${user.accountId}:`)}`;
  const response = await call(method, path, body, { authorization });
  const text = await response.text();
  // 303 leads to the task that does what was asked for.
  if (response.ok || response.status === 303) return (text === '' ? undefined : JSON.parse(text)) as T;
  throw new JiraError(response.status, messageOf(text) ?? `Jira answered ${response.status}.`);
}

function messageOf(text: string): string | undefined {
  try {
    const body = JSON.parse(text) as { errorMessages?: string[]; errors?: Record<string, string> };
    const messages = [...(body.errorMessages ?? []), ...Object.values(body.errors ?? {})];
    return messages.length === 0 ? undefined : messages.join(' ');
  } catch {
    return undefined;
  }
}
