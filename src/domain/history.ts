/**
 * What Jira's own history says was done each week. An issue's contribution is worked out from the whole of its history, so
 * a correction is the new contribution added and the old one taken away; a summary is the sum of contributions and does
 * not depend on their order.
 */
import { type Stays, byNumber, comingTo } from './parents';
import { instantOf, weeksBetween } from './week';

/** Jira's status categories, by their keys. */
export type StatusCategory = 'new' | 'indeterminate' | 'done';

export interface IssueHistory {
  /** Instants are ISO, or as Jira writes them. */
  created: string;
  /** As it is now; null while unresolved. */
  resolution: { name: string; at: string } | null;
  /** In any order; each change once or more. */
  changes: readonly Change[];
  /** Hours logged, each entry with its instant. */
  worklogs?: readonly { at: string; hours: number }[] | undefined;
  points?: number | undefined;
}

/** A change of status or resolution; names, null = none. */
export interface Change {
  /** Of the history entry; with the instant it tells repetitions from changes. */
  id: string;
  at: string;
  field: 'status' | 'resolution';
  from: string | null;
  to: string | null;
}

/** How the site works. */
export interface Workflow {
  /** Category of a status name; undefined for a status that is unknown, as after its deletion. */
  categoryOf(status: string): StatusCategory | undefined;
  /** Whether a resolution means that nothing was delivered. */
  isCancelled(resolution: string): boolean;
  /** False where a project does not use resolutions: then the last entry into the done category counts. */
  usesResolutions: boolean;
  /** The Monday of an instant's week (see week.ts). */
  weekOf(instant: string): string | undefined;
  /** Its day of that week, 0 (Monday) to 6; where it is left out, days are not told apart. */
  dayOf?: ((instant: string) => number | undefined) | undefined;
}

/** Forward moves by the day of the week, from Monday on. */
export const MOVES_BY_DAY = ['movesMon', 'movesTue', 'movesWed', 'movesThu', 'movesFri', 'movesSat', 'movesSun'] as const;
export const MOVE_DAYS = MOVES_BY_DAY.length;

export const COUNTERS = [
  'created',
  'started',
  'done',
  'cancelled',
  'reopened',
  'forward',
  'donePoints',
  'cancelledPoints',
  'hours',
  'joined',
  'left',
  'movedDone',
  'movedActive',
  ...MOVES_BY_DAY,
] as const;
/**
 * In issues, save for points and hours. started: left the to-do category for the first time. done: every resolution that
 * stands, `cancelled` the part of it that delivered nothing. forward: moves to a status further on, where it never was;
 * `moves…` the same by day. joined, left: came below another epic, or from below it; `movedDone` and `movedActive` what
 * of that came (above 0) or went (below 0) when it was done, or begun and not done.
 */
export type Counter = (typeof COUNTERS)[number];
export type Tally = Record<Counter, number>;

/** By the week's Monday; weeks without anything are absent. */
export type Weekly = ReadonlyMap<string, Tally>;

/** What one issue adds to its weeks, wherever it was. Instants that cannot be read are left out. */
export function contributionOf(issue: IssueHistory, workflow: Workflow): Weekly {
  return contributionsOf(issue, workflow, NEVER_MOVED).get('') ?? new Map<string, Tally>();
}

const NEVER_MOVED: Stays = { placeAt: () => '', moves: [] };

/** What one issue adds to its weeks, by the place in which it then was (see parents.ts); how it came to one from another stands apart, under `comingTo`. */
export function contributionsOf(issue: IssueHistory, workflow: Workflow, stays: Stays): Map<string, Weekly> {
  const places = new Map<string, Map<string, Tally>>();
  const countIn = (place: string, counter: Counter, instant: string, by = 1) => {
    const week = workflow.weekOf(instant);
    if (week === undefined || by === 0 || !Number.isFinite(by)) return;
    const weekly = places.get(place) ?? new Map<string, Tally>();
    const tally = weekly.get(week) ?? emptyTally();
    places.set(place, weekly.set(week, { ...tally, [counter]: tally[counter] + by }));
  };
  const count = (counter: Counter, instant: string | undefined, by = 1) => {
    if (instant !== undefined) countIn(stays.placeAt(instant), counter, instant, by);
  };
  const { moves, started, end, reopened } = timesOf(issue, workflow);
  count('created', issue.created);
  const begun = started ?? end?.at;
  count('started', begun);
  for (const at of forwardMoves(moves, workflow)) {
    const day = workflow.dayOf?.(at);
    const byDay = day === undefined ? undefined : MOVES_BY_DAY[day];
    count('forward', at);
    if (byDay) count(byDay, at);
  }
  for (const at of reopened) count('reopened', at);
  if (end) {
    count('done', end.at);
    count('donePoints', end.at, issue.points ?? 0);
    if (end.isCancelled) count('cancelled', end.at);
    if (end.isCancelled) count('cancelledPoints', end.at, issue.points ?? 0);
  }
  for (const { at, hours } of issue.worklogs ?? []) count('hours', at, hours);
  for (const { at, from, to } of stays.moves) {
    const isBefore = (instant: string | undefined) => instant !== undefined && instantOf(instant) <= instantOf(at);
    const isDone = isBefore(end?.at);
    // What was cancelled is in no scope, so it takes none along.
    if (isDone && end?.isCancelled) continue;
    countIn(from, 'left', at);
    countIn(comingTo(to, from), 'joined', at);
    const kind = isDone ? 'movedDone' : isBefore(begun) ? 'movedActive' : undefined;
    if (kind) countIn(from, kind, at, -1);
    if (kind) countIn(to, kind, at);
  }
  return places;
}

