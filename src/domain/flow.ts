/**
 * What a KPI's Jira query says of each week. An issue's sample is worked out from the whole of its history, so whatever
 * happens to it is one sample in the place of another, and a series is made from all samples, in whatever order they came.
 */
import { type IssueHistory, type IssueTimes, type Workflow, isIn, timesOf } from './history';
import { type FlowFigure, type JiraSource, type NamedThing, type Percentile, type TimeUnit } from './kpi-source';
import { quantile } from './statistics/robust';
import { dayNumber } from './timeline';
import { instantOf, weeksBetween } from './week';
import { type NewValue } from './value-log';

/** An issue with its history, as far as a KPI is concerned. */
export interface FlowIssue extends IssueHistory {
  issueId: string;
  projectId: string;
  /** Carries a security level: it enters no figure. */
  isSecured: boolean;
  /** ISO instant (UTC) of Jira's last change: of two readings the later counts. */
  updated: string;
  /** Ended cycles of the service desk's agreement that was asked for. */
  cycles?: readonly AgreementCycle[] | undefined;
}

export interface AgreementCycle {
  /** Instant. */
  stoppedAt: string;
  isBreached: boolean;
  /** On the agreement's own clock, in hours. */
  hours: number;
}

/** What one issue says of its weeks. */
export interface Sample {
  projectId: string;
  updated: string;
  /** Figures with the Mondays of the weeks to which they belong: a time, or 1 for what counts, or 1 and 0 for a share. */
  marks: readonly (readonly [week: string, figure: number])[];
  /** Weeks at whose end it was open: from the first, up to and without the second; null while it still is. */
  open?: readonly (readonly [from: string, to: string | null])[] | undefined;
  /** ISO date of its creation, where ages are asked for. */
  since?: string | undefined;
  /** ISO instant at which it was found to be no longer there; it says nothing, and keeps older readings out. */
  gone?: string | undefined;
}

/** How a site's issues are read: its workflow, and the dates of its zone. */
export interface FlowWorkflow extends Workflow {
  dateOf(instant: string): string | undefined;
}

const MS_PER: Record<TimeUnit, number> = { hours: 3_600_000, days: 86_400_000 };
const WHOLE = 100;
const DAYS_PER_WEEK = 7;
/** Figures are kept to so many decimals, so that working them out again gives the very same. */
const DECIMALS = 4;

/** What an issue says of the weeks; undefined for one with a security level. */
export function sampleOf(source: JiraSource, issue: FlowIssue, workflow: FlowWorkflow): Sample | undefined {
  if (issue.isSecured) return undefined;
  const { projectId, updated } = issue;
  const figures = source.kind === 'jql' ? counted(source.count, issue, workflow) : measured(source.figure, issue, workflow);
  return { projectId, updated, marks: [], ...figures };
}

type Figures = Partial<Pick<Sample, 'marks' | 'open' | 'since'>>;

function counted(count: 'now' | 'created' | 'resolved' | 'open', issue: FlowIssue, workflow: FlowWorkflow): Figures {
  if (count === 'created') return { marks: marksAt(workflow, issue.created, 1) };
  if (count === 'open') return { open: openWeeks(issue, workflow) };
  const { end } = timesOf(issue, workflow);
  return end && count === 'resolved' ? { marks: marksAt(workflow, end.at, 1) } : {};
}

function measured(figure: FlowFigure, issue: FlowIssue, workflow: FlowWorkflow): Figures {
  switch (figure.of) {
    case 'age':
      return { open: openWeeks(issue, workflow), since: workflow.dateOf(issue.created) };
    case 'sla-met':
      return { marks: (issue.cycles ?? []).flatMap(({ stoppedAt, isBreached }) => marksAt(workflow, stoppedAt, isBreached ? 0 : 1)) };
    case 'sla-time':
      return { marks: (issue.cycles ?? []).flatMap(({ stoppedAt, hours }) => marksAt(workflow, stoppedAt, (hours * MS_PER.hours) / MS_PER[figure.in])) };
    default: {
      const times = timesOf(issue, workflow);
      if (!times.end || times.end.isCancelled) return {};
      const value = ofDone(figure, issue, times, times.end.at);
      return value === undefined ? {} : { marks: marksAt(workflow, times.end.at, value) };
    }
  }
}

/** The figure of an issue that is done and delivered something; undefined where it has none. */
function ofDone(figure: Exclude<FlowFigure, { of: 'age' | 'sla-met' | 'sla-time' }>, issue: FlowIssue, times: IssueTimes, end: string): number | undefined {
  switch (figure.of) {
    case 'throughput':
      return 1;
    case 'reopened':
      return times.reopened.length > 0 ? 1 : 0;
    case 'lead-time':
      return timeBetween(issue.created, end, figure.in);
    case 'cycle-time':
      return times.started === undefined ? undefined : timeBetween(times.started, end, figure.in);
    case 'within': {
      const hours = timeBetween(issue.created, end, 'hours');
      return hours === undefined ? undefined : hours <= figure.hours ? 1 : 0;
    }
    case 'time-in-status':
      return timeIn(figure.status, issue, times, end, figure.in);
  }
}

function timeBetween(from: string, to: string, unit: TimeUnit): number | undefined {
  const time = (instantOf(to) - instantOf(from)) / MS_PER[unit];
  return Number.isFinite(time) ? Math.max(time, 0) : undefined;
}

