import { ForgeKvsAPIError } from '@forge/kvs';
import { Refused } from '../app/refused';
import { insist, type Tried } from './insist';

const SLOW_DOWN = new Set(['RATE_LIMIT_EXCEEDED', 'TOO_MANY_REQUESTS', 'REQUEST_THROTTLED']);

/** The store did not take the request, so that it can be repeated whatever it is. */
export function isThrottled(error: unknown): boolean {
  return error instanceof ForgeKvsAPIError && (SLOW_DOWN.has(error.code) || error.responseDetails.status === 429);
}

/** The store failed; whether it carried the request out is not known. */
export function isUnclear(error: unknown): boolean {
  return error instanceof ForgeKvsAPIError && error.responseDetails.status >= 500;
}

/** Makes a request of the store that has the same effect however often it is made, again while it is throttled or fails. */
export function patiently<T>(request: () => Promise<T>): Promise<T> {
  return insist(() => attempted(request, (error) => isThrottled(error) || isUnclear(error)));
}

/** A request's outcome: done, failed in a way that may pass, or, thrown, failed for good. The store's refusals become ours. */
export async function attempted<T>(request: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<Tried<T>> {
  try {
    return { done: await request() };
  } catch (error) {
    if (!mayPass(error)) throw error;
    return { failed: refusalOf(error) };
  }
}

export function refusalOf(error: unknown): unknown {
  if (isThrottled(error)) return new Refused('busy', 'Forge storage asked Needle to slow down.', { remedy: 'Try again in a minute.' });
  if (isUnclear(error)) return new Refused('storage-unavailable', 'Forge storage did not answer.', { remedy: 'Try again in a minute.' });
  return error;
}
