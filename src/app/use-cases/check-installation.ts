import { type CheckName, isLagging, isLate, lagOf } from '../../domain/installation';
import { type Caller, type Ports, SITE, type Write, ref } from '../ports';
import { type UseCase } from '../use-case';

type Check = { check: CheckName; ok: boolean; detail: string };

/** Runs every check whatever the others found; a check that throws has failed with the error's name. */
export const checkInstallation: UseCase<'installation.check'> = async ({ ports, caller }) => ({
  at: ports.now(),
  checks: [...(await checkStorage(ports)), ...(await checkJira(ports, caller)), checkScopes(ports), await checkSchedule(ports), await checkEvents(ports)],
});

/** A check that was cut off leaves its items no longer than this. */
const SCRATCH_DAYS = 1;

/** On a key of its own, so that two checks at once do not meet, and removed at the end, whatever went wrong. */
async function checkStorage(ports: Ports): Promise<Check[]> {
  const scratch = ref('scratch', ports.newId('out'));
  const second = ref('scratch', `${scratch.key}-2`);
  const put = (value: number, expect: Write['expect'], of = scratch): Write => ({ ref: of, body: { value }, expect, expires: { days: SCRATCH_DAYS } });
  const stored = async (of = scratch) => (await ports.store.read([of])).get(of);
  const commit = (...writes: Write[]) => ports.store.commit(writes, []);
  const steps: [CheckName, () => Promise<boolean>][] = [
    ['storage.create', () => commit(put(1, null))],
    ['storage.read', async () => (await stored())?.body.value === 1],
    ['storage.create-twice', async () => !(await commit(put(2, null)))],
    ['storage.change', () => commit(put(3, 1))],
    ['storage.stale-change', async () => !(await commit(put(4, 1))) && (await stored())?.body.value === 3],
    // The second write must not be there when the first one's condition fails.
    ['storage.together', async () => !(await commit(put(5, 1), put(5, null, second))) && (await stored(second)) === undefined],
    ['storage.list', async () => (await ports.store.listOutcomeViews({ partition: 'open', limit: 1 })).items.length <= 1],
    ['storage.remove', async () => (await commit({ ref: scratch, body: null, expect: 2 })) && (await stored()) === undefined],
  ];
  const checks: Check[] = [];
  for (const [check, step] of steps) checks.push(await tried(check, step));
  const clear = () => commit(...[scratch, second].map((of): Write => ({ ref: of, body: null, expect: 'any' })));
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

async function checkSchedule(ports: Ports): Promise<Check> {
  const run = ref('jobRun', 'hourly');
  const at = (await ports.store.read([run])).get(run)?.body.at;
  return { check: 'schedule.every-hour', ok: !isLate(at, ports.now()), detail: at ?? '' };
}

async function tried(check: CheckName, step: () => Promise<boolean>): Promise<Check> {
  try {
    return { check, ok: await step(), detail: '' };
  } catch (error) {
    return { check, ok: false, detail: error instanceof Error ? error.name : typeof error };
  }
}
