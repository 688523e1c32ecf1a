import { type Random } from '../../../dev/demo/random';
import { stall } from '../../../src/domain/stall';
import { type Rhythm, weeksOfWork } from './weekly-work';

const BASELINE = 12;
const WATCHED = 26;

export interface Rates {
  change: number;
  run: number;
}

/** Share of stable histories, 12 baseline weeks and 26 more, in which the alarm sounds. */
export function falseAlarms(random: Random, { change, run }: Rates, rhythm: Rhythm, runs: number): number {
  return share(runs, () => {
    const work = weeksOfWork(random, { weeks: BASELINE + WATCHED, change, run, rhythm });
    return stall({ ...work, baselineWeeks: BASELINE }).alarmWeek !== null;
  });
}

/** Weeks until the alarm when change work falls to the share `left` after 12 weeks; infinite when it never sounds. */
export function delays(random: Random, { change, run }: Rates, left: number, runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const work = weeksOfWork(random, { weeks: BASELINE + WATCHED, change, run, rhythm: 'plain', stallAt: BASELINE, left });
    return weeksSince(stall({ ...work, baselineWeeks: BASELINE }).alarmWeek, BASELINE);
  });
}

const YOUNG_WEEKS = 6;

/** A change that began after `idle` weeks without any work for it: six weeks of work, then none. */
export function youngDelays(random: Random, { change, run }: Rates, idle: number, runs: number): number[] {
  const stallAt = idle + YOUNG_WEEKS;
  return Array.from({ length: runs }, () => {
    const work = weeksOfWork(random, { weeks: stallAt + 20, change, run, rhythm: 'plain', stallAt });
    return weeksSince(stall({ ...work, change: afterIdle(work.change, idle) }).alarmWeek, stallAt);
  });
}

/** Share of young changes that go on for 26 weeks in which the alarm sounds. */
export function youngFalseAlarms(random: Random, { change, run }: Rates, idle: number, runs: number): number {
  return share(runs, () => {
    const work = weeksOfWork(random, { weeks: idle + WATCHED, change, run, rhythm: 'plain' });
    return stall({ ...work, change: afterIdle(work.change, idle) }).alarmWeek !== null;
  });
}

function afterIdle(change: readonly number[], idle: number): number[] {
  return change.map((count, week) => (week < idle ? 0 : count));
}

function weeksSince(alarm: number | null, from: number): number {
  return alarm === null ? Infinity : alarm - from + 1;
}

function share(runs: number, happens: () => boolean): number {
  return Array.from({ length: runs }, happens).filter(Boolean).length / runs;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function within(delaysSeen: readonly number[], weeks: number): number {
  return delaysSeen.filter((d) => d <= weeks).length / delaysSeen.length;
}