/** The sum of all stays in a status up to the end; undefined for an issue that never was in it. */
function timeIn(status: NamedThing, issue: FlowIssue, { moves }: IssueTimes, end: string, unit: TimeUnit): number | undefined {
  const isIt = (name: string | null): boolean => name === status.id || name === status.name;
  let since = isIt(moves[0]?.from ?? null) ? issue.created : undefined;
  let total: number | undefined;
  for (const { from, to, at } of [...moves, { from: null, to: null, at: end }]) {
    if (instantOf(at) > instantOf(end)) break;
    if (since !== undefined && (isIt(from) || from === null)) {
      total = (total ?? 0) + (timeBetween(since, at, unit) ?? 0);
      since = undefined;
    }
    if (isIt(to)) since = at;
  }
  return total;
}

function marksAt({ weekOf }: Workflow, instant: string, figure: number): [string, number][] {
  const week = weekOf(instant);
  return week === undefined || !Number.isFinite(figure) ? [] : [[week, round(figure)]];
}

/** The weeks at whose ends the issue was open: resolved and reopened within one week, it was. */
function openWeeks(issue: FlowIssue, workflow: FlowWorkflow): [string, string | null][] {
  const turns = turnsOf(issue, workflow);
  const weeks: [string, string | null][] = [];
  let from = workflow.weekOf(issue.created);
  for (const { at, isClosed } of turns) {
    const week = workflow.weekOf(at);
    if (week === undefined) continue;
    if (isClosed && from !== undefined) {
      if (from < week) weeks.push([from, week]);
      from = undefined;
    } else if (!isClosed) from ??= week;
  }
  return from === undefined ? weeks : [...weeks, [from, null]];
}

/** When it was closed and opened again, in order. What stands now decides about the last of them. */
function turnsOf(issue: FlowIssue, workflow: FlowWorkflow): { at: string; isClosed: boolean }[] {
  const { changes, moves } = timesOf(issue, workflow);
  if (!workflow.usesResolutions) return moves.map(({ at, to }) => ({ at, isClosed: isIn('done', to, workflow) }));
  const turns = changes.filter(({ field }) => field === 'resolution').map(({ at, to }) => ({ at, isClosed: to !== null }));
  if (!issue.resolution) return turns.slice(0, turns.findLastIndex(({ isClosed }) => !isClosed) + 1);
  return turns.at(-1)?.isClosed ? turns : [...turns, { at: issue.resolution.at, isClosed: true }];
}

/**
 * The values of all whole weeks up to `through` (a Monday), each dated by its Monday. Counts begin with the first week in
 * which anything was, and a week without anything is 0; a week of which nothing can be said, as no issue was done in it,
 * has no value.
 */
export function seriesOf(source: JiraSource, samples: readonly Sample[], through: string): NewValue[] {
  const living = samples.filter(({ gone }) => gone === undefined);
  const first = living.flatMap(({ marks, open = [] }) => [...marks.map(([week]) => week), ...open.map(([from]) => from)]).reduce<string | undefined>((least, week) => (least === undefined || week < least ? week : least), undefined);
  if (first === undefined || first > through) return [];
  const weeks = weeksBetween(first, through);
  const figures = figuresOf(source, living, weeks);
  return weeks.flatMap((at, i) => {
    const value = figures[i];
    return value === undefined ? [] : [{ at, value: round(value) }];
  });
}

/** One figure a week, undefined where there is none. */
function figuresOf(source: JiraSource, samples: readonly Sample[], weeks: readonly string[]): (number | undefined)[] {
  if (source.kind === 'flow' && source.figure.of === 'age') return agesOf(source.figure.percentile, samples, weeks);
  if (source.kind === 'jql' && source.count === 'open') return openCounts(samples, weeks);
  const marks = new Map<string, number[]>(weeks.map((week) => [week, []]));
  for (const sample of samples) for (const [week, figure] of sample.marks) marks.get(week)?.push(figure);
  return weeks.map((week) => figureOf(source, marks.get(week) ?? []));
}

function figureOf(source: JiraSource, marks: readonly number[]): number | undefined {
  if (source.kind === 'jql' || source.figure.of === 'throughput') return marks.length;
  if ('percentile' in source.figure) return quantile(marks, source.figure.percentile / WHOLE);
  return marks.length === 0 ? undefined : (WHOLE * marks.reduce((sum, mark) => sum + mark, 0)) / marks.length;
}

function openCounts(samples: readonly Sample[], weeks: readonly string[]): number[] {
  const change = new Map<string, number>();
  const add = (week: string | null, by: number): void => void (week !== null && change.set(week, (change.get(week) ?? 0) + by));
  for (const { open = [] } of samples) {
    for (const [from, to] of open) {
      add(from, 1);
      add(to, -1);
    }
  }
  let count = 0;
  return weeks.map((week) => (count += change.get(week) ?? 0));
}

/** Ages in whole days at each week's end, on the midnight after its Sunday. */
function agesOf(percentile: Percentile, samples: readonly Sample[], weeks: readonly string[]): (number | undefined)[] {
  const place = new Map(weeks.map((week, i) => [week, i]));
  const ages: number[][] = weeks.map(() => []);
  for (const { open = [], since } of samples) {
    if (since === undefined) continue;
    for (const [from, to] of open) {
      const end = to === null ? weeks.length : (place.get(to) ?? weeks.length);
      for (let i = place.get(from) ?? weeks.length; i < end; i += 1) {
        ages[i]?.push(dayNumber(weeks[i] ?? since) + DAYS_PER_WEEK - dayNumber(since));
      }
    }
  }
  return ages.map((those) => quantile(those, percentile / WHOLE));
}

function round(value: number): number {
  return Number(value.toFixed(DECIMALS));
}