/** When what happened to an issue, as Jira writes the instants. */
export interface IssueTimes {
  /** Changes in their order, repetitions left out; `moves` are those of status. */
  changes: Change[];
  moves: Change[];
  /** Left the to-do category for the first time. */
  started?: string | undefined;
  /** The end that stands. */
  end?: End | undefined;
  reopened: string[];
}

export function timesOf(issue: IssueHistory, workflow: Workflow): IssueTimes {
  const changes = inOrder(issue.changes);
  const moves = changes.filter((c) => c.field === 'status');
  return { changes, moves, started: startOf(moves, workflow), end: endOf(issue, moves, workflow), reopened: reopenings(changes, workflow) };
}

/** The sum; with `sign` −1 the second is taken away. Weeks that become empty disappear. */
export function plus(weekly: Weekly, other: Weekly, sign: 1 | -1 = 1): Weekly {
  const sum = new Map(weekly);
  for (const [week, added] of other) {
    const tally = sum.get(week) ?? emptyTally();
    const entries = COUNTERS.map((c) => [c, tally[c] + sign * added[c]] as const);
    if (entries.every(([, n]) => Math.abs(n) < ROUNDING)) sum.delete(week);
    else sum.set(week, Object.fromEntries(entries) as Tally);
  }
  return sum;
}

/** Points and hours are fractions, whose sums do not cancel to the last digit. */
const ROUNDING = 1e-9;

/** Every week from the first to the last of any of the summaries, empty ones as zeros. */
export function filled(...summaries: readonly Weekly[]): { week: string; tallies: Tally[] }[] {
  const weeks = summaries.flatMap((s) => [...s.keys()]).sort();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  return weeksBetween(first, last).map((week) => ({ week, tallies: summaries.map((s) => s.get(week) ?? emptyTally()) }));
}

export function emptyTally(): Tally {
  return Object.fromEntries(COUNTERS.map((c) => [c, 0])) as Tally;
}

/** By instant, repetitions left out; changes of one instant in the order of their entries. */
function inOrder(changes: readonly Change[]): Change[] {
  const unique = new Map(changes.map((c) => [`${c.id} ${c.at} ${c.field} ${c.from} ${c.to}`, c]));
  return [...unique.values()].sort((a, b) => instantOf(a.at) - instantOf(b.at) || byNumber(a.id, b.id) || byNumber(a.field, b.field));
}

export interface End {
  at: string;
  isCancelled: boolean;
}

function endOf(issue: IssueHistory, moves: readonly Change[], workflow: Workflow): End | undefined {
  if (workflow.usesResolutions) {
    const { resolution } = issue;
    return resolution ? { at: resolution.at, isCancelled: workflow.isCancelled(resolution.name) } : undefined;
  }
  let entered: string | undefined;
  for (const move of moves) {
    if (!isIn('done', move.to, workflow)) entered = undefined;
    else entered ??= move.at;
  }
  return entered === undefined ? undefined : { at: entered, isCancelled: false };
}

function startOf(moves: readonly Change[], workflow: Workflow): string | undefined {
  return moves.find((m) => isIn('indeterminate', m.to, workflow) || isIn('done', m.to, workflow))?.at;
}

const RANK: Record<StatusCategory, number> = { new: 0, indeterminate: 1, done: 2 };

/** Going back and forth between two statuses is no progress: only the first time in a status counts. */
function forwardMoves(moves: readonly Change[], { categoryOf }: Workflow): string[] {
  const been = new Set(moves.slice(0, 1).map((m) => m.from));
  return moves.flatMap(({ from, to, at }) => {
    const isNew = !been.has(to);
    been.add(to);
    const [before, after] = [from, to].map((status) => (status === null ? undefined : categoryOf(status)));
    return isNew && before && after && RANK[after] >= RANK[before] ? [at] : [];
  });
}

/** A resolution taken back or, where none are used, a status left that was done. */
function reopenings(changes: readonly Change[], workflow: Workflow): string[] {
  const isReopening = (c: Change) =>
    workflow.usesResolutions
      ? c.field === 'resolution' && c.from !== null && c.to === null
      : c.field === 'status' && isIn('done', c.from, workflow) && !isIn('done', c.to, workflow);
  return changes.filter(isReopening).map((c) => c.at);
}

export function isIn(category: StatusCategory, status: string | null, { categoryOf }: Workflow): boolean {
  return status !== null && categoryOf(status) === category;
}
