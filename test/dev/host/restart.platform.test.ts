import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../../dev/host/process';
import { call, FIXTURE_SITE, NOW, startFixture } from './fixtures/start';
import { startPlatform } from '../../support/platform';
import { FIXTURE_APP } from './fixtures/build';

jest.setTimeout(60_000);

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'needle-restart-'));
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

test('what was acknowledged survives kill -9, the clock and waiting events included', async () => {
  const first = await startFixture({ data, seed: FIXTURE_SITE, now: NOW });
  await first.clock({ now: '2026-05-05T05:05:05Z', frozen: true });
  await call(first, 'push', { events: [{ body: { name: 'kept' }, delayInSeconds: 60 }] });
  const acknowledged: number[] = [];
  const writing = (async () => {
    for (let n = 0; n < 200; n++) {
      const reply = await first.invoke('admin', { moduleKey: 'global', functionKey: 'set', payload: { key: `n${n}`, value: { n } } }).catch(() => undefined);
      if (!reply?.ok) return;
      acknowledged.push(n);
    }
  })();
  while (acknowledged.length < 20) await new Promise((wait) => setTimeout(wait, 5));
  await first.kill();
  await writing;

  const second = await startFixture({ data });
  try {
    expect(await second.clock()).toEqual({ now: '2026-05-05T05:05:05.000Z', frozen: true });
    for (const n of acknowledged) expect(await call(second, 'get', { key: `n${n}` })).toEqual({ n });
    expect((await second.jira('admin')('GET', '/rest/api/3/issue/ABC-1')).status).toBe(200);
    expect(await second.idle()).toEqual({ pendingLater: 1 });
    // The app was told of its installation at the first start, and only then.
    expect(await call(second, 'get', { key: 'installs' })).toEqual([{ eventType: 'avi:forge:installed:app', version: '1.0.0' }]);
    await second.clock({ advance: 'PT1M' });
    expect(await call(second, 'get', { key: 'consumed:kept' })).toHaveLength(1);
  } finally {
    await second.stop();
  }
});

test('an event that was being delivered at the kill is delivered again', async () => {
  const first = await startFixture({ data, seed: FIXTURE_SITE, now: NOW });
  await call(first, 'push', { events: [{ body: { name: 'torn', waitMs: 30_000 } }] });
  while ((await call(first, 'get', { key: 'active' })) === null) await new Promise((wait) => setTimeout(wait, 20));
  await first.kill();
  const second = await startFixture({ data });
  try {
    const seen = async (): Promise<number> => (await call<string[]>(second, 'get', { key: 'active' })).length;
    const deadline = Date.now() + 10_000;
    while ((await seen()) < 2 && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 50));
    expect(await call(second, 'get', { key: 'active' })).toEqual(['+torn', '+torn']);
  } finally {
    await second.kill();
  }
});

test('a function that never yields ends with its platform', async () => {
  const platform = await startFixture({ data, seed: FIXTURE_SITE, now: NOW });
  const { pid } = await call<{ pid: number }>(platform, 'environment');
  const spinning = platform.invoke('admin', { moduleKey: 'global', functionKey: 'spin' }).catch(() => undefined);
  await new Promise((wait) => setTimeout(wait, 300));
  await platform.kill();
  await spinning;
  const deadline = Date.now() + 10_000;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((wait) => setTimeout(wait, 100));
  expect(isAlive(pid)).toBe(false);
});

describe('a start that cannot succeed says so in one sentence', () => {
  const start = (options: Parameters<typeof startPlatform>[0]) =>
    startPlatform({ app: FIXTURE_APP, data, ...options }).then(
      async (platform) => {
        await platform.stop();
        return 'started';
      },
      (error: Error) => error.message,
    );

  test('a seed that is not there', async () => {
    expect(await start({ seed: '/no/such/file.jsonl' })).toMatch(/There is no file \/no\/such\/file.jsonl\./);
  });

  test('an instant that is none', async () => {
    expect(await start({ seed: 'empty', now: 'yesterday' })).toMatch(/--now needs an ISO 8601 instant/);
  });

  test('a folder without manifest', async () => {
    expect(await start({ seed: 'empty', app: data })).toMatch(/There is no manifest\.yml/);
  });

  test('a data folder that another platform uses, or that holds something else', async () => {
    const first = await startPlatform({ app: FIXTURE_APP, data, seed: 'empty' });
    expect(await start({})).toMatch(/is used by the platform with process id \d+\. Stop that one/);
    await first.kill();
    expect(await start({ seed: FIXTURE_SITE })).toMatch(/already holds "empty"\. Add --reset/);
    expect(await start({ seed: 'empty' })).toBe('started');
  });
});
