import type { FetchReply } from '../functions/protocol';
import type { Faults } from './faults';

/** Ends an invocation in place of a reply. */
export type Ending = 'kill' | 'cutOff';

/** Of an invocation that is to end early, the share of its requests at which it may. */
const ENDS_HERE = 0.34;

/** Lets an invocation end at one of its requests, before or after that is carried out, where it is drawn to. */
export function endedEarly(faults: Faults): (answer: () => Promise<FetchReply>) => Promise<FetchReply | Ending> {
  const ending = faults.strikes('function.killed') ? 'kill' : faults.strikes('function.cutOff') ? 'cutOff' : undefined;
  return async (answer) => {
    if (!ending) return answer();
    const fault = ending === 'kill' ? 'function.killed' : 'function.cutOff';
    if (faults.part(fault) >= ENDS_HERE) return answer();
    // What was under way when the process ended may have been carried out.
    if (faults.part(fault) < 0.5) await answer();
    return ending;
  };
}
