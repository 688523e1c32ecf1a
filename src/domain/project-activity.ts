/** What a project's teams did each week, as run and change work, and for which outcome; made from the ledger's sums. */
import { type Apart, type Counts, type KeptSplit, toldSplit } from './apart';
import { type Crowd, type TeamCrowds, isShown } from './crowd';
import { type Forecast, forecast } from './forecast';
import { type EpicFacts, type Sums, countOf } from './ledger';
import { seeded } from './statistics/random';
import { type TeamWork, teamWork } from './team-work';
import { weeksBetween } from './week';
import { type LinksOf, type Row, type WorkLink, type WorkSeries, doneWeeks, rowsIn, splitOf, stockOf } from './work-rows';
import { type Work } from './work-rule';

/** Work below the epics that serve an outcome. Lists are by week; the sums reach back to the beginning. */
export interface OutcomeWork {
  /** Done, less cancelled. */
  delivered: number[];
  /** Moves to a status further on. */
  forward: number[];
  /** Created or moved here from an epic that does not serve it; and cancelled or moved away to one. */
  added: number[];
  removed: number[];
  /** At the week's end: all that was added less what was removed, and what of it is not done. */
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
  /** As whoever sees no restricted outcome is told it. */
  run: WorkSeries;
  change: WorkSeries;
  /** Begun and not done at each week's end, epics left out; absent in what was made before it was counted. */
  inProgress?: Readonly<Record<Work, readonly number[]>> | undefined;
  /** On which days of each week which kind moved forward, and what restricted outcomes make change work (see apart.ts). */
  moves?: readonly number[] | undefined;
  apart?: readonly Apart[] | undefined;
  /** By week: whether enough people were active to show a split of their work. */
  shown: boolean[];
  /** By outcome id, at most `MAX_OUTCOMES_SHOWN` and `MAX_RESTRICTED_SHOWN`. */
  outcomes: Record<string, OutcomeWork>;
  /** The epics with the most work done, at most `MAX_EPICS_SHOWN`. */
  epics: EpicWork[];
}

export interface ActivitySource {
  parts: readonly Sums[];
  crowd: Crowd;
  /** Tags of the project's narrowed teams. */
  teams?: readonly string[] | undefined;
  teamCrowds?: TeamCrowds | undefined;
  /** Links of an issue of the project or above it. */
  linksOf(issueId: string): readonly WorkLink[];
  /** ISO instant, and the Monday of its week. */
  now: string;
  thisWeek: string;
}

export const ACTIVITY_WEEKS = 52;
export const MAX_EPICS_SHOWN = 40;
/**
 * Outcomes of one project, those with the most open work first: a value of Forge's storage holds 240 KiB, and an outcome
 * takes some 1.2. Restricted ones take no place from others.
 */
export const MAX_OUTCOMES_SHOWN = 120;
export const MAX_RESTRICTED_SHOWN = 25;
const MAX_ABOVE = 8;
/** Throughput of so many weeks is what the forecast draws from. */
const FORECAST_WEEKS = 12;
/** The same weeks give the same forecast. */
const FORECAST_SEED = 7;

/** The activity of the last weeks; undefined while there is no complete week with anything in it. */
export function projectActivity(source: ActivitySource): ProjectActivity | undefined {
  return workOf(source)?.activity;
}

