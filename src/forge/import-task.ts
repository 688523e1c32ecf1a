import { InvocationError, InvocationErrorCode } from '@forge/events';
import { z } from 'zod';
import { type ImportTask } from '../app/imports/queue';
import { importStep, noteImportFailure } from '../app/imports/step';
import { Refused } from '../app/refused';
import { ports } from './wiring';

/** Waits before a step that failed is delivered again, in seconds (Forge: ≤ 900). */
const RETRY_AFTER_S = 30;

const task = z.object({ kind: z.enum(['take', 'undo', 'forget']), importId: z.string(), step: z.number().int() }) satisfies z.ZodType<ImportTask>;

/** The consumer of the queue `imports`. */
export async function importTask({ body }: { body: unknown }): Promise<InvocationError | undefined> {
  const asked = task.parse(body);
  try {
    await importStep(ports, asked);
    return undefined;
  } catch (error) {
    ports.log.error(`Import: ${asked.kind} failed`, error);
    await noteImportFailure(ports, asked.importId, error instanceof Refused ? error.message : 'Something went wrong inside Needle.');
    return new InvocationError({ retryAfter: RETRY_AFTER_S, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
}
