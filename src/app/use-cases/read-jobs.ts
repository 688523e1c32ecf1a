import { JOBS, isLate } from '../../domain/installation';
import { ref } from '../ports';
import { type UseCase } from '../use-case';

export const readJobs: UseCase<'jobs.read'> = async ({ ports }) => {
  const refs = JOBS.map((name) => ref('jobRun', name));
  const found = await ports.store.read(refs);
  return {
    jobs: JOBS.map((name) => {
      const run = found.get(ref('jobRun', name))?.body;
      const late = isLate(run?.at, ports.now());
      return run ? { name, late, ...run } : { name, late, ok: false };
    }),
  };
};
