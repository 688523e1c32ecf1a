import type { CallReply } from '../../src/contract';
import type { WorkWeek } from '../kit/charts/work-stack';

type Activity = Pick<NonNullable<CallReply<'project.activity'>['activity']>, 'weeks' | 'change' | 'run'>;

export const UNITS = ['items', 'points', 'hours'] as const;
export type Unit = (typeof UNITS)[number];

/** Weeks of which what served one outcome is told apart; `delivered` is what it finished here, by the same weeks. */
export function weeksFor({ delivered }: { delivered: readonly number[] }, activity: Activity): WorkWeek[] {
  const own = new Map(activity.weeks.map((week, i) => [week, Math.max(0, delivered[i] ?? 0)]));
  // What a rule counts as run work is not change work, whatever it is linked to.
  return weeksOf(activity, 'items').map(({ week, done }) => ({ week, done: done && { ...done, own: Math.min(done.change, own.get(week) ?? 0) } }));
}

/** From the first week that may be shown on. */
export function weeksOf({ weeks, change, run }: Activity, unit: Unit): WorkWeek[] {
  const all = weeks.map((week, i): WorkWeek => {
    const [changed, ran] = [change[unit][i] ?? null, run[unit][i] ?? null];
    return { week, done: changed === null || ran === null ? null : { change: changed, run: ran } };
  });
  const first = all.findIndex(({ done }) => done !== null);
  return first < 0 ? [] : all.slice(first);
}
