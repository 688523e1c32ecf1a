import type { NewEvent } from '../events/store';
import type { Faults } from './faults';

/** The events as they are in the end delivered: some twice, some late, some never. */
export function disturbedEvents(faults: Faults, events: readonly NewEvent[]): NewEvent[] {
  return events.flatMap((event) => {
    if (faults.strikes(event.kind === 'product' ? 'event.lost' : 'queue.lost')) return [];
    const times = faults.strikes('event.twice') ? 2 : 1;
    return Array.from({ length: times }, () => (faults.strikes('event.late') ? { ...event, due: event.due + faults.part('event.late') * faults.settings.lateMs } : event));
  });
}

/** How often a schedule that falls due runs: once, unless a fault strikes. */
export function runsOfSchedule(faults: Faults): number {
  if (faults.strikes('schedule.skipped')) return 0;
  return faults.strikes('schedule.twice') ? 2 : 1;
}
