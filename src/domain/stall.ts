/**
 * Silent stall: change work that used to get done stops, while run work goes on. Each week is judged by what was known at
 * its end, so that a look-back shows what would have been said then.
 */
import { type Pace, USUAL_DISPERSION, chanceOfAtMost, paceOf } from './statistics/weekly-counts';

/** Work by week, oldest first; all lists are equally long. */
export interface StallCase {
  /** Change items done, or their forward status moves. */
  change: readonly number[];
  /** Run items done. */
  run: readonly number[];
  /** Change items open and planned at the week's end; without any a stop is no stall. Not looked at when left out. */
  openChange?: readonly number[] | undefined;
  /** The first weeks that are the baseline. When left out it starts with the change's own first work and grows. */
  baselineWeeks?: number | undefined;
  /** Change items a week that the plan needed, seen from that week; what a change without a baseline is compared with. */
  neededPace?: readonly number[] | undefined;
}

/** What a week is judged by: the window of latest weeks that was least likely. */
export interface StallEvidence {
  /** Weeks of the window, holidays left out. */
  weeks: number;
  /** Change items done in the window, and how many were to be expected. */
  done: number;
  expected: number;
  /** Run work in the window as a share of what was to be expected; null when none was. */
  runShare: number | null;
  /** Chance of so little change work if nothing had changed, 0 to 1. */
  p: number;
}

export const STALL_SILENCES = ['no-change-work', 'young', 'nothing-open', 'too-few-weeks'] as const;

/** One week. `silent`: there is nothing to judge it by. */
export type StallWeek =
  | { kind: 'silent'; reason: (typeof STALL_SILENCES)[number] }
  | { kind: 'quiet' | 'watch' | 'alarm'; evidence: StallEvidence };

export interface Stall {
  weeks: StallWeek[];
  /** 0-based weeks at whose end it first sounded; null when it never did. */
  alarmWeek: number | null;
  watchWeek: number | null;
}

export const BASELINE_WEEKS = 12;
export const MIN_BASELINE_WEEKS = 4;
/** Below which chance it sounds, and over how many weeks at least. */
const ALARM = { p: 0.0025, weeks: 4 };
const WATCH_P = 0.004;
/** Windows of whole two-week sprints, so that the slack half of a rhythm is no stop. */
const WINDOWS: readonly number[] = [2, 4, 6, 8];
const LONGEST_WINDOW = 8;
/** So much less change work that it has in effect stopped… */
const STOPPED = 0.35;
/** …while at least this share of the run work goes on. */
const RUN_GOES_ON = 0.7;
/**
 * A week with less than these shares of the baseline's work in all and of its run work is a holiday. Work in all would not
 * do: where most of the work is change work, its stop would hide itself.
 */
const HOLIDAY = { all: 0.45, run: 0.3 };
/** The first work counts as the beginning when more follows within these weeks: a lone early item is none. */
const FOLLOWS_WITHIN = 3;

/** Points may be fractions, but no team counts in smaller ones. */
const LEAST_COUNT = 1e-6;

/** Judges every week. Pure and total; counts that nobody can have counted are taken for 0. */
export function stall(input: StallCase): Stall {
  const length = Math.max(input.change.length, input.run.length);
  const change = cleaned(input.change, length);
  const run = cleaned(input.run, length);
  const start = input.baselineWeeks === undefined ? beginning(change) : 0;
  const weeks = change.map((_, week) => judgeWeek(input, { change, run, start }, week));
  const first = (level: (w: StallWeek) => boolean) => {
    const at = weeks.findIndex(level);
    return at < 0 ? null : at;
  };
  return {
    weeks,
    alarmWeek: first((w) => w.kind === 'alarm'),
    watchWeek: first((w) => w.kind === 'alarm' || w.kind === 'watch'),
  };
}

interface Work {
  change: readonly number[];
  run: readonly number[];
  /** Week of the first change work; −1 when there is none. */
  start: number;
}

function cleaned(counts: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, i) => {
    const count = counts[i] ?? 0;
    return count >= LEAST_COUNT && count <= Number.MAX_SAFE_INTEGER ? count : 0;
  });
}

function beginning(change: readonly number[]): number {
  const follows = (week: number) => change.slice(week + 1, week + 1 + FOLLOWS_WITHIN).some((c) => c > 0);
  return change.findIndex((c, week) => c > 0 && follows(week));
}

