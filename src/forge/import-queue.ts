import { Queue } from '@forge/events';
import { type ImportQueue, type ImportTask } from '../app/imports/queue';

/** The key of the consumer's queue in the manifest. */
const queue = new Queue<ImportTask & Record<string, unknown>>({ key: 'imports' });

/** Steps of one import follow each other, so that they do not hold up one another's commits. */
export const importQueue: ImportQueue = {
  async push(task, delayInSeconds) {
    await queue.push({
      body: { ...task },
      concurrency: { key: task.importId, limit: 1 },
      ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    });
  },
};
