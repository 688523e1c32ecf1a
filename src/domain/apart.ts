/**
 * Work that restricted outcomes alone make change work. To whoever sees none of these it is run work, as it would be if they
 * were not there; so it is kept apart, and each reader is told the split that is true for what they see.
 */
import { MOVE_DAYS } from './history';
import { type Work } from './work-rule';

/** Done by week. */
export interface DoneWeeks {
  items: readonly number[];
  points: readonly number[];
  hours: readonly number[];
}

/** Work below epics that serve these outcomes and none that is not restricted; lists are by week. */
export interface Apart extends DoneWeeks {
  /** Ascending. To whoever sees one of them it is change work. */
  outcomeIds: readonly string[];
  inProgress: readonly number[];
  /** Bit d for each day d on which something moved forward. */
  moves: readonly number[];
}

/** A split as somebody is told it who sees no restricted outcome: `run` holds what is kept apart too, `moves` holds none of it. */
export interface KeptSplit {
  change: DoneWeeks;
  run: DoneWeeks;
  inProgress?: Readonly<Record<Work, readonly number[]>> | undefined;
  /** Bit d for each day d with a forward move of change work, bit 7 + d of run work; absent in what was made before it was kept. */
  moves?: readonly number[] | undefined;
  /** Absent where there is nothing of that kind. */
  apart?: readonly Apart[] | undefined;
}

/** As many as one project's activity has room for, those with the most work first; further ones count as run work for everybody. */
export const MAX_APART = 12;

/** Which of the restricted outcomes somebody sees, by id. */
export type Counts = (outcomeId: string) => boolean;
/** What has no reader of its own, such as a gate, counts what everybody may see. */
export const NONE_RESTRICTED: Counts = () => false;

/** Points and hours are fractions, whose differences are not exact to the last digit. */
const PRECISION = 1e9;

/** The split for somebody who sees those of the restricted outcomes for which `counts` holds. */
export function toldSplit<S extends KeptSplit>(split: S, counts: Counts): S {
  const { apart = [] } = split;
  if (apart.length === 0) return split;
  const seen = apart.filter(({ outcomeIds }) => outcomeIds.some(counts));
  const shifted = (list: readonly number[], of: (one: Apart) => readonly number[], sign: 1 | -1) =>
    list.map((n, i) => Math.round(seen.reduce((sum, one) => sum + sign * (of(one)[i] ?? 0), n) * PRECISION) / PRECISION);
  const done = (work: DoneWeeks, sign: 1 | -1): DoneWeeks => ({
    ...work,
    items: shifted(work.items, ({ items }) => items, sign),
    points: shifted(work.points, ({ points }) => points, sign),
    hours: shifted(work.hours, ({ hours }) => hours, sign),
  });
  const moves = split.moves?.map((bits, i) => apart.reduce((all, one) => all | ((one.moves[i] ?? 0) << (seen.includes(one) ? 0 : MOVE_DAYS)), bits));
  const { inProgress } = split;
  return {
    ...split,
    ...{ change: done(split.change, 1), run: done(split.run, -1), apart: undefined },
    ...(inProgress ? { inProgress: { change: shifted(inProgress.change, (one) => one.inProgress, 1), run: shifted(inProgress.run, (one) => one.inProgress, -1) } } : {}),
    ...(moves ? { moves } : {}),
  };
}

/** All restricted outcomes that some of the splits keep work apart for. */
export function keptIn(splits: readonly (KeptSplit | undefined)[]): string[] {
  return [...new Set(splits.flatMap((split) => split?.apart ?? []).flatMap(({ outcomeIds }) => outcomeIds))];
}
