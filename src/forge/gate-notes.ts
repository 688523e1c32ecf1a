import { type InvocationError } from '@forge/events';
import { z } from 'zod';
import { keepNote } from '../app/gate/check-gate';
import { type GateNote } from '../app/gate/queue';
import { GATE_FAILURES } from '../domain/gate';
import { retried } from './retry';
import { ports } from './wiring';

const task = z.object({ at: z.string(), code: z.enum(GATE_FAILURES), passed: z.boolean() }) satisfies z.ZodType<GateNote>;

/** The consumer of the queue `gates`. */
export async function gateNote({ body }: { body: unknown }): Promise<InvocationError | undefined> {
  const note = task.parse(body);
  return retried('The failure of a gate could not be recorded', () => keepNote(ports, note));
}
