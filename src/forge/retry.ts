import { InvocationError, InvocationErrorCode } from '@forge/events';
import { ports } from './wiring';

/** Waits before a task or event that failed is delivered again, in seconds (Forge: ≤ 900). */
const RETRY_AFTER_S = 60;

/** Does some work of a queue or event; what failed is asked for again. */
export async function retried(what: string, work: () => Promise<void>): Promise<InvocationError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    ports.log.error(what, error);
    return new InvocationError({ retryAfter: RETRY_AFTER_S, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
}