/** The same, and apart for the teams that have a part in the project. */
export function workOf(source: ActivitySource): { activity: ProjectActivity; teams: TeamWork } | undefined {
  const rows = rowsIn(source.parts);
  const first = rows.flatMap(({ weeks }) => Object.keys(weeks)).reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
  if (first === undefined || first >= source.thisWeek) return undefined;
  const weeks = weeksBetween(first, source.thisWeek).slice(0, -1).slice(-ACTIVITY_WEEKS);
  const epics = new Map(source.parts.flatMap((part) => Object.entries(part.epics)));
  const linksOf = inherited(epics, source);
  const whole = splitOf(rows, weeks, linksOf);
  const { apart, ...split } = whole;
  const served = [...servedBy(rows, linksOf)];
  const shown = [
    [served.filter(([, { restricted }]) => !restricted), MAX_OUTCOMES_SHOWN],
    [served.filter(([, { restricted }]) => restricted), MAX_RESTRICTED_SHOWN],
  ] as const;
  const activity: ProjectActivity = {
    at: source.now,
    weeks,
    ...split,
    ...(apart.length > 0 ? { apart } : {}),
    shown: isShown(source.crowd, weeks),
    outcomes: Object.fromEntries(shown.flatMap(([ids, most]) => busiestOutcomes(ids.map(([id, work]) => [id, outcomeWork(work.rows, [...work.epicIds], epics, weeks)]), most))),
    epics: busiest(rows, weeks),
  };
  return { activity, teams: teamWork({ ...source, rows, weeks, linksOf, whole }) };
}

interface Served {
  rows: Row[];
  epicIds: Set<string>;
  restricted: boolean;
}

function servedBy(rows: readonly Row[], linksOf: LinksOf): Map<string, Served> {
  const served = new Map<string, Served>();
  for (const row of rows) {
    for (const { outcomeId, restricted = false } of row.epicId === '' ? [] : linksOf(row.epicId)) {
      const work = served.get(outcomeId) ?? { rows: [], epicIds: new Set<string>(), restricted };
      served.set(outcomeId, work);
      work.epicIds.add(row.epicId);
      if (row.place === 'below') work.rows.push(row);
    }
  }
  return served;
}

/** The split of the project's work as somebody is told it who sees the restricted outcomes for which `counts` holds. */
export function splitFor({ change, run, inProgress, moves, apart }: ProjectActivity, counts: Counts): KeptSplit {
  return toldSplit({ change: doneWeeks(change), run: doneWeeks(run), inProgress, moves, apart }, counts);
}

/** An epic's links and those of all above it. */
function inherited(epics: ReadonlyMap<string, EpicFacts>, source: ActivitySource): LinksOf {
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

function outcomeWork(rows: readonly Row[], epicIds: readonly string[], epics: ReadonlyMap<string, EpicFacts>, weeks: readonly string[]): OutcomeWork {
  const stock = stockOf(rows, weeks);
  const forward = weeks.map((week) => rows.reduce((all, row) => all + countOf(row.weeks, week, 'forward'), 0));
  const ahead = forecast({ remaining: stock.open.at(-1) ?? 0, throughput: stock.delivered.slice(-FORECAST_WEEKS), random: seeded(FORECAST_SEED) });
  return { ...stock, forward, epicsDoneByDue: areDoneByDue(epicIds, epics), forecast: ahead };
}

function areDoneByDue(epicIds: readonly string[], epics: ReadonlyMap<string, EpicFacts>): boolean {
  const facts = epicIds.flatMap((id) => epics.get(id) ?? []);
  return facts.length > 0 && facts.every(({ due, doneOn }) => due !== undefined && doneOn !== undefined && doneOn <= due);
}

function busiestOutcomes(outcomes: readonly [string, OutcomeWork][], most: number): readonly [string, OutcomeWork][] {
  if (outcomes.length <= most) return outcomes;
  const openOf = ({ open }: OutcomeWork): number => open.at(-1) ?? 0;
  return [...outcomes].sort(([a, one], [b, other]) => openOf(other) - openOf(one) || (a < b ? -1 : 1)).slice(0, most);
}

function busiest(rows: readonly Row[], weeks: readonly string[]): EpicWork[] {
  const byEpic = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.epicId !== '' && row.place === 'below') byEpic.set(row.epicId, [...(byEpic.get(row.epicId) ?? []), row]);
  }
  return [...byEpic]
    .map(([issueId, own]) => {
      const { delivered, open } = stockOf(own, weeks);
      return { issueId, delivered, open };
    })
    .filter(({ delivered }) => delivered.some((n) => n > 0))
    .sort((a, b) => total(b.delivered) - total(a.delivered) || (a.issueId < b.issueId ? -1 : 1))
    .slice(0, MAX_EPICS_SHOWN);
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