function judgeWeek(input: StallCase, work: Work, week: number): StallWeek {
  if (input.openChange?.[week] === 0) return { kind: 'silent', reason: 'nothing-open' };
  const windows = windowsAt(work, input.baselineWeeks ?? null, week);
  if (windows.length === 0) return youngWeek(work, input.neededPace?.[week] ?? 0, week);
  const stopped = windows.filter(hasStopped);
  const alarm = least(stopped.filter((w) => w.weeks >= ALARM.weeks && w.p < ALARM.p));
  if (alarm) return { kind: 'alarm', evidence: alarm };
  const watch = least(stopped.filter((w) => w.p < WATCH_P));
  if (watch) return { kind: 'watch', evidence: watch };
  const evidence = least(windows);
  return evidence ? { kind: 'quiet', evidence } : { kind: 'silent', reason: 'too-few-weeks' };
}

/** The windows that end with the week, each beside the baseline that lies wholly before it. */
function windowsAt({ change, run, start }: Work, fixed: number | null, week: number): StallEvidence[] {
  const windows: StallEvidence[] = [];
  if (start < 0) return windows;
  const end = start + (fixed ?? BASELINE_WEEKS);
  const least = fixed ?? MIN_BASELINE_WEEKS;
  for (let from = week; from >= start + least; from -= 1) {
    const base = { from: start, to: Math.min(end, from) };
    const changePace = paceOf(change.slice(base.from, base.to));
    const runPace = paceOf(run.slice(base.from, base.to));
    if (!changePace || !runPace) break;
    const counted = workIn(change.slice(from, week + 1), run.slice(from, week + 1), changePace, runPace);
    if (counted.weeks > LONGEST_WINDOW) break;
    if (WINDOWS.includes(counted.weeks)) windows.push(evidenceOf(counted, changePace, runPace));
  }
  return windows;
}

interface Counted {
  weeks: number;
  done: number;
  runDone: number;
}

/** What was done in the weeks that are no holidays. */
function workIn(change: readonly number[], run: readonly number[], changePace: Pace, runPace: Pace): Counted {
  const counted = { weeks: 0, done: 0, runDone: 0 };
  run.forEach((items, i) => {
    const all = items + (change[i] ?? 0);
    if (all < HOLIDAY.all * (changePace.mean + runPace.mean) && items < HOLIDAY.run * runPace.mean) return;
    counted.weeks += 1;
    counted.done += change[i] ?? 0;
    counted.runDone += items;
  });
  return counted;
}

function evidenceOf({ weeks, done, runDone }: Counted, changePace: Pace, runPace: Pace): StallEvidence {
  const expectedRun = weeks * runPace.mean;
  return {
    weeks,
    done,
    expected: weeks * changePace.mean,
    runShare: expectedRun > 0 ? runDone / expectedRun : null,
    p: chanceOfAtMost(done, weeks, changePace),
  };
}

function hasStopped({ done, expected, runShare }: StallEvidence): boolean {
  return expected > 0 && done <= STOPPED * expected && (runShare === null || runShare >= RUN_GOES_ON);
}

function least(windows: readonly StallEvidence[]): StallEvidence | undefined {
  return windows.reduce<StallEvidence | undefined>((best, w) => (best && best.p <= w.p ? best : w), undefined);
}

/** A change without a baseline of its own is held against its plan, and never sounds more than a watch. */
function youngWeek({ change, start }: Work, neededPace: number, week: number): StallWeek {
  const pace: Pace = { mean: neededPace <= Number.MAX_SAFE_INTEGER ? neededPace : 0, dispersion: USUAL_DISPERSION, weeks: Infinity };
  const windows: StallEvidence[] = [];
  for (const weeks of WINDOWS.filter((w) => w <= week + 1 && pace.mean > 0)) {
    const done = change.slice(week + 1 - weeks, week + 1).reduce((sum, c) => sum + c, 0);
    windows.push({ weeks, done, expected: weeks * pace.mean, runShare: null, p: chanceOfAtMost(done, weeks, pace) });
  }
  const watch = least(windows.filter((w) => hasStopped(w) && w.p < WATCH_P));
  if (watch) return { kind: 'watch', evidence: watch };
  return { kind: 'silent', reason: start < 0 || week < start ? 'no-change-work' : 'young' };
}
