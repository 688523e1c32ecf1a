/** Run and change of teams: a part by project, and a team's parts put together as far as the reader may see their projects. */
import { type Counts, type DoneWeeks, type KeptSplit, toldSplit } from './apart';
import { MIN_PEOPLE, type Crowd, type TeamCrowds, peopleInAny, slotsUpTo } from './crowd';
import { type LinksOf, type Row, type Split, doneWeeks, servedLately, splitOf, switchesIn } from './work-rows';
import { type Work } from './work-rule';

/** A team's part in one project; lists are by week. */
export interface TeamPart extends KeptSplit {
  inProgress: Readonly<Record<Work, readonly number[]>>;
  moves: readonly number[];
  /** Who was active on it, as sets of slots (see crowd.ts); and on all else in the project, where there is any. */
  people: readonly string[];
  others?: readonly string[] | undefined;
  /** Of a narrowed team: who was active on what it has and another narrowed team has not, by the tag of that. */
  beyond?: Readonly<Record<string, readonly string[]>> | undefined;
  /** And on what neither of both has, where this one's tag comes first. */
  neither?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Ids of the outcomes that its work of late served, by links in force. */
  serves: readonly string[];
}

/** Of one project. `teams` by the tags of narrowed teams; every other team here has the `whole`. */
export interface TeamWork {
  weeks: readonly string[];
  whole: TeamPart;
  teams: Readonly<Record<string, TeamPart>>;
}

/** Whoever did nothing for an outcome for longer than this does not work for it. */
const SERVING_WEEKS = 26;

export interface TeamWorkSource {
  rows: readonly Row[];
  weeks: readonly string[];
  linksOf: LinksOf;
  whole: Split;
  /** ISO instant. */
  now: string;
  crowd: Crowd;
  teams?: readonly string[] | undefined;
  teamCrowds?: TeamCrowds | undefined;
}

export function teamWork({ rows, weeks, linksOf, whole, now, crowd, teams = [], teamCrowds = {} }: TeamWorkSource): TeamWork {
  const serves = (own: readonly Row[]): string[] => servedLately(own, weeks.slice(-SERVING_WEEKS), linksOf, now.slice(0, 10));
  const narrowed = teams.map((tag): [string, TeamPart] => {
    const { team = {}, rest = {}, beyond = {}, neither = {} } = teamCrowds[tag] ?? {};
    const own = rows.filter((row) => row.teams.includes(tag));
    const pairs = (crowds: Readonly<Record<string, Crowd>>) => Object.fromEntries(Object.entries(crowds).filter(([other]) => teams.includes(other)).map(([other, crowd]) => [other, slotsUpTo(crowd, weeks)]));
    const people = { others: slotsUpTo(rest, weeks), beyond: pairs(beyond), neither: pairs(neither) };
    return [tag, { ...partOf(splitOf(own, weeks, linksOf), slotsUpTo(team, weeks)), ...people, serves: serves(own) }];
  });
  return { weeks, whole: { ...partOf(whole, slotsUpTo(crowd, weeks)), serves: serves(rows) }, teams: Object.fromEntries(narrowed) };
}

function partOf({ change, run, inProgress, moves, apart }: Split, people: readonly string[]): Omit<TeamPart, 'serves'> {
  return { change: doneWeeks(change), run: doneWeeks(run), inProgress, moves, ...(apart.length > 0 ? { apart } : {}), people };
}

/** A team over all the projects that are looked at. */
export interface TeamActivity {
  weeks: string[];
  change: DoneWeeks;
  run: DoneWeeks;
  inProgress: Record<Work, number[]>;
  /** How often at least the team went over from run to change or back. */
  switches: number[];
  /** Whether a week may be split at all: its other figures are for no one to see where it may not. */
  shown: boolean[];
}

/** A team's part with where it is; `tag` of a narrowed team. */
export interface PlacedPart {
  projectId: string;
  tag?: string | undefined;
  weeks: readonly string[];
  part: TeamPart;
}

/** The part of a team in a project, as whoever sees the restricted outcomes for which `counts` holds is told it; undefined where nothing is known of it there. */
export function partIn(projectId: string, work: TeamWork | undefined, tag: string | undefined, counts: Counts): PlacedPart | undefined {
  const part = tag === undefined ? work?.whole : work?.teams[tag];
  return work && part ? { projectId, tag, weeks: work.weeks, part: toldSplit(part, counts) } : undefined;
}

/**
 * Undefined without parts. Of a part that begins later, the weeks before count as none. `earlier`: the parts of each team
 * that was defined before and may be told too; of two whose difference tells of few persons, that one is shown.
 */
