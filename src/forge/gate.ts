import { z } from 'zod';
import { type GateAnswer, GateFailed, type Transition, answerToFailure, checkGate, noteFailure } from '../app/gate/check-gate';
import { ports } from './wiring';

/** A check answers within five seconds, recording a failure included: people wait for it with a transition under way. */
const CHECK_MS = 4_000;
const NOTE_MS = 900;

/** What Jira tells a workflow validator, as far as Needle relies on it. */
const asked = z.object({
  issue: z.object({ key: z.string() }),
  configuration: z.unknown(),
  transition: z.object({ from: z.object({ id: z.coerce.string() }), to: z.object({ id: z.coerce.string() }) }),
});

/** The handler of the validator `gate`. Never throws: a check that fails answers as its configuration says. */
export async function validate(received: unknown): Promise<GateAnswer> {
  const { issue, transition, configuration } = asked.parse(received);
  const move: Transition = { issueKey: issue.key, from: transition.from.id, to: transition.to.id, configuration };
  try {
    return await within(CHECK_MS, checkGate(ports, move));
  } catch (error) {
    ports.log.error('A gate could not be checked', error);
    await within(NOTE_MS, noteFailure(ports, move, error)).catch((cause: unknown) => ports.log.error('The failure of a gate could not be recorded', cause));
    return answerToFailure(move, error);
  }
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
