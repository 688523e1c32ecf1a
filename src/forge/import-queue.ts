import { type ImportQueue, type ImportTask } from '../app/imports/queue';
import { queueOf } from './queue';

/** The queue of the consumer `import-tasks`; steps of one import follow each other. */
export const importQueue: ImportQueue = queueOf<ImportTask>('imports', ({ importId }) => importId);
