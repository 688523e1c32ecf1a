import { jobsAsTheyRan } from '../jobs/as-they-ran';
import { type UseCase } from '../use-case';

export const readJobs: UseCase<'jobs.read'> = async ({ ports }) => ({ jobs: await jobsAsTheyRan(ports) });
