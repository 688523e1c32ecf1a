/**
 * People in front of a site on which things go wrong. They do as the pages do: what is not answered is sent again under the
 * same key, until it is. Everything that was answered is remembered, to be found again at the end.
 */
import { randomUUID } from 'node:crypto';
import { type CallInput, type CallName, type CallReply } from '../../../src/contract';
import { type Reply } from '../../../src/contract/errors';
import { ONCE } from '../../../src/contract/once';
import { type Place } from '../../support/needle';
import { type LocalPlatform } from '../../support/platform';

/** What says honestly that it cannot answer now. */
const HONEST = new Set(['busy', 'jira-unavailable', 'storage-unavailable', 'internal']);
/** Of the platform: the page shows that Needle could not be reached. */
const UNREACHED = new Set(['FUNCTION_CRASHED', 'FUNCTION_TIME_OUT']);
const MOST_TRIES = 60;

export class People {
  /** How often something had to be sent again, and views that could not be answered. */
  readonly again = { changes: 0, views: 0 };

  constructor(private readonly platform: LocalPlatform) {}

  /** A change, sent until it is answered. */
  async until<N extends CallName>(accountId: string, place: Place, name: N, input: CallInput<N>): Promise<CallReply<N>> {
    const payload = { ...input, [ONCE]: randomUUID() };
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const reply = await this.sent(accountId, place, name, payload);
      if (reply?.ok) return reply.data;
      if (reply && !HONEST.has(reply.error.code)) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
      this.again.changes += 1;
    }
    throw new Error(`${name} was not answered in ${MOST_TRIES} tries.`);
  }

  /** A view: what it shows, or undefined when it said that it cannot. Anything else is no honest answer. */
  async look<N extends CallName>(accountId: string, place: Place, name: N, input: CallInput<N>): Promise<CallReply<N> | undefined> {
    const reply = await this.sent(accountId, place, name, input);
    if (reply?.ok) return reply.data;
    if (reply && !HONEST.has(reply.error.code)) throw new Error(`${name} gave a reason that does not stand: ${JSON.stringify(reply.error)}`);
    this.again.views += 1;
    return undefined;
  }

  /** Undefined when the function never answered. */
  private async sent<N extends CallName>(accountId: string, place: Place, name: N, payload: object): Promise<Reply<CallReply<N>> | undefined> {
    const answer = await this.platform.invoke<Reply<CallReply<N>>>(accountId, { ...place, functionKey: name, payload });
    if (answer.ok) return answer.result;
    if (!UNREACHED.has(answer.error.code)) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}\n${this.platform.log().slice(-4_000)}`);
    return undefined;
  }
}

/** Sets what goes wrong; nothing does without rates. */
export async function faults(platform: LocalPlatform, seed: number, rates: Record<string, number> = {}, more: object = {}): Promise<void> {
  const { status, body } = await platform.control('POST', '/_host/faults', { seed, rates, latencyMs: 10, hangMs: 20, lagMs: 200, ...more });
  if (status !== 200) throw new Error(JSON.stringify(body));
}

/** How often each fault has struck. */
export async function struck(platform: LocalPlatform): Promise<Record<string, number>> {
  return (await platform.control<{ struck: Record<string, number> }>('GET', '/_host/faults')).body.struck;
}
