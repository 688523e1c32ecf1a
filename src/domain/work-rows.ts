/** Rows of a project's sums as weeks of run and change work; how links make work change work is decided here, when it is read. */
import { type Apart, type DoneWeeks, MAX_APART } from './apart';
import { COUNTERS, type Counter, MOVES_BY_DAY, MOVE_DAYS } from './history';
import { type Packed, type Sums, countOf, parseRow } from './ledger';
import { type Work } from './work-rule';

/** A link in force from an ISO date. */
export interface WorkLink {
  outcomeId: string;
  since: string;
  /** Of a restricted outcome: to those who may not see it, it makes nothing change work. */
  restricted?: boolean | undefined;
}

export interface Row extends ReturnType<typeof parseRow> {
  weeks: Packed;
}

export type LinksOf = (epicId: string) => readonly WorkLink[];

/** Counts by week, for each counter. */
export type WorkSeries = Readonly<Record<Counter, readonly number[]>>;

/** As whoever sees no restricted outcome is told it, and what others are told otherwise (see apart.ts). */
export interface Split {
  run: WorkSeries;
  change: WorkSeries;
  /** Begun and not done at each week's end, epics left out. */
  inProgress: Record<Work, number[]>;
  /** By week: on which days which kind moved forward, epics left out (see `moveDays`); without what is kept apart. */
  moves: number[];
  apart: Apart[];
}

export function doneWeeks({ done, donePoints, hours }: WorkSeries): DoneWeeks {
  return { items: done, points: donePoints, hours };
}

export function rowsIn(parts: readonly Sums[]): Row[] {
  return parts.flatMap(({ rows }) => Object.entries(rows).map(([name, weeks]) => ({ ...parseRow(name), weeks })));
}

export function splitOf(rows: readonly Row[], weeks: readonly string[], linksOf: LinksOf): Split {
  const split = { run: emptySeries(weeks), change: emptySeries(weeks) };
  const inProgress = { run: weeks.map(() => 0), change: weeks.map(() => 0) };
  const moves = weeks.map(() => 0);
  const kept = new Map<string, { done: Record<Counter, number[]>; inProgress: number[]; moves: number[] }>();
  const keptFor = (ids: string) => {
    const found = kept.get(ids) ?? { done: emptySeries(weeks), inProgress: weeks.map(() => 0), moves: weeks.map(() => 0) };
    kept.set(ids, found);
    return found;
  };
  for (const row of rows) {
    const links = row.epicId === '' ? [] : linksOf(row.epicId);
    const begun = row.place === 'below' ? begunIn(row, weeks) : undefined;
    weeks.forEach((week, i) => {
      const { work, keptBy } = workIn(row, links, week);
      const apart = keptBy === undefined ? undefined : keptFor(keptBy);
      const add = (list: number[], n: number): void => void (list[i] = (list[i] ?? 0) + n);
      for (const list of [inProgress[work], ...(apart ? [apart.inProgress] : [])]) add(list, begun?.[i] ?? 0);
      const counts = row.weeks[week];
      if (!counts) return;
      for (const series of [split[work], ...(apart ? [apart.done] : [])]) COUNTERS.forEach((counter, c) => add(series[counter], counts[c] ?? 0));
      if (row.place !== 'below') return;
      if (apart) apart.moves[i] = (apart.moves[i] ?? 0) | moveDays(row.weeks, week);
      else moves[i] = (moves[i] ?? 0) | (moveDays(row.weeks, week) << (work === 'change' ? 0 : MOVE_DAYS));
    });
  }
  const all = [...kept]
    .map(([ids, { done, ...more }]): Apart => ({ outcomeIds: ids.split(' '), ...doneWeeks(done), ...more }))
    .filter((one) => [one.items, one.points, one.hours, one.inProgress, one.moves].some((list) => list.some((n) => n !== 0)))
    .sort(byWork);
  // What is too much to be kept apart is run work for everybody.
  for (const rest of all.slice(MAX_APART)) rest.moves.forEach((days, i) => (moves[i] = (moves[i] ?? 0) | (days << MOVE_DAYS)));
  return { ...split, inProgress, moves, apart: all.slice(0, MAX_APART) };
}

function byWork(a: Apart, b: Apart): number {
  const total = ({ items }: Apart): number => items.reduce((sum, n) => sum + n, 0);
  return total(b) - total(a) || (a.outcomeIds.join(' ') < b.outcomeIds.join(' ') ? -1 : 1);
}

const SERVING: readonly Counter[] = ['created', 'joined', 'started', 'forward', 'done'];

/** Ids of the outcomes for which something was begun, moved on or done in the weeks, by links in force on `today` (ISO date). */
export function servedLately(rows: readonly Row[], weeks: readonly string[], linksOf: LinksOf, today: string): string[] {
  const served = new Set<string>();
  for (const row of rows) {
    if (row.epicId === '' || row.ruling === 'run' || !weeks.some((week) => SERVING.some((counter) => countOf(row.weeks, week, counter) > 0))) continue;
    for (const { outcomeId, since } of linksOf(row.epicId)) if (since <= today) served.add(outcomeId);
  }
  return [...served].sort();
}

