import type { LocalPlatform } from '../../support/platform';
import { call, startFixture } from './fixtures/start';

describe('POST /_host/faults', () => {
  let platform: LocalPlatform;
  beforeAll(async () => {
    platform = await startFixture();
  }, 60_000);
  afterAll(() => platform?.stop());
  afterEach(() => set({}));

  const set = (settings: object) => platform.control<Record<string, unknown>>('POST', '/_host/faults', settings);
  const ask = (functionKey: string, payload: object = {}) => platform.invoke('admin', { moduleKey: 'global', functionKey, payload });
  const ticks = async () => (await call<unknown[] | null>(platform, 'get', { key: 'ticks' }))?.length ?? 0;

  it('is off at first, tells what there is, and refuses what it does not know', async () => {
    const { body } = await platform.control<Record<string, unknown>>('GET', '/_host/faults');
    expect(body).toMatchObject({ rates: {}, quotas: { enforced: false }, struck: {}, kinds: { 'kvs.throttled': expect.any(String) } });
    expect((await set({ rates: { nonsense: 1 } })).status).toBe(400);
    expect((await set({ rates: { latency: 2 } })).status).toBe(400);
  });

  it('lets the store fail for functions, and counts how often; what is said of a person stays as it was', async () => {
    await set({ rates: { 'kvs.failed': 1 } });
    expect(await ask('get', { key: 'a' })).toMatchObject({ ok: false, error: { code: 'FUNCTION_ERROR' } });
    expect((await platform.control('GET', '/_host/faults')).body).toMatchObject({ struck: { 'kvs.failed': expect.any(Number) } });
    await set({ rates: { 'jira.failed': 1 } });
    expect(await call(platform, 'issueAsUser', { key: 'ABC-1' })).toMatchObject({ status: 500 });
    expect((await platform.jira('admin')('GET', '/rest/api/3/issue/ABC-1')).status).toBe(200);
  });

  it('kills a function at a request, or cuts it off as at its limit of time', async () => {
    const endings = async (rates: object) => {
      await set({ rates });
      const answers = [];
      for (let n = 0; n < 8; n += 1) answers.push(await ask('set', { key: 'a', value: n }));
      return answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]));
    };
    expect(await endings({ 'function.killed': 1 })).toContain('FUNCTION_CRASHED');
    expect(await endings({ 'function.cutOff': 1 })).toContain('FUNCTION_TIME_OUT');
  });

  it('starts a function cold each time', async () => {
    const pid = async () => (await call<{ pid: number }>(platform, 'environment')).pid;
    const warm = await pid();
    expect(await pid()).toBe(warm);
    await set({ rates: { 'function.cold': 1 } });
    expect(new Set([await pid(), await pid(), warm]).size).toBe(3);
  });

  it('runs a schedule twice or not at all, and loses and repeats events', async () => {
    const events = async () => (await call<unknown[] | null>(platform, 'get', { key: 'issue-events' }))?.length ?? 0;
    const happens = async (rates: object, what: () => Promise<unknown>, counted: () => Promise<number>) => {
      const before = await counted();
      await set({ rates });
      await what();
      await platform.idle();
      await set({});
      return (await counted()) - before;
    };
    const hour = () => platform.clock({ advance: 'PT1H' });
    let edits = 0;
    const edit = () => platform.jira('admin')('PUT', '/rest/api/3/issue/ABC-1', { fields: { summary: `Edit ${(edits += 1)}` } });
    expect(await happens({ 'schedule.skipped': 1 }, hour, ticks)).toBe(0);
    // Two runs that cross may note one line for both; the host started two.
    const started = (await platform.meter()).invocations;
    await happens({ 'schedule.twice': 1 }, hour, ticks);
    expect((await platform.meter()).invocations - started).toBeGreaterThanOrEqual(2);
    expect(await happens({ 'event.lost': 1 }, edit, events)).toBe(0);
    expect(await happens({}, edit, events)).toBe(1);
  });

  it('enforces quotas: points that run out are refused with the rest of the hour to wait; memory beyond the manifest ends a function', async () => {
    await set({ quotas: { enforced: true, pointsPerHour: 4 } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await call<{ status: number }>(platform, 'issueAsUser', { key: 'ABC-1' })).status);
    expect(statuses).toContain(429);
    expect(await ask('hoard')).toMatchObject({ ok: false, error: { code: 'FUNCTION_CRASHED' } });
    await set({});
    expect(await ask('hoard')).toMatchObject({ ok: true });
    const { memory, cpuMs, kvs } = await platform.meter();
    expect(memory.peakBytes).toBeGreaterThan(200 * 1024 * 1024);
    expect(cpuMs).toBeGreaterThan(0);
    expect(kvs.readUnits).toBeGreaterThan(0);
  });
});
