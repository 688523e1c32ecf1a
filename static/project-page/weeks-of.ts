import type { CallReply } from '../../src/contract';
import type { WorkWeek } from '../kit/charts/work-stack';

type Activity = Pick<NonNullable<CallReply<'project.activity'>['activity']>, 'weeks' | 'change' | 'run'>;

export const UNITS = ['items', 'points', 'hours'] as const;
export type Unit = (typeof UNITS)[number];

/** From the first week that may be shown on. */
export function weeksOf({ weeks, change, run }: Activity, unit: Unit): WorkWeek[] {
  const all = weeks.map((week, i): WorkWeek => {
    const [changed, ran] = [change[unit][i] ?? null, run[unit][i] ?? null];
    return { week, done: changed === null || ran === null ? null : { change: changed, run: ran } };
  });
  const first = all.findIndex(({ done }) => done !== null);
  return first < 0 ? [] : all.slice(first);
}
