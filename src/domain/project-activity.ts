/** What a project's teams did each week, as run and change work, and for which outcome; made from the ledger's sums. */
import { type Crowd, isShown } from './crowd';
import { type Forecast, forecast } from './forecast';
import { COUNTERS, type Counter } from './history';
import { type EpicFacts, type Packed, type Sums, countOf, parseRow } from './ledger';
import { seeded } from './statistics/random';
import { weeksBetween } from './week';
import { type Work } from './work-rule';

/** Counts by week, for each counter. */
export type WorkSeries = Readonly<Record<Counter, readonly number[]>>;

/** Work below the epics that serve an outcome. Lists are by week; the sums reach back to the beginning. */
export interface OutcomeWork {
  /** Done, less cancelled. */
  delivered: number[];
  /** Moves to a status further on. */
  forward: number[];
  /** Created, and cancelled. */
  added: number[];
  removed: number[];
  /** At the week's end: all that was created less cancelled, and what of it is not done. */
  scope: number[];
  open: number[];
  /** Every linked epic is done, none later than its due date; false when one has none. */
  epicsDoneByDue: boolean;
  /** When the open work is finished, in weeks after the last one. */
  forecast: Forecast;
}

/** An epic's own weeks, for looking back before anything was linked. */
export interface EpicWork {
  issueId: string;
  delivered: number[];
  open: number[];
}

export interface ProjectActivity {
  /** ISO instant at which it was made. */
  at: string;
  /** Complete weeks, each by its Monday, oldest first; at most `ACTIVITY_WEEKS`. */
  weeks: string[];
  run: WorkSeries;
  change: WorkSeries;
  /** Begun and not done at each week's end, epics left out; absent in what was made before it was counted. */
  inProgress?: Readonly<Record<Work, readonly number[]>> | undefined;
  /** By week: whether enough people were active to show a split of their work. */
  shown: boolean[];
  /** By outcome id, at most `MAX_OUTCOMES_SHOWN`. */
  outcomes: Record<string, OutcomeWork>;
  /** The epics with the most work done, at most `MAX_EPICS_SHOWN`. */
  epics: EpicWork[];
}

/** A link in force from an ISO date. */
export interface WorkLink {
  outcomeId: string;
  since: string;
}

export interface ActivitySource {
  parts: readonly Sums[];
  crowd: Crowd;
  /** Links of an issue of the project or above it. */
  linksOf(issueId: string): readonly WorkLink[];
  /** ISO instant, and the Monday of its week. */
  now: string;
  thisWeek: string;
}

export const ACTIVITY_WEEKS = 52;
export const MAX_EPICS_SHOWN = 40;
/** Outcomes of one project, those with the most open work first: a value of Forge's storage holds 240 KiB, and an outcome takes some 1.2. */
export const MAX_OUTCOMES_SHOWN = 150;
const MAX_ABOVE = 8;
/** Throughput of so many weeks is what the forecast draws from. */
const FORECAST_WEEKS = 12;
/** The same weeks give the same forecast. */
const FORECAST_SEED = 7;

/** The activity of the last weeks; undefined while there is no complete week with anything in it. */
export function projectActivity(source: ActivitySource): ProjectActivity | undefined {
  const rows = source.parts.flatMap(({ rows: named }) => Object.entries(named).map(([name, weeks]) => ({ ...parseRow(name), weeks })));
  const first = rows.flatMap(({ weeks }) => Object.keys(weeks)).reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  if (first === undefined || first >= source.thisWeek) return undefined;
  const weeks = weeksBetween(first, source.thisWeek).slice(0, -1).slice(-ACTIVITY_WEEKS);
  const epics = new Map(source.parts.flatMap((part) => Object.entries(part.epics)));
  const linksOf = inherited(epics, source);
  const split = { run: emptySeries(weeks), change: emptySeries(weeks) };
  const served = new Map<string, { rows: Packed[]; epicIds: Set<string> }>();
  for (const row of rows) {
    const links = row.epicId === '' ? [] : linksOf(row.epicId);
    addSplit(split, weeks, row, links);
    for (const { outcomeId } of links) {
      const work = served.get(outcomeId) ?? { rows: [], epicIds: new Set<string>() };
      served.set(outcomeId, work);
      work.epicIds.add(row.epicId);
      if (row.place === 'below') work.rows.push(row.weeks);
    }
  }
  return {
    at: source.now,
    weeks,
    run: split.run,
    change: split.change,
    inProgress: inProgress(rows, weeks, linksOf),
    shown: isShown(source.crowd, weeks),
    outcomes: Object.fromEntries(busiestOutcomes([...served].map(([id, work]) => [id, outcomeWork(work.rows, [...work.epicIds], epics, weeks)] as const))),
    epics: busiest(rows, weeks),
  };
}

interface Row extends ReturnType<typeof parseRow> {
  weeks: Packed;
}

/** An epic's links and those of all above it. */
function inherited(epics: ReadonlyMap<string, EpicFacts>, source: ActivitySource): (epicId: string) => WorkLink[] {
  return (epicId) => {
    const links: WorkLink[] = [];
    let at: string | undefined = epicId;
    for (let i = 0; at !== undefined && i < MAX_ABOVE; i += 1) {
      for (const link of source.linksOf(at)) if (!links.some((l) => l.outcomeId === link.outcomeId)) links.push(link);
      at = epics.get(at)?.parentId;
    }
    return links;
  };
}

