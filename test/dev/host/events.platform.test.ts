import { call, NOW, startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(60_000);

let platform: LocalPlatform;

beforeAll(async () => {
  platform = await startFixture();
  await platform.clock({ now: NOW, frozen: true });
});

afterAll(() => platform.stop());

interface Delivery {
  queueName: string;
  at: string;
  retryContext: { retryCount: number; retryReason: string; retryData: unknown } | null;
}

const push = (...events: { body: Record<string, unknown>; delayInSeconds?: number; concurrency?: { key: string; limit: number } }[]) =>
  call<string>(platform, 'push', { events });
const deliveries = async (name: string): Promise<Delivery[]> => (await call<Delivery[] | null>(platform, 'get', { key: `consumed:${name}` })) ?? [];
const instant = async (): Promise<number> => Date.parse((await platform.clock()).now);

describe('a queue', () => {
  test('delivers at once, and idle waits for it', async () => {
    await platform.resetMeter();
    const jobId = await push({ body: { name: 'now' } });
    expect(await platform.idle()).toEqual({ pendingLater: 0 });
    expect(await deliveries('now')).toMatchObject([{ queueName: 'work', retryContext: null }]);
    expect((await platform.meter()).events).toEqual({ pushed: 1, delivered: 1 });
    expect(await call(platform, 'jobStats', { jobId })).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  test('delays by the platform’s clock', async () => {
    const start = await instant();
    await push({ body: { name: 'late' }, delayInSeconds: 90 });
    expect(await platform.idle()).toEqual({ pendingLater: 1 });
    await platform.clock({ advance: 'PT89S' });
    expect(await deliveries('late')).toEqual([]);
    await platform.clock({ advance: 'PT1H' });
    expect(Date.parse((await deliveries('late'))[0]?.at ?? '')).toBe(start + 90_000);
  });

  test('delivers again when the consumer returns an InvocationError', async () => {
    const start = await instant();
    await push({ body: { name: 'again', retryAfter: 60 } });
    expect(await platform.idle()).toEqual({ pendingLater: 1 });
    await platform.clock({ advance: 'PT2M' });
    const [first, second, ...more] = await deliveries('again');
    expect(first?.retryContext).toBeNull();
    expect(second?.retryContext).toEqual({ retryCount: 1, retryReason: 'FUNCTION_UPSTREAM_RATE_LIMITED', retryData: { seen: true } });
    expect(Date.parse(second?.at ?? '')).toBe(start + 60_000);
    expect(more).toEqual([]);
  });

  test('does not deliver again what the consumer threw at', async () => {
    const jobId = await push({ body: { name: 'thrown', throws: true } });
    await platform.clock({ advance: 'PT1H' });
    expect(await deliveries('thrown')).toHaveLength(1);
    expect(await call(platform, 'jobStats', { jobId })).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });

  test('holds a concurrency key to its limit', async () => {
    const one = { key: 'same', limit: 1 };
    await push(
      { body: { name: 'p', waitMs: 60 }, concurrency: one },
      { body: { name: 'q', waitMs: 60 }, concurrency: one },
      { body: { name: 'r', waitMs: 60 }, concurrency: one },
    );
    await platform.idle();
    expect(await call(platform, 'get', { key: 'active' })).toEqual(['+p', '-p', '+q', '-q', '+r', '-r']);
  });

  test('refuses more than 500 events in a minute', async () => {
    const fifty = Array.from({ length: 50 }, (_, index) => ({ body: { name: `many-${index}` }, delayInSeconds: 900 }));
    await platform.clock({ advance: 'PT5M' });
    for (let pushed = 0; pushed < 500; pushed += 50) await push(...fifty);
    expect((await platform.invoke('admin', { moduleKey: 'global', functionKey: 'push', payload: { events: fifty } })).ok).toBe(false);
    expect(platform.log()).toContain('Too many requests');
  });
});

test('a schedule runs once an hour of the platform’s clock, first five minutes after the start', async () => {
  const ticks = (await call<{ at: string }[] | null>(platform, 'get', { key: 'ticks' })) ?? [];
  const before = await instant();
  await platform.clock({ advance: 'PT3H' });
  const after = (await call<{ at: string }[]>(platform, 'get', { key: 'ticks' })).slice(ticks.length);
  expect(after).toHaveLength(3);
  for (const { at } of after) {
    expect(Date.parse(at)).toBeGreaterThan(before);
    expect(at.slice(14, 16)).toBe('05');
  }
});

describe('a web trigger', () => {
  const urlOf = async (key: string): Promise<string> => {
    const { body } = await platform.control<{ moduleKey: string; url: string }[]>('GET', '/_host/webtriggers');
    return body.find(({ moduleKey }) => moduleKey === key)?.url ?? '';
  };

  test('of static response answers with the output that the function names', async () => {
    const url = await urlOf('hook');
    expect(await call(platform, 'hookUrl')).toBe(url);
    const accepted = await fetch(`${url}?a=1&a=2`, { method: 'POST', body: 'let me in', headers: { origin: 'https://elsewhere.example' } });
    expect([accepted.status, await accepted.text()]).toEqual([202, 'Accepted']);
    expect((await fetch(url, { method: 'POST', body: 'no' })).status).toBe(403);
    expect((await fetch(url, { method: 'POST', body: 'wrong' })).status).toBe(500);
    expect(await call(platform, 'get', { key: 'hooks' })).toMatchObject([{ body: 'let me in', method: 'POST', query: { a: ['1', '2'] } }, {}, {}]);
  });

  test('of dynamic response answers with what the function returns', async () => {
    const reply = await fetch(`${await urlOf('hook-dynamic')}/some/where`);
    expect([reply.status, reply.headers.get('x-path'), await reply.text()]).toEqual([201, '/some/where', 'made']);
  });

  test('that does not exist is 404', async () => {
    expect((await fetch(`${platform.url}/x1/none`)).status).toBe(404);
  });
});

// Source: developer.atlassian.com, "Invocation limits".
test('what an invocation may take depends on who calls: a product event 25 s, queues, schedules and web triggers 55 s, a queue that asks for it 900 s', async () => {
  await platform.jira('engineer')('PUT', '/rest/api/3/issue/ABC-3', { fields: { labels: ['timed'] } });
  await call(platform, 'push', { events: [{ body: { name: 'timed' } }] });
  await call(platform, 'push', { events: [{ body: { name: 'timed-long' } }], queue: 'long' });
  await platform.clock({ advance: 'PT1H' });
  await fetch(await call<string>(platform, 'hookUrl'), { method: 'POST', body: 'let me in' });
  const newest = async (key: string): Promise<number> => (await call<{ remaining: number }[]>(platform, 'get', { key })).at(-1)?.remaining ?? 0;
  const keys = ['issue-events', 'consumed:timed', 'consumed:timed-long', 'ticks', 'hooks'];
  const seconds: number[] = [];
  // Some of it has passed when the function looks.
  for (const key of keys) seconds.push(Math.ceil((await newest(key)) / 5_000) * 5);
  expect(seconds).toEqual([25, 55, 900, 55, 55]);
});
