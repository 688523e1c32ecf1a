import { createInterface } from 'node:readline';
import { type ZodType } from 'zod';

/** What a line says is wrong, told beside its id. */
export class LineError extends Error {}

/**
 * Reads one JSON case a line from standard input and writes one result with its `id` a line, in the same order. A line that
 * cannot be read gives `{id, error}`, and the exit code is 2 at the end. Empty lines are skipped.
 */
export async function eachLine<T>(schema: ZodType<T>, answer: (input: T) => object): Promise<void> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const result = answerTo(line, schema, answer);
    if ('error' in result) process.exitCode = 2;
    if (!process.stdout.write(`${JSON.stringify(result)}\n`)) await new Promise((done) => process.stdout.once('drain', done));
  }
}

function answerTo<T>(line: string, schema: ZodType<T>, answer: (input: T) => object): object {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return { id: null, error: 'This line is no JSON.' };
  }
  const id = typeof read === 'object' && read !== null && 'id' in read ? read.id : null;
  const parsed = schema.safeParse(read);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { id, error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'invalid'}.` };
  }
  try {
    return { id, ...answer(parsed.data) };
  } catch (error) {
    if (error instanceof LineError) return { id, error: error.message };
    throw error;
  }
}
