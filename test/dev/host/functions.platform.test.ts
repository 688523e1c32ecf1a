import { call, NOW, startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(60_000);

let platform: LocalPlatform;

beforeAll(async () => {
  platform = await startFixture();
});

afterAll(() => platform.stop());

const invoke = (functionKey: string, payload: unknown = {}, moduleKey = 'global') =>
  platform.invoke('admin', { moduleKey, functionKey, payload });

describe('an invocation', () => {
  test('carries the payload to the resolver and the result back', async () => {
    const { payload } = await call<{ payload: unknown }>(platform, 'echo', { word: 'hello', deep: [1, { a: null }] });
    expect(payload).toEqual({ word: 'hello', deep: [1, { a: null }] });
  });

  test('without a result answers null', async () => {
    expect(await invoke('nothing')).toEqual({ ok: true, result: null });
  });

  test('gives the resolver the context of an issue', async () => {
    const reply = await platform.invoke<{ context: Record<string, unknown> }>('engineer', {
      moduleKey: 'panel',
      issueKey: 'ABC-2',
      functionKey: 'echo',
    });
    if (!reply.ok) throw new Error(reply.error.message);
    expect(reply.result.context).toMatchObject({
      accountId: 'engineer',
      moduleKey: 'panel',
      siteUrl: platform.url,
      environmentType: 'DEVELOPMENT',
      extension: {
        type: 'jira:issuePanel',
        issue: { key: 'ABC-2', type: 'Story' },
        project: { key: 'ABC' },
        location: `${platform.url}/browse/ABC-2`,
      },
      installContext: expect.stringMatching(/^ari:cloud:jira::site\//) as string,
      localId: expect.stringContaining('/static/panel') as string,
    });
    expect(reply.result.context).not.toHaveProperty('extension.issue.projectId');
  });

  test('gives the resolver the context of a project', async () => {
    const reply = await platform.invoke<{ context: { extension: Record<string, unknown> } }>('engineer', {
      moduleKey: 'project',
      projectKey: 'ABC',
      functionKey: 'echo',
    });
    if (!reply.ok) throw new Error(reply.error.message);
    expect(reply.result.context.extension).toMatchObject({ type: 'jira:projectPage', project: { key: 'ABC' } });
    expect(reply.result.context.extension).not.toHaveProperty('issue');
  });

  test('has the runtime that @forge/api reads', async () => {
    const runtime = await call<{ moduleKey: string; remaining: number; scopes: string[] }>(platform, 'runtime');
    expect(runtime).toMatchObject({ moduleKey: 'global', scopes: ['read:jira-work', 'read:jira-user', 'storage:app'] });
    expect(runtime.remaining).toBeGreaterThan(20_000);
    expect(runtime.remaining).toBeLessThanOrEqual(25_000);
  });

  test('sees nothing of the platform’s environment', async () => {
    expect(await call(platform, 'environment')).toMatchObject({ names: ['NODE_ENV', 'TZ'] });
  });
});

describe('a failing invocation', () => {
  test('is opaque to the page and told in the log', async () => {
    const reply = await invoke('throws');
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_ERROR' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(platform.log()).toContain('a secret of the inside');
    expect(platform.log()).toContain('fixtures/app/src/index.ts');
  });

  test('that exceeds its time is ended, and the next one runs', async () => {
    expect(await invoke('spin', {}, 'admin')).toMatchObject({ ok: false, error: { code: 'FUNCTION_TIME_OUT' } });
    expect(await call(platform, 'nothing')).toBeNull();
  });

  test('that ends its process, or eats its memory, harms no other', async () => {
    const [exit, memory, other] = await Promise.all([invoke('exit'), invoke('memory'), invoke('wait', { ms: 200 })]);
    expect(exit).toMatchObject({ ok: false, error: { code: 'FUNCTION_CRASHED' } });
    expect(memory).toMatchObject({ ok: false, error: { code: 'FUNCTION_CRASHED' } });
    expect(other).toEqual({ ok: true, result: 'waited' });
  });

  test('of a function that the resolver does not have', async () => {
    expect(await invoke('no-such-function')).toMatchObject({ ok: false, error: { code: 'FUNCTION_ERROR' } });
  });
});

describe('the size of what crosses the bridge', () => {
  test('a request of more than 500 KB is refused before anything runs', async () => {
    await platform.resetMeter();
    const { status, body } = await platform.control('POST', '/_host/invoke', {
      accountId: 'admin',
      moduleKey: 'global',
      functionKey: 'echo',
      payload: 'x'.repeat(500 * 1024),
    });
    expect(status).toBe(413);
    expect(body).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } });
    expect((await platform.meter()).invocations).toBe(0);
  });

  test('a reply of more than 5 MB is a failure', async () => {
    expect((await invoke('large', { bytes: 5 * 1024 * 1024 - 2 })).ok).toBe(true);
    expect(await invoke('large', { bytes: 5 * 1024 * 1024 })).toMatchObject({ ok: false, error: { code: 'REPLY_TOO_LARGE' } });
  });
});

