/** When a measure's verdict changed, as pages tell it. */
import { type VerdictChange } from './snapshot';

export interface Turn {
  /** ISO date on which it became `to`. */
  at: string;
  /** Undefined for the first verdict. */
  from: VerdictChange['kind'] | undefined;
  to: VerdictChange['kind'];
}

/**
 * The verdicts that stood, oldest first. An early sign changes nothing: a movement counts from when it is confirmed, and
 * one that stays confirmed does not begin anew after an early sign between.
 */
export function turnsOf(history: readonly VerdictChange[]): Turn[] {
  const turns: Turn[] = [];
  for (const { at, kind, strength } of history) {
    const from = turns.at(-1)?.to;
    if (strength !== 'tentative' && kind !== from) turns.push({ at, from, to: kind });
  }
  return turns;
}
