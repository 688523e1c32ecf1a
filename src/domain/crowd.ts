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
/** Of the narrowed teams of a project, which share one value of the storage: those of the weeks that are shown. */
const TEAM_KEPT_WEEKS = 56;

/** Who was active on a narrowed team's issues, and on all others of the project. */
export interface TeamCrowd {
  team: Crowd;
  rest: Crowd;
}

/** By the team's tag (see team.ts). */
export type TeamCrowds = Readonly<Record<string, TeamCrowd>>;

/** The slot of a person, from the keyed pseudonym (hexadecimal). */
export function slotOf(pseudonym: string): number {
  return Number.parseInt(pseudonym.slice(0, 8), 16) % SLOTS;
}

/** Both together; the order in which crowds are joined does not matter. */
export function joined(one: Crowd, other: Crowd, kept = KEPT_WEEKS): Crowd {
  const weeks = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort().slice(-kept);
  return Object.fromEntries(weeks.map((week) => [week, slots(one[week], other[week])]));
}

export function joinedTeams(one: TeamCrowds, other: TeamCrowds): TeamCrowds {
  const tags = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const both = (tag: string, of: keyof TeamCrowd): Crowd => joined(one[tag]?.[of] ?? {}, other[tag]?.[of] ?? {}, TEAM_KEPT_WEEKS);
  return Object.fromEntries(tags.map((tag) => [tag, { team: both(tag, 'team'), rest: both(tag, 'rest') }]));
}

function slots(one: readonly number[] = [], other: readonly number[] = []): number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}

/** At least so many people were active in the weeks together. */
export function peopleIn(crowd: Crowd, weeks: readonly string[]): number {
  return new Set(weeks.flatMap((week) => crowd[week] ?? [])).size;
}

/** For each of the weeks, the slots hit in those that end with it, as a number in hexadecimal digits: bit n for slot n. */
export function slotsUpTo(crowd: Crowd, weeks: readonly string[]): string[] {
  return weeks.map((_, i) => {
    const hit = new Set(weeks.slice(Math.max(0, i + 1 - CROWD_WEEKS), i + 1).flatMap((week) => crowd[week] ?? []));
    return [...hit].reduce((bits, slot) => bits | (1n << BigInt(slot)), 0n).toString(16);
  });
}

/** At least so many people are in some of those sets of slots (see `slotsUpTo`). */
export function peopleInAny(sets: readonly string[]): number {
  const all = sets.reduce((bits, set) => bits | BigInt(`0x${set}`), 0n);
  return [...all.toString(2)].filter((bit) => bit === '1').length;
}

/** For each of the weeks, whether enough people were active in those that end with it. */
export function isShown(crowd: Crowd, weeks: readonly string[]): boolean[] {
  return weeks.map((_, i) => peopleIn(crowd, weeks.slice(Math.max(0, i + 1 - CROWD_WEEKS), i + 1)) >= MIN_PEOPLE);
}
