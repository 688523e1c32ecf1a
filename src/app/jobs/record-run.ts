import { type JobName, type JobRun, type RunCounts } from '../../domain/installation';
import { type Ports, ref } from '../ports';

/**
 * Runs a job and keeps how that went, so that a schedule that silently stopped is seen. A failure, of the whole or of so
 * many `failed` of its items, goes to the log and is kept as such, and is not thrown on: Forge repeats no schedule, the next run is the repetition, and other jobs follow.
 */
export async function recordRun(ports: Ports, name: JobName, work: () => Promise<RunCounts>): Promise<void> {
  const at = ports.now();
  let did: RunCounts | undefined;
  try {
    did = await work();
  } catch (error) {
    ports.log.error(`Job ${name} failed`, error);
  }
  try {
    await keep(ports, name, { at, ok: did !== undefined && !did['failed'], tookMs: Date.parse(ports.now()) - Date.parse(at), ...(did ? { did } : {}) });
  } catch (error) {
    ports.log.error(`How job ${name} went could not be kept`, error);
  }
}

async function keep(ports: Ports, name: JobName, run: JobRun): Promise<void> {
  const stored = ref('jobRun', name);
  const lastOk = run.ok ? run.at : (await ports.store.read([stored])).get(stored)?.body.lastOk;
  await ports.store.commit([{ ref: stored, body: { ...run, ...(lastOk ? { lastOk } : {}) }, expect: 'any' }], []);
}
