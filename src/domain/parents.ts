/** Below which epic an issue was, and when it moved from one to another. */
import { instantOf } from './week';

/** A new parent, as Jira's history tells it: ids of issues, null = none. */
export interface ParentChange {
  /** Of the history entry. */
  id: string;
  at: string;
  from: string | null;
  to: string | null;
}

export interface Stays {
  /** Id of the epic that the issue was below at an instant; '' for none. */
  placeAt(instant: string): string;
  /** Oldest first; between two different places each. */
  moves: readonly { at: string; from: string; to: string }[];
}

/**
 * Where an issue was, told backwards from where it is now. Jira writes one move under two names while it changes from the
 * one to the other; what leads nowhere else is none. Changes come in any order, each once or more.
 */
export function staysOf(now: string, changes: readonly ParentChange[]): Stays {
  const newestFirst = [...changes].filter(({ at }) => Number.isFinite(instantOf(at))).sort((a, b) => instantOf(b.at) - instantOf(a.at) || byNumber(b.id, a.id));
  const moves: { at: string; from: string; to: string }[] = [];
  let place = now;
  for (const { at, from } of newestFirst) {
    const before = from ?? '';
    if (before === place) continue;
    moves.unshift({ at, from: before, to: place });
    place = before;
  }
  const first = place;
  return {
    moves,
    placeAt: (instant) => moves.findLast(({ at }) => instantOf(at) <= instantOf(instant))?.to ?? first,
  };
}

/** Names how issues came to a place from another one; from no epic to one, or back, it is the place alone. */
export function comingTo(place: string, from: string): string {
  return place === '' || from === '' ? place : `${place}<${from}`;
}

/** The two again, from that name or the place's own. */
export function fromComingTo(name: string): { place: string; from?: string | undefined } {
  const [place = '', from] = name.split('<');
  return { place, from };
}

/** Jira numbers its entries: 9 comes before 10. */
export function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
