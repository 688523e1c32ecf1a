import { sweep } from '../app/history/sweep';
import { recordRun } from '../app/jobs/record-run';
import { refreshActivities } from '../app/jobs/refresh-activities';
import { refreshAlarms } from '../app/jobs/refresh-alarms';
import { ports } from './wiring';

/** Once an hour: what events missed, and what changes with the passing of time alone. Each job is kept apart, so that one that fails stops no other. */
export async function hourly(): Promise<void> {
  await recordRun(ports, 'sweep', () => sweep(ports));
  await recordRun(ports, 'activity', () => refreshActivities(ports));
  await recordRun(ports, 'hourly', () => refreshAlarms(ports));
}