export function teamActivity(parts: readonly PlacedPart[], earlier: readonly (readonly PlacedPart[])[] = []): TeamActivity | undefined {
  const weeks = [...new Set(parts.flatMap((one) => one.weeks))].sort();
  if (weeks.length === 0) return undefined;
  const placed = parts.map(({ weeks: own, part }) => ({ part, at: weeks.map((week) => own.indexOf(week)) }));
  const sum = (of: (part: TeamPart) => readonly number[]) => weeks.map((_, i) => placed.reduce((all, { part, at }) => all + (of(part)[at[i] ?? -1] ?? 0), 0));
  const done = (work: Work): DoneWeeks => ({ items: sum((part) => part[work].items), points: sum((part) => part[work].points), hours: sum((part) => part[work].hours) });
  const moves = weeks.map((_, i) => placed.reduce((bits, { part, at }) => bits | (part.moves[at[i] ?? -1] ?? 0), 0));
  return {
    weeks,
    change: done('change'),
    run: done('run'),
    inProgress: { change: sum((part) => part.inProgress.change), run: sum((part) => part.inProgress.run) },
    switches: moves.map(switchesIn),
    shown: weeks.map((week) => mayBeShown(parts, week) && earlier.every((other) => mayBothBeShown(parts, other, week))),
  };
}

/** The set of slots that lists of a part have for a week; of others than its own weeks, none. */
function setIn({ weeks }: PlacedPart, sets: readonly string[], week: string): string {
  return sets[weeks.indexOf(week)] ?? '0';
}

function isEnough(...sets: string[]): boolean {
  return peopleInAny(sets) >= MIN_PEOPLE;
}

/** Of nobody, nothing is told. */
function isSafe(...sets: string[]): boolean {
  return peopleInAny(sets) === 0 || isEnough(...sets);
}

/**
 * Enough people in the team; and enough, or nobody, in whatever could be told by taking away what is shown elsewhere: the
 * rest of a project whose split is shown, and those parts of the team that are not whole projects shown by themselves.
 */
function mayBeShown(parts: readonly PlacedPart[], week: string): boolean {
  const active = parts.map((placed) => ({ people: setIn(placed, placed.part.people, week), others: placed.part.others && setIn(placed, placed.part.others, week) }));
  if (!isEnough(...active.map(({ people }) => people))) return false;
  const safeBeside = active.every(({ people, others }) => others === undefined || !isEnough(people, others) || isSafe(others));
  const alone = active.filter(({ people, others }) => others === undefined && isEnough(people));
  const rest = active.filter((part) => !alone.includes(part)).map(({ people }) => people);
  return safeBeside && (alone.length === 0 || isSafe(...rest));
}

/**
 * Enough people, or nobody, in what either team has and the other has not, and in what is left of a project that is shown
 * when both are taken away; or the other may not be shown anyway.
 */
function mayBothBeShown(parts: readonly PlacedPart[], others: readonly PlacedPart[], week: string): boolean {
  if (!mayBeShown(others, week)) return true;
  return isSafeBeyond(parts, others, week) && isSafeBeyond(others, parts, week) && isSafeAround(parts, others, week);
}

function isSafeAround(parts: readonly PlacedPart[], others: readonly PlacedPart[], week: string): boolean {
  return parts.every((one) => {
    const other = others.find(({ projectId }) => projectId === one.projectId);
    const [first, second] = [one, other].sort((a, b) => ((a?.tag ?? '') < (b?.tag ?? '') ? -1 : 1));
    // What is left beside a single team is seen to where that team is looked at by itself.
    if (first?.tag === undefined || second?.tag === undefined || first.tag === second.tag) return true;
    if (!isEnough(setIn(first, first.part.people, week), setIn(first, first.part.others ?? [], week))) return true;
    const sets = first.part.neither?.[second.tag];
    return sets !== undefined && isSafe(setIn(first, sets, week));
  });
}

function isSafeBeyond(parts: readonly PlacedPart[], others: readonly PlacedPart[], week: string): boolean {
  const sets = parts.map((placed) => beyondIn(placed, others.find(({ projectId }) => projectId === placed.projectId), week));
  return sets.every((set) => set !== undefined) && isSafe(...sets.flatMap((set) => set ?? []));
}

/** Who was active on what a part has and the other has not; undefined where that was not counted. */
function beyondIn(placed: PlacedPart, other: PlacedPart | undefined, week: string): string | undefined {
  const { part, tag } = placed;
  if (!other) return setIn(placed, part.people, week);
  if (other.tag === undefined || other.tag === tag) return '0';
  if (tag === undefined) return setIn(other, other.part.others ?? [], week);
  const sets = part.beyond?.[other.tag];
  return sets && setIn(placed, sets, week);
}
