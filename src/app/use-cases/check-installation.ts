import { type CallReply } from '../../contract/index';
import { type CheckName, faultOfRun, isLagging, lagOf } from '../../domain/installation';
import { storageChecks } from '../check-storage';
import { jobsAsTheyRan } from '../jobs/as-they-ran';
import { type Caller, type Ports, SITE, ref } from '../ports';
import { type UseCase } from '../use-case';

type Report = CallReply<'installation.check'>;
type Check = Report['checks'][number];

/** Runs every check whatever the others found; a check that throws has failed with the error's name. */
export const checkInstallation: UseCase<'installation.check'> = async ({ ports, caller }) => {
  const at = ports.now();
  const checks = [...(await checkStorage(ports)), ...(await checkJira(ports, caller)), checkScopes(ports)];
  const jobs = await jobsAsTheyRan(ports);
  return { at, checks: [...checks, checkSchedule(jobs), await checkEvents(ports)], jobs };
};

/** Removed at the end, whatever went wrong. */
async function checkStorage(ports: Ports): Promise<Check[]> {
  const { steps, clear } = storageChecks(ports);
  const checks: Check[] = [];
  for (const [check, step] of steps) checks.push(await tried(check, step));
  if (checks.some(({ ok }) => !ok)) await tried('storage.remove', clear);
  return checks;
}

async function checkJira(ports: Ports, caller: Caller): Promise<Check[]> {
  return [
    await tried('jira.user', async () => (await ports.user.permissions()).administerJira),
    await tried('jira.people', async () => (await ports.user.people([caller.accountId])).length === 1),
    await tried('jira.app', () => ports.app.canRead()),
  ];
}

function checkScopes(ports: Ports): Check {
  const missing = ports.app.missingScopes();
  return { check: 'jira.scopes', ok: missing.length === 0, detail: missing.join(' ') };
}

/** How late the last event came that was looked at. */
async function checkEvents(ports: Ports): Promise<Check> {
  const stored = ref('arrival', SITE);
  const arrival = (await ports.store.read([stored])).get(stored)?.body;
  return { check: 'events.lag', ok: !isLagging(arrival), detail: arrival ? `${lagOf(arrival)} ms, ${arrival.at}` : '' };
}

/** Names each job that is late or failed; where none is, the run that lies back furthest. */
function checkSchedule(jobs: Report['jobs']): Check {
  const faults = jobs.flatMap((job) => {
    const fault = faultOfRun(job);
    return fault ? [`${job.name} ${fault}`] : [];
  });
  const [oldest = ''] = jobs.flatMap(({ at }) => at ?? []).sort();
  return { check: 'schedule.every-hour', ok: faults.length === 0, detail: faults.join(', ') || oldest };
}

async function tried(check: CheckName, step: () => Promise<boolean>): Promise<Check> {
  try {
    return { check, ok: await step(), detail: '' };
  } catch (error) {
    return { check, ok: false, detail: error instanceof Error ? error.name : typeof error };
  }
}
