import { type GateFailure } from '../../domain/gate';

/** A check that failed, to be written down later: the store may be what failed it. Delivered at least once, in any order. */
export interface GateNote {
  /** ISO instant of the check. */
  at: string;
  code: GateFailure;
  /** Whether the transition was let pass. */
  passed: boolean;
}

export interface GateQueue {
  push(note: GateNote): Promise<void>;
}
