import { type Ports } from '../ports';

/** Does a job's work for each of its items. One that fails is logged and stops no other. Returns how many failed, for the record of the run. */
export async function eachOf<T>(ports: Ports, what: string, items: readonly T[], work: (item: T) => Promise<void>): Promise<number> {
  let failed = 0;
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      ports.log.error(`${what} failed; the others go on.`, error);
      failed += 1;
    }
  }
  return failed;
}
