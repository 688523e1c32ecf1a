import { type GateNote, type GateQueue } from '../app/gate/queue';
import { queueOf } from './queue';

/** The queue of the consumer `gate-notes`; all notes go to one list, so they follow each other. */
export const gateQueue: GateQueue = queueOf<GateNote>('gates', () => 'notes');
