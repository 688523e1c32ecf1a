import type { Faults } from './faults';

/** Whether the store's indexes stand still: from the request on at which the fault strikes, for a part of its time. */
export function standingStill(faults: Faults): () => boolean {
  let until = 0;
  return () => {
    if (Date.now() < until) return true;
    if (!faults.strikes('kvs.lag')) return false;
    until = Date.now() + faults.part('kvs.lag') * faults.settings.lagMs;
    return true;
  };
}
