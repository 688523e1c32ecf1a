/** What an installation is checked for, and when a job counts as late. */

export const JOBS = ['hourly', 'locks', 'sweep', 'links', 'kpis', 'activity', 'escalation', 'imports', 'glances', 'privacy', 'notices'] as const;
export type JobName = (typeof JOBS)[number];

export const CHECKS = [
  'storage.create',
  'storage.read',
  'storage.create-twice',
  'storage.change',
  'storage.stale-change',
  'storage.together',
  'storage.list',
  'storage.remove',
  'jira.user',
  'jira.people',
  'jira.app',
  'jira.scopes',
  'schedule.every-hour',
  'events.lag',
] as const;
export type CheckName = (typeof CHECKS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Forge spreads schedules over their interval and may run one late; two intervals without a run are more than that. */
const LATE_AFTER_MS = 2 * HOUR_MS;

/** Jira's events take seconds to minutes; later than this, the hourly sweep is what keeps histories up to date. */
const LAG_MS = 5 * MINUTE_MS;

/** The newest of Jira's events that reached Needle: ISO instants of the change and of its arrival. */
export interface Arrival {
  changedAt: string;
  at: string;
}

/** How late the event came, in milliseconds; a change is never told before it happened, whatever two clocks say. */
export function lagOf({ changedAt, at }: Arrival): number {
  return Math.max(0, Date.parse(at) - Date.parse(changedAt));
}

/** Whether events come late; where none ever came, that cannot be told, which is to be looked at too. */
export function isLagging(arrival: Arrival | undefined): boolean {
  return arrival === undefined || lagOf(arrival) > LAG_MS;
}

/** An arrival is kept this often at most, so that an event costs a read and seldom a write. */
export const ARRIVALS_EVERY_MS = 5 * MINUTE_MS;

/** Whether a job that last began at `at` (ISO instant) should have run again by `now`; one that never ran is late. */
export function isLate(at: string | undefined, now: string): boolean {
  return at === undefined || Date.parse(now) - Date.parse(at) > LATE_AFTER_MS;
}

/** What is wrong with a job: it should have run again, or failed when it last ran; undefined when neither. */
export function faultOfRun({ late, ok }: { late: boolean; ok: boolean }): 'late' | 'failed' | undefined {
  if (late) return 'late';
  return ok ? undefined : 'failed';
}

/** What jobs count of what they did. */
export const RUN_COUNTS = [
  ...(['changed', 'erased', 'failed', 'followed', 'forgotten', 'formulas', 'jira', 'locked', 'marks', 'outcomes'] as const),
  ...(['parents', 'projects', 'refreshed', 'repaired', 'reported', 'sent', 'unlinked', 'woken'] as const),
] as const;
export type RunCounts = { readonly [Count in (typeof RUN_COUNTS)[number]]?: number };

/** The last run of a job, as the admin page shows it. */
export interface JobRun {
  /** ISO instant of its beginning. */
  at: string;
  ok: boolean;
  /** Milliseconds on the platform's clock. */
  tookMs: number;
  /** What it did, in counts; absent when it failed as a whole. */
  did?: RunCounts | undefined;
  /** ISO instant of the last run that went well. */
  lastOk?: string | undefined;
}
