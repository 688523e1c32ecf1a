import type { Refusal } from './refusal';

/** What a call of the store came to: the reply's content and the keys it touched, for the meter. */
export interface Outcome {
  /** Absent: the reply is empty. */
  content?: unknown;
  /** A refusal that touched keys nevertheless, such as reading one that is not there. */
  refused?: Refusal;
  reads?: number;
  writes?: number;
}

/** Carries out one call on the parsed JSON of its body. Throws a Refusal when it touched nothing. */
export type Call = (body: unknown) => Outcome;