function addSplit(split: Record<Work, Record<Counter, number[]>>, weeks: readonly string[], row: Row, links: readonly WorkLink[]): void {
  weeks.forEach((week, i) => {
    const counts = row.weeks[week];
    if (!counts) return;
    const series = split[workIn(row, links, week)];
    COUNTERS.forEach((counter, c) => {
      const list = series[counter];
      list[i] = (list[i] ?? 0) + (counts[c] ?? 0);
    });
  });
}

/** What was started less what was done, from the beginning up to each week's end. */
function inProgress(rows: readonly Row[], weeks: readonly string[], linksOf: (epicId: string) => readonly WorkLink[]): Record<Work, number[]> {
  const sums = { run: weeks.map(() => 0), change: weeks.map(() => 0) };
  for (const row of rows.filter(({ place }) => place === 'below')) {
    const links = row.epicId === '' ? [] : linksOf(row.epicId);
    const earlier = Object.keys(row.weeks).filter((week) => week < (weeks[0] ?? ''));
    const begun = (week: string): number => countOf(row.weeks, week, 'started') - countOf(row.weeks, week, 'done');
    let open = earlier.reduce((sum, week) => sum + begun(week), 0);
    weeks.forEach((week, i) => {
      open += begun(week);
      const sum = sums[workIn(row, links, week)];
      sum[i] = (sum[i] ?? 0) + open;
    });
  }
  return sums;
}

/** A rule decides; otherwise a link that was in force by the week's last day. */
function workIn({ ruling }: Row, links: readonly WorkLink[], week: string): Work {
  if (ruling !== 'open') return ruling;
  const weekEnds = new Date(Date.parse(week) + 6 * 86_400_000).toISOString().slice(0, 10);
  return links.some(({ since }) => since <= weekEnds) ? 'change' : 'run';
}

function emptySeries(weeks: readonly string[]): Record<Counter, number[]> {
  return Object.fromEntries(COUNTERS.map((counter) => [counter, weeks.map(() => 0)])) as Record<Counter, number[]>;
}

function outcomeWork(rows: readonly Packed[], epicIds: readonly string[], epics: ReadonlyMap<string, EpicFacts>, weeks: readonly string[]): OutcomeWork {
  const sum = (counter: Counter) => weeks.map((week) => rows.reduce((all, row) => all + countOf(row, week, counter), 0));
  const [done, removed, added] = [sum('done'), sum('cancelled'), sum('created')];
  const delivered = done.map((n, i) => n - (removed[i] ?? 0));
  const start = before(rows, weeks[0] ?? '');
  const scope = running(start.created - start.cancelled, added, removed);
  const open = running(start.created - start.done, added, done);
  const ahead = forecast({ remaining: open.at(-1) ?? 0, throughput: delivered.slice(-FORECAST_WEEKS), random: seeded(FORECAST_SEED) });
  return { delivered, forward: sum('forward'), added, removed, scope, open, epicsDoneByDue: areDoneByDue(epicIds, epics), forecast: ahead };
}

/** Sums of all that came before a week. */
function before(rows: readonly Packed[], week: string): Record<'created' | 'done' | 'cancelled', number> {
  const sum = { created: 0, done: 0, cancelled: 0 };
  for (const row of rows) {
    for (const at of Object.keys(row)) {
      if (at >= week) continue;
      for (const counter of ['created', 'done', 'cancelled'] as const) sum[counter] += countOf(row, at, counter);
    }
  }
  return sum;
}

function running(start: number, plus: readonly number[], minus: readonly number[]): number[] {
  let sum = start;
  return plus.map((n, i) => (sum += n - (minus[i] ?? 0)));
}

function areDoneByDue(epicIds: readonly string[], epics: ReadonlyMap<string, EpicFacts>): boolean {
  const facts = epicIds.flatMap((id) => epics.get(id) ?? []);
  return facts.length > 0 && facts.every(({ due, doneOn }) => due !== undefined && doneOn !== undefined && doneOn <= due);
}

function busiestOutcomes(outcomes: readonly (readonly [string, OutcomeWork])[]): readonly (readonly [string, OutcomeWork])[] {
  if (outcomes.length <= MAX_OUTCOMES_SHOWN) return outcomes;
  const openOf = ({ open }: OutcomeWork): number => open.at(-1) ?? 0;
  return [...outcomes].sort(([a, one], [b, other]) => openOf(other) - openOf(one) || (a < b ? -1 : 1)).slice(0, MAX_OUTCOMES_SHOWN);
}

function busiest(rows: readonly Row[], weeks: readonly string[]): EpicWork[] {
  const byEpic = new Map<string, Packed[]>();
  for (const { epicId, place, weeks: counts } of rows) {
    if (epicId !== '' && place === 'below') byEpic.set(epicId, [...(byEpic.get(epicId) ?? []), counts]);
  }
  return [...byEpic]
    .map(([issueId, packed]) => {
      const [done, cancelled, created] = (['done', 'cancelled', 'created'] as const).map((c) => weeks.map((week) => packed.reduce((all, p) => all + countOf(p, week, c), 0)));
      const start = before(packed, weeks[0] ?? '');
      return { issueId, delivered: (done ?? []).map((n, i) => n - (cancelled?.[i] ?? 0)), open: running(start.created - start.done, created ?? [], done ?? []) };
    })
    .filter(({ delivered }) => delivered.some((n) => n > 0))
    .sort((a, b) => total(b.delivered) - total(a.delivered) || (a.issueId < b.issueId ? -1 : 1))
    .slice(0, MAX_EPICS_SHOWN);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
