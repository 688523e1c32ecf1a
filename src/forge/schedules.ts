import { sweep } from '../app/history/sweep';
import { tendImports } from '../app/imports/tend';
import { checkLinks } from '../app/jobs/check-links';
import { escalateAlarms } from '../app/jobs/escalate-alarms';
import { lockMeasures } from '../app/jobs/lock-measures';
import { recordRun } from '../app/jobs/record-run';
import { refreshActivities } from '../app/jobs/refresh-activities';
import { refreshAlarms } from '../app/jobs/refresh-alarms';
import { refreshGlances } from '../app/jobs/refresh-glances';
import { sendNotices } from '../app/jobs/send-notices';
import { scheduleKpis } from '../app/kpi-source/tasks';
import { reportAccounts } from '../app/privacy/report';
import { inBackground } from './jira-use';
import { ports } from './wiring';

/** Once an hour: what events missed, and what changes with the passing of time alone. Each job is kept apart, so that one that fails stops no other. */
export function hourly(): Promise<void> {
  return inBackground(everyJob);
}

async function everyJob(): Promise<void> {
  await recordRun(ports, 'locks', () => lockMeasures(ports));
  await recordRun(ports, 'sweep', () => sweep(ports));
  await recordRun(ports, 'links', () => checkLinks(ports));
  await recordRun(ports, 'kpis', () => scheduleKpis(ports));
  await recordRun(ports, 'activity', () => refreshActivities(ports));
  await recordRun(ports, 'hourly', () => refreshAlarms(ports));
  await recordRun(ports, 'escalation', () => escalateAlarms(ports));
  await recordRun(ports, 'imports', () => tendImports(ports));
  await recordRun(ports, 'glances', () => refreshGlances(ports));
  await recordRun(ports, 'privacy', () => reportAccounts(ports));
  await recordRun(ports, 'notices', () => sendNotices(ports));
}
