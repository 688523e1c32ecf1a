import { type Reading } from '../../../src/domain/import-file/reading';
import { type Trouble, call } from '../../kit/call';

/** Sends what was read, part after part, and starts the import. `onSent` is told how many values have arrived. */
export async function sendImport(name: string, { parts, rows, repeated, refused, read }: Reading, onSent: (values: number) => void): Promise<{ importId: string } | { trouble: Trouble }> {
  const [first] = parts;
  if (!first) throw new Error('Nothing was read that could be sent.');
  const begun = await call('import.begin', { name, rows: read, parts: parts.length, kpiId: first.kpiId });
  if (!begun.ok) return begun;
  const { importId } = begun.data;
  let sent = 0;
  for (const [part, { kpiId, values }] of parts.entries()) {
    const answer = await again(() => call('import.part', { importId, part, kpiId, values }));
    if (!answer.ok) return answer;
    sent += values.length;
    onSent(sent);
  }
  const started = await again(() => call('import.start', { importId, rows, repeated, refused }));
  return started.ok ? { importId } : started;
}

const TRIES = 3;
const WAIT_MS = 1_500;

/** A part that did not arrive is sent again, which changes nothing where it had arrived. */
async function again<A extends { ok: true } | { ok: false; trouble: Trouble }>(ask: () => Promise<A>): Promise<A> {
  let answer = await ask();
  for (let tries = 1; tries < TRIES && !answer.ok && answer.trouble.kind === 'failed'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    answer = await ask();
  }
  return answer;
}
