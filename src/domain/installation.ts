/** What an installation is checked for, and when a job counts as late. */

export const JOBS = ['hourly', 'sweep', 'activity', 'escalation', 'notices'] as const;
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
  'schedule.every-hour',
] as const;
export type CheckName = (typeof CHECKS)[number];

const HOUR_MS = 3_600_000;
/** Forge spreads schedules over their interval and may run one late; two intervals without a run are more than that. */
const LATE_AFTER_MS = 2 * HOUR_MS;

/** Whether a job that last began at `at` (ISO instant) should have run again by `now`; one that never ran is late. */
export function isLate(at: string | undefined, now: string): boolean {
  return at === undefined || Date.parse(now) - Date.parse(at) > LATE_AFTER_MS;
}
