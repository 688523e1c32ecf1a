import { AsyncLocalStorage } from 'node:async_hooks';

/** What a run that nobody waits for has asked of Jira so far. */
export interface JiraUse {
  points: number;
  /** ISO instant until which Jira asked to hold back. */
  heldUntil?: string;
}

/** Assumed price of a request in points, and of each issue or other object that it returns (Atlassian, "Rate limiting"). */
export const POINTS_PER_REQUEST = 1;
export const POINTS_PER_OBJECT = 1;

/** Of one invocation, also where a process serves several. */
const uses = new AsyncLocalStorage<JiraUse>();

/** Runs work that nobody waits for: what it asks of Jira is counted, and it is patient. */
export function inBackground<T>(work: () => Promise<T>): Promise<T> {
  return uses.run({ points: 0 }, work);
}

/** Undefined while a person waits. */
export function backgroundUse(): JiraUse | undefined {
  return uses.getStore();
}

const HOUR_MS = 3_600_000;

/** Counts a reply, and takes from its headers whether the limit is near and when more is allowed. */
export function count(use: JiraUse, reply: unknown, headers: { get(name: string): string | null }): void {
  use.points += POINTS_PER_REQUEST + POINTS_PER_OBJECT * objectsIn(reply);
  if (headers.get('x-ratelimit-nearlimit') === 'true') use.heldUntil = resetOf(headers.get('x-ratelimit-reset'));
}

/** Without an instant in the header, the end of the hour (UTC), at which Jira begins to count anew. */
function resetOf(header: string | null): string {
  const stated = Date.parse(header ?? '');
  const hourEnd = (Math.floor(Date.now() / HOUR_MS) + 1) * HOUR_MS;
  return new Date(Number.isNaN(stated) ? hourEnd : stated).toISOString();
}

const LISTS = ['issues', 'issueChangeLogs', 'values', 'worklogs'] as const;

function objectsIn(reply: unknown): number {
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return 0;
  const lists = reply as Partial<Record<(typeof LISTS)[number], unknown>>;
  const list = LISTS.map((name) => lists[name]).find(Array.isArray);
  if (list) return list.length;
  return 'count' in reply ? 0 : 1;
}
