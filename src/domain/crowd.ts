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

/**
 * Who was active on a narrowed team's issues, on all others of the project, and, by the tag of another narrowed team: on
 * those that it has not, and on those that neither has. The last stands with that of both whose tag comes first.
 */
export interface TeamCrowd {
  team: Crowd;
  rest: Crowd;
  beyond: Readonly<Record<string, Crowd>>;
  neither: Readonly<Record<string, Crowd>>;
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

/** Of the narrowed teams `tags`, from issues with the tags of those that have them. */
export function teamCrowdsOf(issues: readonly { tags: readonly string[]; crowd: Crowd }[], tags: readonly string[]): TeamCrowds {
  const crowdOf = (isMeant: (own: readonly string[]) => boolean): Crowd => together(issues.filter((issue) => isMeant(issue.tags)).map(({ crowd }) => crowd));
  return Object.fromEntries(
    tags.map((tag) => {
      const pairs = (others: readonly string[], isMeant: (isOwn: boolean, isOther: boolean) => boolean) =>
        Object.fromEntries(others.map((other) => [other, crowdOf((own) => isMeant(own.includes(tag), own.includes(other)))]));
      return [
        tag,
        {
          team: crowdOf((own) => own.includes(tag)),
          rest: crowdOf((own) => !own.includes(tag)),
          beyond: pairs(tags.filter((other) => other !== tag), (isOwn, isOther) => isOwn && !isOther),
          neither: pairs(tags.filter((other) => other > tag), (isOwn, isOther) => !isOwn && !isOther),
        },
      ];
    }),
  );
}

/** All of them together. */
export function together(crowds: readonly Crowd[]): Crowd {
  const weeks = new Map<string, Set<number>>();
  for (const crowd of crowds) for (const [week, hit] of Object.entries(crowd)) weeks.set(week, new Set([...(weeks.get(week) ?? []), ...hit]));
  return joined({}, Object.fromEntries([...weeks].map(([week, hit]) => [week, [...hit]])));
}

export function joinedTeams(one: TeamCrowds, other: TeamCrowds): TeamCrowds {
  const both = (a: Crowd = {}, b: Crowd = {}): Crowd => joined(a, b, TEAM_KEPT_WEEKS);
  return withAll(one, other, (a, b) => ({
    team: both(a?.team, b?.team),
    rest: both(a?.rest, b?.rest),
    beyond: withAll(a?.beyond ?? {}, b?.beyond ?? {}, both),
    neither: withAll(a?.neither ?? {}, b?.neither ?? {}, both),
  }));
}

/** Those of the teams alone. */
export function onlyTeams(crowds: TeamCrowds, tags: readonly string[]): TeamCrowds {
  const only = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([tag]) => tags.includes(tag)));
  return Object.fromEntries(Object.entries(only(crowds)).map(([tag, crowd]) => [tag, { ...crowd, beyond: only(crowd.beyond), neither: only(crowd.neither) }]));
}

function withAll<T>(one: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>, join: (a: T | undefined, b: T | undefined) => T): Record<string, T> {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(keys.map((key) => [key, join(one[key], other[key])]));
}

function slots(one: readonly number[] = [], other: readonly number[] = []): number[] {
  return [...new Set([...one, ...other])].sort((a, b) => a - b);
}

/** At least so many people were active in the weeks together. */
export function peopleIn(crowd: Crowd, weeks: readonly string[]): number {
  return new Set(weeks.flatMap((week) => crowd[week] ?? [])).size;
}

/** Slots as a number in hexadecimal digits: bit n for slot n. */
export function setOf(hit: readonly number[]): string {
  return hit.reduce((bits, slot) => bits | (1n << BigInt(slot)), 0n).toString(16);
}

/** The slots of such a set, in order. */
export function slotsIn(set: string): number[] {
  return [...BigInt(`0x${set}`).toString(2)].reverse().flatMap((bit, slot) => (bit === '1' ? [slot] : []));
}

/** For each of the weeks, the set of slots that were hit in those that end with it. */
export function slotsUpTo(crowd: Crowd, weeks: readonly string[]): string[] {
  return weeks.map((_, i) => setOf(weeks.slice(Math.max(0, i + 1 - CROWD_WEEKS), i + 1).flatMap((week) => crowd[week] ?? [])));
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
