import { z } from 'zod';
import { type GateAnswer, GateFailed, type Transition, answerToFailure, checkGate, noteFailure } from '../app/gate/check-gate';
import { type Ports } from '../app/ports';
import { ports } from './wiring';

/** A check answers within five seconds, sending word of a failure included: people wait for it with a transition under way. */
const CHECK_MS = 4_000;
const NOTE_MS = 900;

const status = z.object({ id: z.union([z.string(), z.number().transform(String)]) });

/**
 * What Jira tells a workflow validator, as far as Needle relies on it; each part is absent where it says something else.
 * Its reference names key and both statuses of a transition, and leaves open what is told while an issue is created.
 */
const asked = z
  .object({
    issue: z.object({ key: z.string() }).optional().catch(undefined),
    configuration: z.unknown(),
    transition: z.object({ from: status, to: status.optional().catch(undefined) }).optional().catch(undefined),
  })
  .catch({ configuration: undefined });

/** The handler of the validator `gate`. Never throws: a check that fails answers as its configuration says. */
export const validate = validatorOn(ports);

export function validatorOn(on: Ports): (received: unknown) => Promise<GateAnswer> {
  return async (received) => {
    const { issue, transition, configuration } = asked.parse(received);
    const move: Transition = { issueKey: issue?.key, from: transition?.from.id, to: transition?.to?.id, configuration };
    const isOver = new AbortController();
    try {
      return await within(CHECK_MS, checkGate(on, move, isOver.signal));
    } catch (error) {
      // A check that is late may go on, and must not write down an answer that it did not give.
      isOver.abort();
      on.log.error('A gate could not be checked', error);
      await within(NOTE_MS, noteFailure(on, move, error)).catch((cause: unknown) => on.log.error('The failure of a gate could not be recorded', cause));
      return answerToFailure(move, error);
    }
  };
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new GateFailed('deadline')), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
