/**
 * The closed list of what can be refused, split by whose move is next. Messages are for people and name no cause that
 * the caller may not know; the cause goes to the log.
 */
export const ERROR_CODES = [
  // The caller can mend the request.
  'invalid-input', // a field is missing, of the wrong type or out of bounds
  'not-found', // it does not exist, or the caller may not see it: the two are never told apart
  'forbidden', // the caller may see it but not do this
  'changed-meanwhile', // someone else changed it since it was read
  'already-exists',
  'confirm', // the caller must say that they know what the message says, and send the same again
  'limit-reached', // a stated bound of the app or the platform
  'not-allowed-here', // the call does not belong to the surface it came from
  'unknown-call',
  // The caller can only wait.
  'busy', // storage or Jira asked to slow down
  'jira-unavailable',
  'storage-unavailable',
  'internal', // our fault; the reference in the message stands in the log
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected refusal, as it crosses the bridge. */
export interface Refusal {
  code: ErrorCode;
  message: string;
  /** Path of the input field at fault, for example `values.3.at`. */
  field?: string | undefined;
  /** What the caller can do about it. */
  remedy?: string | undefined;
}

/** Every call answers with this; it never throws an expected refusal. */
export type Reply<T> = { ok: true; data: T } | { ok: false; error: Refusal };
