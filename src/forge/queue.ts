import { InternalServerError, Queue, RateLimitError } from '@forge/events';
import { insist } from './insist';

/**
 * A queue of the manifest, by its key. Tasks with the same `concurrencyKey` follow each other, so that they do not hold up
 * one another's commits. A push that fails is repeated: a task may then come twice, which each of them bears.
 */
export function queueOf<T extends object>(key: string, concurrencyKey: (task: T) => string): { push(task: T, delayInSeconds?: number): Promise<void> } {
  const queue = new Queue<T & Record<string, unknown>>({ key });
  return {
    push: (task, delayInSeconds) =>
      insist(async () => {
        try {
          const delay = delayInSeconds === undefined ? {} : { delayInSeconds };
          await queue.push({ body: { ...task } as T & Record<string, unknown>, concurrency: { key: concurrencyKey(task), limit: 1 }, ...delay });
          return { done: undefined };
        } catch (error) {
          if (error instanceof RateLimitError || error instanceof InternalServerError) return { failed: error };
          throw error;
        }
      }),
  };
}
