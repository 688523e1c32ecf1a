import { type InvocationError } from '@forge/events';
import { z } from 'zod';
import { type ImportTask } from '../app/imports/queue';
import { importStep, noteImportFailure } from '../app/imports/step';
import { retried } from './retry';
import { ports } from './wiring';

const task = z.object({ kind: z.enum(['take', 'undo', 'forget']), importId: z.string(), step: z.number().int() }) satisfies z.ZodType<ImportTask>;

/** The consumer of the queue `imports`. */
export async function importTask({ body }: { body: unknown }): Promise<InvocationError | undefined> {
  const asked = task.parse(body);
  return retried(
    `Import: ${asked.kind} failed`,
    () => importStep(ports, asked),
    (message) => noteImportFailure(ports, asked.importId, message),
  );
}
