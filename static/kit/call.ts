import { invoke } from '@forge/bridge';
import type { CallInput, CallName, CallReply } from '../../src/contract';
import type { Refusal, Reply } from '../../src/contract/errors';
import { ONCE } from '../../src/contract/once';
import { text } from './text/en';
import { inViewersLanguage } from './text/refusals';

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

/** Calls a function of the app, with the contract's types. Never throws: what goes wrong is told as trouble. */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>> {
  const sent = JSON.stringify([name, input]);
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