/** Bit d for each day d (0 Monday) with a forward move; those of run work stand `MOVE_DAYS` further up. */
function moveDays(row: Packed, week: string): number {
  return MOVES_BY_DAY.reduce((bits, day, d) => (countOf(row, week, day) > 0 ? bits | (1 << d) : bits), 0);
}

/**
 * How often at least the work of a week went over from run to change or back: from one day on which something moved
 * forward to the next, and once within each day on which both kinds did. `bits` as in `moveDays`.
 */
export function switchesIn(bits: number): number {
  let switches = 0;
  let at: Work | undefined;
  for (let day = 0; day < MOVE_DAYS; day += 1) {
    const has = { change: (bits >> day) & 1, run: (bits >> (MOVE_DAYS + day)) & 1 };
    if (has.change + has.run === 0) continue;
    if (has.change + has.run === 2) {
      switches += 1;
      if (at) at = at === 'change' ? 'run' : 'change';
      continue;
    }
    const kind = has.change ? 'change' : 'run';
    if (at && at !== kind) switches += 1;
    at = kind;
  }
  return switches;
}

/** What was started less what was done, from the beginning up to each week's end; what moved while it was begun moves along. */
function begunIn(row: Row, weeks: readonly string[]): number[] {
  const earlier = Object.keys(row.weeks).filter((week) => week < (weeks[0] ?? ''));
  const begun = (week: string): number => countOf(row.weeks, week, 'started') - countOf(row.weeks, week, 'done') + countOf(row.weeks, week, 'movedActive');
  let open = earlier.reduce((sum, week) => sum + begun(week), 0);
  return weeks.map((week) => (open += begun(week)));
}

/**
 * A rule decides; otherwise a link that was in force by the week's last day. Where only links of restricted outcomes were,
 * it is run work, kept apart for whoever sees one of them: `keptBy`, their ids in order.
 */
function workIn({ ruling }: Row, links: readonly WorkLink[], week: string): { work: Work; keptBy?: string } {
  if (ruling !== 'open') return { work: ruling };
  const weekEnds = new Date(Date.parse(week) + 6 * 86_400_000).toISOString().slice(0, 10);
  const inForce = links.filter(({ since }) => since <= weekEnds);
  if (inForce.length === 0) return { work: 'run' };
  if (inForce.some(({ restricted }) => restricted !== true)) return { work: 'change' };
  return { work: 'run', keptBy: inForce.map(({ outcomeId }) => outcomeId).sort().join(' ') };
}

function emptySeries(weeks: readonly string[]): Record<Counter, number[]> {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, weeks.map(() => 0)])) as Record<Counter, number[]>;
}

/** Work by week: what came into scope and what left it, what was done of it, and what that leaves at each week's end. */
export interface Stock {
  /** Created, or moved here from an epic that is not among them. */
  added: number[];
  /** Cancelled, or moved away to one that is not. */
  removed: number[];
  /** Done, less cancelled. */
  delivered: number[];
  scope: number[];
  open: number[];
}

/** Of rows that are added up, from the beginning on; what moved from one of their epics to another stayed. */
export function stockOf(rows: readonly Pick<Row, 'epicId' | 'from' | 'weeks'>[], weeks: readonly string[]): Stock {
  const epics = new Set(rows.map(({ epicId }) => epicId));
  const stayed = rows.filter(({ from }) => from !== undefined && epics.has(from));
  const sum = (week: string, counter: Counter, of = rows): number => of.reduce((all, row) => all + countOf(row.weeks, week, counter), 0);
  const addedIn = (week: string): number => sum(week, 'created') + sum(week, 'joined') - sum(week, 'joined', stayed);
  const leftIn = (week: string): number => sum(week, 'left') - sum(week, 'joined', stayed);
  const removedIn = (week: string): number => sum(week, 'cancelled') + leftIn(week);
  const openedIn = (week: string): number => addedIn(week) - leftIn(week) - sum(week, 'done') - sum(week, 'movedDone');
  const first = weeks[0] ?? '';
  const earlier = [...new Set(rows.flatMap((row) => Object.keys(row.weeks)))].filter((week) => week < first);
  const upTo = (change: (week: string) => number): number[] => {
    let stock = earlier.reduce((all, week) => all + change(week), 0);
    return weeks.map((week) => (stock += change(week)));
  };
  return {
    added: weeks.map(addedIn),
    removed: weeks.map(removedIn),
    delivered: weeks.map((week) => sum(week, 'done') - sum(week, 'cancelled')),
    scope: upTo((week) => addedIn(week) - removedIn(week)),
    open: upTo(openedIn),
  };
}
