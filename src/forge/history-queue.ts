import { Queue } from '@forge/events';
import { type HistoryQueue, type HistoryTask } from '../app/history/ports';

/** The key of the consumer's queue in the manifest. */
const queue = new Queue<HistoryTask & Record<string, unknown>>({ key: 'history' });

/** Tasks of one project follow each other, so that they do not hold up one another's commits. */
export const historyQueue: HistoryQueue = {
  async push(task, delayInSeconds) {
    await queue.push({
      body: { ...task },
      concurrency: { key: task.projectId, limit: 1 },
      ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    });
  },
};
