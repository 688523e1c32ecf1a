import { type HistoryQueue, type HistoryTask } from '../app/history/ports';
import { queueOf } from './queue';

/** The queue of the consumer `history-tasks`; tasks of one project follow each other. */
export const historyQueue: HistoryQueue = queueOf<HistoryTask>('history', (task) => ('projectId' in task ? task.projectId : task.kind));
