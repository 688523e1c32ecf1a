import Database from 'libsql';
import { join } from 'node:path';
import { ADMIN, PROJECT_ADMIN } from '../../support/needle';
import { type LocalPlatform, startPlatform } from '../../support/platform';
import { faults, struck } from './people';
import { Story } from './story';

/** Half an hour, or more by the machine; `CHAOS_SEED` plays another quarter, `SOAK_WEEKS` a part of one. */
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const WEEKS = Number(process.env['SOAK_WEEKS'] ?? 13);
const NOW = '2026-04-06T06:00:00.000Z';
const PROJECTS = 10;
const EPICS_PER_PROJECT = 3;
const OUTCOMES = 12;
/** What happens on each of five days a week, in all projects together. */
const CHANGES_PER_DAY = 12;
/** Of a day with work so many hours pass one by one; the rest in one step, as every hour costs the machine seconds. */
const HOURS_OF_WORK = 5;
const HOURS_OF_DAY = 24;
const WEEKS_PER_YEAR = 52;

let platform: LocalPlatform;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'empty', now: NOW });
  await platform.clock({ now: NOW, frozen: true });
}, 120_000);
afterAll(() => platform?.stop());

/** Projects with epics, by key. */
async function makeSite(): Promise<Record<string, string[]>> {
  const jira = platform.jira(ADMIN);
  const epics: Record<string, string[]> = {};
  for (let n = 0; n < PROJECTS; n += 1) {
    const key = `Q${String.fromCharCode(65 + n)}`;
    await jira('POST', '/rest/api/3/project', { key, name: `Quarter ${n}`, projectTypeKey: 'software', leadAccountId: PROJECT_ADMIN });
    const roles = await jira<Record<string, string>>('GET', `/rest/api/3/project/${key}/role`);
    for (const [name, address] of Object.entries(roles.body)) {
      const user = name.startsWith('Administrators') ? [ADMIN, PROJECT_ADMIN] : name.startsWith('Member') ? [ADMIN, PROJECT_ADMIN, 'engineer'] : [];
      if (user.length > 0) await jira('POST', new URL(address).pathname, { user });
    }
    epics[key] = [];
    for (let epic = 0; epic < EPICS_PER_PROJECT; epic += 1) {
      const { body } = await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key }, issuetype: { name: 'Epic' }, summary: `Epic ${epic}` } });
      epics[key].push(body.key);
    }
  }
  return epics;
}

/** Bytes of everything that is stored now. */
function storedBytes(): number {
  const db = new Database(join(platform.data, 'platform.db'), { readonly: true });
  try {
    return (db.prepare('SELECT sum(length(key) + length(value)) AS n FROM kvs_version WHERE newest = 1 AND value IS NOT NULL').get([]) as { n: number }).n;
  } finally {
    db.close();
  }
}

it(`a quarter of ${PROJECTS} projects with every fault on: sums equal a rebuild, the trail is whole, nothing hangs, a view costs what it cost (seed ${SEED})`, async () => {
  process.stderr.write(`soak: seed ${SEED}, ${WEEKS} weeks\n`);
  const story = new Story(platform, SEED, await makeSite());
  for (let n = 0; n < OUTCOMES; n += 1) await story.plan();
  for (let n = 0; n < 6 * OUTCOMES; n += 1) await story.link();
  for (let n = 0; n < CHANGES_PER_DAY; n += 1) await story.work();
  await story.pass('P1D');
  const bytes = storedBytes();
  let before: Awaited<ReturnType<Story['costs']>> | undefined;
  const strikes: Record<string, number> = {};
  for (let week = 1; week <= WEEKS; week += 1) {
    // Processes that begin anew cost most of a machine's time here, and are the least of the faults.
    await faults(platform, SEED + week, { all: 0.05, 'function.cold': 0.005 });
    for (let day = 0; day < 7; day += 1) {
      const hours = day < 5 ? HOURS_OF_WORK : 0;
      for (let n = 0; day < 5 && n < CHANGES_PER_DAY; n += 1) await story.work();
      for (let n = 0; day < 5 && n < 3; n += 1) await story.manage();
      await story.look();
      if (hours > 0) await story.pass(`PT${hours}H`);
      await story.leap(HOURS_OF_DAY - hours);
    }
    for (const [fault, times] of Object.entries(await struck(platform))) strikes[fault] = (strikes[fault] ?? 0) + times;
    process.stderr.write(`soak: week ${week} of ${WEEKS}\n`);
    await faults(platform, SEED);
    // From here on there are whole weeks to show.
    before ??= await story.costs();
  }
  await faults(platform, SEED);
  await story.assertTrue();
  const after = await story.costs();
  for (const [view, { kvs, jira }] of Object.entries(after)) {
    expect([view, kvs <= (before?.[view]?.kvs ?? 0), jira <= (before?.[view]?.jira ?? 0)]).toEqual([view, true, true]);
  }
  const perYear = ((storedBytes() - bytes) / WEEKS) * WEEKS_PER_YEAR;
  process.stderr.write(
    `soak: seed ${SEED}, ${WEEKS} weeks, ${Object.values(strikes).reduce((sum, n) => sum + n, 0)} faults of ${Object.keys(strikes).length} kinds, ` +
      `${story.people.again.changes} changes sent again, ${story.people.again.views} views that said they cannot; ` +
      `storage grows by ${(perYear / 1024 / 1024).toFixed(1)} MB a year (${OUTCOMES} outcomes, ${PROJECTS} projects, ${5 * CHANGES_PER_DAY} changes a week in Jira); ` +
      `views cost ${JSON.stringify(after)}; functions at most ${Math.round((await platform.meter()).memory.peakBytes / 1024 / 1024)} MB\n`,
  );
}, 4 * 3_600_000);