describe('the clock of a function', () => {
  test('is the platform’s, from the first line of the module on', async () => {
    const time = await call<{ now: number; iso: string; called: string; loadedAt: string; isDate: boolean; parsed: number }>(platform, 'time');
    const start = Date.parse(NOW);
    for (const instant of [time.now, Date.parse(time.iso), Date.parse(time.loadedAt)]) {
      expect(instant).toBeGreaterThanOrEqual(start);
      expect(instant).toBeLessThan(start + 60_000);
    }
    expect(time.called).toContain('Mar 01 2026');
    expect(time.isDate).toBe(true);
    expect(time.parsed).toBe(Date.UTC(2020, 0, 1));
  });
});

describe('a request of a function', () => {
  test('reaches the store through @forge/kvs, and counts', async () => {
    await platform.resetMeter();
    await call(platform, 'set', { key: 'a', value: { x: 1 } });
    expect(await call(platform, 'get', { key: 'a' })).toEqual({ x: 1 });
    expect(await platform.meter()).toMatchObject({
      invocations: 2,
      kvs: { requests: 2, reads: 1, writes: 1 },
      jira: { requests: 0 },
      replyBytes: JSON.stringify({ x: 1 }).length + JSON.stringify(null).length,
    });
  });

  test('reaches Jira as the user who invoked it, and counts', async () => {
    await platform.resetMeter();
    const asUser = await call<{ status: number; body: { key: string } }>(platform, 'issueAsUser', { key: 'ABC-1' });
    expect(asUser).toMatchObject({ status: 200, body: { key: 'ABC-1' } });
    const outsider = await platform.invoke<{ status: number }>('outsider', {
      moduleKey: 'global',
      functionKey: 'issueAsUser',
      payload: { key: 'ABC-1' },
    });
    expect(outsider).toMatchObject({ ok: true, result: { status: 404 } });
    expect((await platform.meter()).jira.requests).toBe(2);
  });

  test('reaches Jira as the app', async () => {
    expect(await call(platform, 'issueAsApp', { key: 'ABC-1' })).toEqual({ status: 200 });
  });

  test('as somebody else than the invoking user is not offered', async () => {
    expect(await call(platform, 'impersonate', { accountId: 'engineer' })).toEqual({ status: 501 });
    expect(await call(platform, 'impersonate', { accountId: 'admin' })).toEqual({ status: 200 });
  });

  test('to a product that is not there is refused by its name', async () => {
    const { status, body } = await call<{ status: number; body: string }>(platform, 'confluence');
    expect(status).toBe(501);
    expect(body).toContain('confluence');
  });

  test('to another host never leaves the machine', async () => {
    expect(await invoke('egress')).toMatchObject({ ok: false });
    expect(platform.log()).toContain('makes no requests to other hosts');
  });
});
