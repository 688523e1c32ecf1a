import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realHistory } from '../dev/host/jira/history';
import { FCREPO, RULES, countedIn, sorted, storedIn } from '../support/fcrepo';
import { ADMIN, PROJECT_ADMIN, needleOn, onProject } from '../support/needle';
import { startPlatform } from '../support/platform';

const lines = realHistory();
(lines ? it : it.skip)('a real history that arrives as events, shuffled and half of it twice, is counted as in the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'needle-replay-'));
  const [first, whole] = [join(folder, 'first.jsonl'), join(folder, 'whole.jsonl')];
  writeFileSync(first, `${lines?.[0]}\n`);
  writeFileSync(whole, `${lines?.join('\n')}\n`);
  const platform = await startPlatform({ seed: first });
  try {
    const needle = needleOn(platform);
    await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'rules.set', { rules: RULES });
    // The project is known and kept from its first issue on; all others come as events.
    await needle.call(PROJECT_ADMIN, onProject(FCREPO), 'history.start', {});
    await platform.idle();
    const { body } = await platform.control<{ events: number }>('POST', '/_host/replay', { file: whole, seed: 7, duplicate: 0.5, shuffle: 500 });
    expect(body.events).toBeGreaterThan(5_000);
    while ((await platform.idle()).pendingLater > 0) await platform.clock({ advance: 'PT2M' });
    const { id } = (await platform.jira(ADMIN)<{ id: string }>('GET', `/rest/api/3/project/${FCREPO}`)).body;
    expect(sorted(storedIn(platform, id))).toEqual(sorted(countedIn(lines ?? [])));
  } finally {
    await platform.stop();
    rmSync(folder, { recursive: true });
  }
}, 900_000);
