import { type JobRun, type Ports, ref } from '../ports';

/**
 * Runs a job and keeps how that went, so that a schedule that silently stopped is seen. A failure goes to the log and is
 * kept as such, and is not thrown on: Forge repeats no schedule, the next run is the repetition.
 */
export async function recordRun(ports: Ports, name: string, work: () => Promise<Record<string, number>>): Promise<void> {
  const at = ports.now();
  const stored = ref('jobRun', name);
  const before = (await ports.store.read([stored])).get(stored)?.body;
  let did: Record<string, number> | undefined;
  try {
    did = await work();
  } catch (error) {
    ports.log.error(`Job ${name} failed`, error);
  }
  const lastOk = did ? at : before?.lastOk;
  const run: JobRun = {
    ...{ at, ok: did !== undefined, tookMs: Date.parse(ports.now()) - Date.parse(at) },
    ...(did ? { did } : {}),
    ...(lastOk ? { lastOk } : {}),
  };
  await ports.store.commit([{ ref: stored, body: run, expect: 'any' }], []);
}
