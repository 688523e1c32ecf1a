import { request } from 'node:http';
import { Version3Client } from 'jira.js';
import { startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(60_000);

let platform: LocalPlatform;

beforeAll(async () => {
  platform = await startFixture();
});

afterAll(() => platform.stop());

/** A request with headers that `fetch` does not let one choose. */
function raw(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(platform.url);
    const sent = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => (body += text));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('who may call', () => {
  test.each(['/_host/users', '/rest/api/3/myself', '/'])('a foreign Host is refused at %s', async (path) => {
    expect((await raw(path, { headers: { host: 'evil.example:80' } })).status).toBe(403);
  });

  test('a foreign Origin is refused, the app’s own pages included', async () => {
    const { port } = new URL(platform.url);
    const pages = (await platform.control<{ modules: { url: string }[] }>('GET', '/_host/modules')).body.modules[0]?.url ?? '';
    for (const origin of ['https://evil.example', 'null', new URL(pages).origin]) {
      const options = { method: 'POST', headers: { ...JSON_TYPE, host: `localhost:${port}`, origin }, body: '{}' };
      expect((await raw('/_host/meter/reset', options)).status).toBe(403);
    }
    const own = { method: 'POST', headers: { ...JSON_TYPE, host: `localhost:${port}`, origin: platform.url }, body: '{}' };
    expect((await raw('/_host/meter/reset', own)).status).toBe(200);
  });

  test('a body that is not declared as JSON is refused', async () => {
    const { port } = new URL(platform.url);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const reply = await raw('/_host/clock', {
        method: 'POST',
        headers: { host: `localhost:${port}`, 'content-type': type },
        body: '{"advance":"PT1H"}',
      });
      expect(reply.status).toBe(415);
    }
  });
});

describe('what is not valid', () => {
  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no account', '{"moduleKey":"global","functionKey":"echo"}'],
    ['an unknown field', '{"accountId":"admin","moduleKey":"global","functionKey":"echo","extra":1}'],
  ])('%s is refused with 400', async (_, body) => {
    const { port } = new URL(platform.url);
    const reply = await raw('/_host/invoke', { method: 'POST', headers: { ...JSON_TYPE, host: `localhost:${port}` }, body });
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  });

  test('an unknown path is 404, a wrong method 405', async () => {
    expect((await platform.control('GET', '/_host/nothing')).status).toBe(404);
    expect((await platform.control('GET', '/_host/constructor')).status).toBe(404);
    expect((await platform.control('GET', '/_host/invoke')).status).toBe(405);
  });
});

describe('invoke', () => {
  const invoke = (body: Record<string, unknown>) => platform.control('POST', '/_host/invoke', { moduleKey: 'global', functionKey: 'echo', ...body });

  test('tells what it cost', async () => {
    const body = JSON.stringify({ accountId: 'admin', moduleKey: 'global', functionKey: 'echo' });
    const reply = await fetch(`${platform.url}/_host/invoke`, { method: 'POST', headers: JSON_TYPE, body });
    expect(Number(reply.headers.get('x-function-cpu-ms'))).toBeGreaterThan(0);
  });

  test('by an unknown account is 401', async () => {
    expect((await invoke({ accountId: 'nobody' })).status).toBe(401);
  });

  test('of an unknown module, issue or project is 404', async () => {
    expect((await invoke({ accountId: 'admin', moduleKey: 'none' })).status).toBe(404);
    expect((await invoke({ accountId: 'admin', moduleKey: 'panel', issueKey: 'ABC-999' })).status).toBe(404);
    expect((await invoke({ accountId: 'admin', moduleKey: 'project', projectKey: 'NONE' })).status).toBe(404);
  });

  test('of a module without resolver is 400', async () => {
    expect((await invoke({ accountId: 'admin', moduleKey: 'hourly' })).status).toBe(400);
  });
});

describe('the clock', () => {
  test('is set, frozen and advanced', async () => {
    expect(await platform.clock({ now: '2026-04-01T00:00:00Z', frozen: true })).toEqual({ now: '2026-04-01T00:00:00.000Z', frozen: true });
    expect(await platform.clock({ advance: 'P1DT2H3M4.5S' })).toEqual({ now: '2026-04-02T02:03:04.500Z', frozen: true });
    expect(await platform.clock({ now: '2026-03-01T09:00:00Z', frozen: false })).toMatchObject({ frozen: false });
  });

  test.each([{ advance: 'P1M' }, { advance: 'tomorrow' }, { now: 'never' }, {}, { frozen: true }])('refuses %j', async (body) => {
    expect((await platform.control('POST', '/_host/clock', body)).status).toBe(400);
  });
});

describe('the Jira API', () => {
  test('answers the user of the basic authentication', async () => {
    const { status, body } = await platform.jira('engineer')<{ accountId: string }>('GET', '/rest/api/3/myself');
    expect({ status, accountId: body.accountId }).toEqual({ status: 200, accountId: 'engineer' });
  });

  test('serves an ordinary client', async () => {
    const client = new Version3Client({ host: platform.url, authentication: { basic: { email: 'engineer', apiToken: '' } } });
    expect((await client.issues.getIssue({ issueIdOrKey: 'ABC-1' })).key).toBe('ABC-1');
  });

  test('refuses an unknown account with 401', async () => {
    expect((await platform.jira('nobody')('GET', '/rest/api/3/myself')).status).toBe(401);
  });

  test('counts nothing on the meter, which is the app’s', async () => {
    await platform.resetMeter();
    await platform.jira('admin')('GET', '/rest/api/3/issue/ABC-1');
    expect((await platform.meter()).jira).toEqual({ requests: 0, points: 0 });
  });
});

test('users are listed with their roles', async () => {
  const users = await platform.users();
  expect(users.find(({ accountId }) => accountId === 'admin')?.roles).toContain('siteAdmin');
  expect(users.every(({ displayName }) => displayName !== '')).toBe(true);
});
