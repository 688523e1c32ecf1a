import { type CallReply } from '../../contract/index';
import { JOBS, isLate } from '../../domain/installation';
import { type Ports, ref } from '../ports';

/** How each job last ran, in the order in which they run. */
export async function jobsAsTheyRan(ports: Ports): Promise<CallReply<'jobs.read'>['jobs']> {
  const found = await ports.store.read(JOBS.map((name) => ref('jobRun', name)));
  return JOBS.map((name) => {
    const run = found.get(ref('jobRun', name))?.body;
    const late = isLate(run?.at, ports.now());
    return run ? { name, late, ...run } : { name, late, ok: false };
  });
}
