import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POINTS_PER_HOUR, SHARES } from '../../src/domain/budget';
import { realHistory } from '../dev/host/jira/history';
import { FCREPO, RULES, countedIn, sorted, storedIn } from '../support/fcrepo';
import { ADMIN, PROJECT_ADMIN, needleOn, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

/** Hours that the sweeps may take: each spends what upkeep earned in its hour. */
const MAX_HOURS = 6;

/** Lets hours pass, and with them the sweeps, until what is stored is what was counted. */
async function afterSweeps(platform: LocalPlatform, projectId: string, wanted: unknown): Promise<unknown> {
  let stored: unknown;
  for (let hour = 0; hour <= MAX_HOURS; hour += 1) {
    stored = sorted(storedIn(platform, projectId));
    if (JSON.stringify(stored) === JSON.stringify(wanted)) break;
    await platform.clock({ advance: 'PT1H' });
    await platform.idle();
  }
  return stored;
}

const lines = realHistory();
(lines ? it : it.skip)('a real history that arrives as events all at once, shuffled and half of it twice, is counted as in the file: what is beyond upkeep’s points by the sweeps of the next hours', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'needle-replay-'));
  const [first, whole] = [join(folder, 'first.jsonl'), join(folder, 'whole.jsonl')];
  writeFileSync(first, `${lines?.[0]}\n`);
  writeFileSync(whole, `${lines?.join('\n')}\n`);
  // Before all that happens in the file, so that sweeps see it as change since the history was read.
  const platform = await startPlatform({ seed: first, now: '2007-02-01T00:00:00.000Z' });
  try {
    const needle = needleOn(platform);
    await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'rules.set', { rules: RULES });
    // The project is known and kept from its first issue on; all others come as events.
    await needle.call(PROJECT_ADMIN, onProject(FCREPO), 'history.start', {});
    await platform.idle();
    // Issues come with the dates of the file: a sweep that ran before them would take those days for looked at.
    await platform.control('POST', '/_host/faults', { rates: { 'schedule.skipped': 1 } });
    await platform.clock({ now: '2014-08-19T00:00:00.000Z' });
    await platform.idle();
    await platform.resetMeter();
    const { body } = await platform.control<{ events: number }>('POST', '/_host/replay', { file: whole, seed: 7, duplicate: 0.5, shuffle: 500 });
    expect(body.events).toBeGreaterThan(5_000);
    while ((await platform.idle()).pendingLater > 0) await platform.clock({ advance: 'PT2M' });
    await platform.control('POST', '/_host/faults', {});
    expect((await platform.meter()).jira.points).toBeLessThanOrEqual(SHARES.shared.upkeep * POINTS_PER_HOUR);
    const { id } = (await platform.jira(ADMIN)<{ id: string }>('GET', `/rest/api/3/project/${FCREPO}`)).body;
    const wanted = sorted(countedIn(lines ?? []));
    expect(await afterSweeps(platform, id, wanted)).toEqual(wanted);
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true });
  }
}, 900_000);
