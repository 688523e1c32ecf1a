/**
 * How many people were active in a project, without keeping who. Each person falls into one of 64 slots by a keyed
 * pseudonym; a week keeps which slots were hit (linear counting: Whang et al. 1990, ACM TODS 15:208). Two people may share
 * a slot, so the number of slots never exceeds the number of people, and nobody can be read back from one.
 */

/** Slots hit by week, each week named by its Monday. */
export type Crowd = Readonly<Record<string, readonly number[]>>;

export const SLOTS = 64;
/** Figures about a team are shown from so many active people up. */
export const MIN_PEOPLE = 5;
/** Over so many weeks that end with the one that is shown. */
export const CROWD_WEEKS = 4;
/** Older weeks are forgotten. */
const KEPT_WEEKS = 120;

/** The slot of a person, from the keyed pseudonym (hexadecimal). */
export function slotOf(pseudonym: string): number {
  return Number.parseInt(pseudonym.slice(0, 8), 16) % SLOTS;
}

/** Both together; the order in which crowds are joined does not matter. */
export function joined(one: Crowd, other: Crowd): Crowd {
  const weeks = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort().slice(-KEPT_WEEKS);
  return Object.fromEntries(weeks.map((week) => [week, slots(one[week], other[week])]));
}

function slots(one: readonly number[] = [], other: readonly number[] = []): number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}

/** At least so many people were active in the weeks together. */
export function peopleIn(crowd: Crowd, weeks: readonly string[]): number {
  return new Set(weeks.flatMap((week) => crowd[week] ?? [])).size;
}

/** For each of the weeks, whether enough people were active in those that end with it. */
export function isShown(crowd: Crowd, weeks: readonly string[]): boolean[] {
  return weeks.map((_, i) => peopleIn(crowd, weeks.slice(Math.max(0, i + 1 - CROWD_WEEKS), i + 1)) >= MIN_PEOPLE);
}
