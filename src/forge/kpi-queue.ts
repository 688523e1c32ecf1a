import { Queue } from '@forge/events';
import { type KpiQueue, type KpiTask } from '../app/kpi-source/ports';

/** The key of the consumer's queue in the manifest. */
const queue = new Queue<KpiTask & Record<string, unknown>>({ key: 'kpis' });

/** Tasks of one KPI follow each other, so that they do not hold up one another's commits. */
export const kpiQueue: KpiQueue = {
  async push(task, delayInSeconds) {
    await queue.push({
      body: { ...task },
      concurrency: { key: task.kpiId, limit: 1 },
      ...(delayInSeconds === undefined ? {} : { delayInSeconds }),
    });
  },
};
