import { InvocationError, InvocationErrorCode } from '@forge/events';
import { Refused } from '../app/refused';
import { inBackground } from './jira-use';
import { ports } from './wiring';

/** Waits before a task or event that failed is delivered again, in seconds; where whoever refused it asked for more, so much, up to what Forge allows. */
const RETRY_AFTER_S = 60;
const MAX_RETRY_AFTER_S = 900;

/** Does some work of a queue or event, for which nobody waits. What failed is asked for again; `failed` keeps the failure where people see it. */
export async function retried(what: string, work: () => Promise<void>, failed: (message: string) => Promise<void> = () => Promise.resolve()): Promise<InvocationError | undefined> {
  try {
    await inBackground(work);
    return undefined;
  } catch (error) {
    ports.log.error(what, error);
    try {
      await failed(error instanceof Refused ? error.message : 'Something went wrong inside Needle.');
    } catch (second) {
      ports.log.error('A failure could not be kept.', second);
    }
    const asked = error instanceof Refused ? (error.retryAfterS ?? 0) : 0;
    return new InvocationError({ retryAfter: Math.min(Math.max(asked, RETRY_AFTER_S), MAX_RETRY_AFTER_S), retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
}
