/** Run and change of teams: a part by project, and a team's parts put together as far as the reader may see their projects. */
import { MIN_PEOPLE, type Crowd, type TeamCrowds, peopleInAny, slotsUpTo } from './crowd';
import { type LinksOf, type Row, type Split, servedLately, splitOf, switchesIn } from './work-rows';
import { type Work } from './work-rule';

/** Done by week. */
export interface DoneWeeks {
  items: readonly number[];
  points: readonly number[];
  hours: readonly number[];
}

/** A team's part in one project; lists are by week. */
export interface TeamPart {
  change: DoneWeeks;
  run: DoneWeeks;
  inProgress: Readonly<Record<Work, readonly number[]>>;
  /** On which days which kind moved forward (see work-rows.ts). */
  moves: readonly number[];
  /** Who was active on it, as sets of slots (see crowd.ts); and on all else in the project, where there is any. */
  people: readonly string[];
  others?: readonly string[] | undefined;
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
    const { team = {}, rest = {} } = teamCrowds[tag] ?? {};
    const own = rows.filter((row) => row.teams.includes(tag));
    return [tag, { ...partOf(splitOf(own, weeks, linksOf), slotsUpTo(team, weeks)), others: slotsUpTo(rest, weeks), serves: serves(own) }];
  });
  return { weeks, whole: { ...partOf(whole, slotsUpTo(crowd, weeks)), serves: serves(rows) }, teams: Object.fromEntries(narrowed) };
}

function partOf({ change, run, inProgress, moves }: Split, people: readonly string[]): Omit<TeamPart, 'serves'> {
  const done = (series: Split['run']): DoneWeeks => ({ items: series.done, points: series.donePoints, hours: series.hours });
  return { change: done(change), run: done(run), inProgress, moves, people };
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

/** Undefined without parts. Of a part that begins later, the weeks before count as none. */
export function teamActivity(parts: readonly { weeks: readonly string[]; part: TeamPart }[]): TeamActivity | undefined {
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
    shown: weeks.map((_, i) => mayBeShown(placed.map(({ part, at }) => activeIn(part, at[i] ?? -1)))),
  };
}

/** Sets of slots. */
interface Active {
  people: string;
  /** Undefined where the part is the whole of its project. */
  others: string | undefined;
}

function activeIn({ people, others }: TeamPart, week: number): Active {
  return { people: people[week] ?? '0', others: others && (others[week] ?? '0') };
}

/**
 * Enough people in the team; and enough, or nobody, in whatever could be told by taking away what is shown elsewhere: the
 * rest of a project whose split is shown, and those parts of the team that are not whole projects shown by themselves.
 */
function mayBeShown(parts: readonly Active[]): boolean {
  const isEnough = (...sets: string[]): boolean => peopleInAny(sets) >= MIN_PEOPLE;
  const isSafe = (...sets: string[]): boolean => peopleInAny(sets) === 0 || isEnough(...sets);
  if (!isEnough(...parts.map(({ people }) => people))) return false;
  const safeBeside = parts.every(({ people, others }) => others === undefined || !isEnough(people, others) || isSafe(others));
  const alone = parts.filter(({ people, others }) => others === undefined && isEnough(people));
  const together = parts.filter((part) => !alone.includes(part)).map(({ people }) => people);
  return safeBeside && (alone.length === 0 || isSafe(...together));
}
