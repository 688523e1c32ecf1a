import { invoke } from '@forge/bridge';
import type { CallInput, CallName, CallReply } from '../../src/contract';
import { MAX_REQUEST_BYTES } from '../../src/contract/bounds';
import type { Refusal, Reply } from '../../src/contract/errors';
import { ONCE } from '../../src/contract/once';
import { text } from './text/en';
import { inViewersLanguage } from './text/refusals';
import { say } from './text/say';

/** What a page knows of a call that did not succeed. */
export interface Trouble extends Refusal {
  /** Refused: the app said no, for a reason that stands. Failed: no proper answer came. */
  kind: 'refused' | 'failed';
  /** What to hand to an administrator; absent when the message says it all. */
  details?: string;
}

export type Answer<N extends CallName> = { ok: true; data: CallReply<N> } | { ok: false; trouble: Trouble };

/** These say that something did not work now; trying again may help. */
const FAILURES: ReadonlySet<Refusal['code']> = new Set(['busy', 'jira-unavailable', 'storage-unavailable', 'internal']);

/**
 * A key for what was sent and not answered: sent again as it is, it is known again and done once. What was answered, be it
 * with a refusal, is over; the same input is then a new wish.
 */
const unanswered = new Map<string, string>();

/** Room for what goes with the input: the key, and names. */
const ENVELOPE_BYTES = 1_000;
const KB = 1_000;

/** Calls a function of the app, with the contract's types. Never throws: what goes wrong is told as trouble. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>> {
  const sent = JSON.stringify([name, input]);
  const bytes = bytesOf(sent);
  if (bytes > MAX_REQUEST_BYTES - ENVELOPE_BYTES) return { ok: false, trouble: tooLarge(input, bytes) };
  const once = unanswered.get(sent) ?? crypto.randomUUID();
  unanswered.set(sent, once);
  try {
    // The resolver parsed the input and made the reply by the same row of the contract.
    const reply = (await invoke(name, { ...input, [ONCE]: once })) as unknown as Reply<CallReply<N>> | undefined;
    if (reply && (reply.ok || !FAILURES.has(reply.error.code))) unanswered.delete(sent);
    if (reply?.ok === true) return reply;
    if (reply?.ok === false) return { ok: false, trouble: await troubleOf(name, reply.error) };
    return { ok: false, trouble: failure(name, text.noAnswer) };
  } catch (error) {
    return { ok: false, trouble: failure(name, error instanceof Error ? error.message : String(error)) };
  }
}

async function troubleOf(name: CallName, refusal: Refusal): Promise<Trouble> {
  const said = await inViewersLanguage(refusal);
  if (!FAILURES.has(refusal.code)) return { ...said, kind: 'refused' };
  return { ...said, kind: 'failed', details: `${name}: ${refusal.code}: ${refusal.message}` };
}

/** Forge tells nothing of a crash, a timeout or a lost connection but an opaque message: it belongs in the details. */
function failure(name: CallName, message: string): Trouble {
  return { code: 'internal', kind: 'failed', message: text.unreachable, remedy: text.unreachableRemedy, details: `${name}: ${message}` };
}

/** Forge would not let it through, and would not say why. */
function tooLarge(input: object, bytes: number): Trouble {
  const field = longestIn(input).join('.');
  const message = say(text.tooLarge, { size: String(Math.ceil(bytes / KB)), most: String(MAX_REQUEST_BYTES / KB) });
  return { code: 'invalid-input', kind: 'refused', field, message: `${field}: ${message}`, remedy: text.tooLargeRemedy };
}

/** Where in the input most of it stands: the field, or the one inside of it; a list counts as one. */
function longestIn(input: object): string[] {
  const [longest] = Object.entries(input).sort(([, a], [, b]) => lengthOf(b) - lengthOf(a)) as [string, unknown][];
  if (!longest) return [];
  const [field, value] = longest;
  return [field, ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? longestIn(value) : [])];
}

function lengthOf(value: unknown): number {
  return bytesOf(JSON.stringify(value) ?? '');
}

function bytesOf(json: string): number {
  return new TextEncoder().encode(json).length;
}
