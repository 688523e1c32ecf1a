import { recordRun } from '../app/jobs/record-run';
import { refreshAlarms } from '../app/jobs/refresh-alarms';
import { ports } from './wiring';

/** Once an hour: what changes with the passing of time alone. */
export async function hourly(): Promise<void> {
  await recordRun(ports, 'hourly', () => refreshAlarms(ports));
}
