import { PlatformClock } from '../../../dev/host/clock';
import { openDatabase } from '../../../dev/host/database';
import { Dispatcher } from '../../../dev/host/events/dispatcher';
import { createGateway } from '../../../dev/host/events/gateway';
import { enqueueProductEvent } from '../../../dev/host/events/product';
import { PersonalData } from '../../../dev/host/events/personal-data';
import { Schedules } from '../../../dev/host/events/schedules';
import { EventStore } from '../../../dev/host/events/store';
import { WebTriggers } from '../../../dev/host/events/web-triggers';
import type { Call, Functions, InvocationResult } from '../../../dev/host/functions/functions';
import { loadManifest } from '../../../dev/host/manifest';
import { PlatformMeter } from '../../../dev/host/meter';
import { HostState } from '../../../dev/host/state';
import { FIXTURE_APP } from './fixtures/build';

const NOW = Date.UTC(2026, 2, 1);
const UPDATED = { eventType: 'avi:jira:updated:issue', payload: { issue: { key: 'ABC-1' } } };

const returned = (value: unknown): InvocationResult => ({ ok: true, value, json: JSON.stringify(value), cpuMs: 0 });
const failed = (failure: 'FUNCTION_ERROR' | 'FUNCTION_TIME_OUT'): InvocationResult => ({ ok: false, failure, message: '' });

/** A dispatcher on a frozen clock whose functions answer as told. */
function setUp(answer: (call: Call) => InvocationResult) {
  const db = openDatabase(':memory:');
  const manifest = loadManifest(FIXTURE_APP);
  const state = new HostState(db);
  const clock = new PlatformClock(state);
  clock.set(NOW, true);
  const store = new EventStore(db);
  const meter = new PlatformMeter();
  const calls: Call[] = [];
  const functions: Pick<Functions, 'invoke'> = {
    invoke: (call) => {
      calls.push(call);
      return Promise.resolve(answer(call));
    },
  };
  const schedules = new Schedules(manifest, state, clock.now());
  const dispatcher = new Dispatcher({ manifest, store, schedules, functions, clock, meter, log: () => undefined });
  const gateway = createGateway({ manifest, store, clock, meter, webTriggers: new WebTriggers(manifest, ''), personalData: new PersonalData(state, clock, []), added: () => dispatcher.pump() });
  dispatcher.start();
  return { manifest, store, clock, dispatcher, gateway, calls };
}

const push = (payload: unknown[]) => ({ method: 'POST', body: JSON.stringify({ queueName: 'work', jobId: 'j', payload }) });

describe('a product event', () => {
  test('reaches the triggers that listen for it, with where it happened', async () => {
    const { dispatcher, calls, ...parts } = setUp(() => returned(undefined));
    enqueueProductEvent(parts, { ...UPDATED, selfGenerated: false });
    enqueueProductEvent(parts, { eventType: 'avi:jira:deleted:issue', payload: {}, selfGenerated: false });
    await dispatcher.whenSettled();
    expect(calls.map(({ module }) => module.key)).toEqual(['on-issue']);
    expect(calls[0]?.payload).toMatchObject({
      eventType: 'avi:jira:updated:issue',
      selfGenerated: false,
      issue: { key: 'ABC-1' },
      context: { moduleKey: 'on-issue' },
    });
    expect(calls[0]?.accountId).toBeUndefined();
  });

  test('of the app’s own doing is kept from a trigger that ignores those', async () => {
    const { dispatcher, calls, ...parts } = setUp(() => returned(undefined));
    enqueueProductEvent(parts, { ...UPDATED, selfGenerated: true });
    await dispatcher.whenSettled();
    expect(calls).toEqual([]);
  });

  test('is retried at most four times', async () => {
    const { dispatcher, calls, ...parts } = setUp(() => returned({ _retry: true, retryOptions: { retryAfter: 10, retryReason: 'R' } }));
    enqueueProductEvent(parts, { ...UPDATED, selfGenerated: false });
    await dispatcher.advance(120_000);
    const deliveries = calls.filter(({ module }) => module.key === 'on-issue');
    expect(deliveries).toHaveLength(5);
    expect(deliveries[4]?.payload).toMatchObject({ retryContext: { retryCount: 4, retryReason: 'R' } });
  });
});

describe('a queue event', () => {
  test('comes again after a crash, three times, and not after an exception', async () => {
    const { dispatcher, calls, gateway } = setUp(({ payload }) =>
      failed((payload as { body: { name: string } }).body.name === 'slow' ? 'FUNCTION_TIME_OUT' : 'FUNCTION_ERROR'),
    );
    gateway('/webhook/queue/publish/x', push([{ body: { name: 'slow' } }, { body: { name: 'broken' } }]), 0);
    await dispatcher.advance(60_000);
    const names = calls.map(({ payload }) => (payload as { body: { name: string } }).body.name);
    expect(names.filter((name) => name === 'slow')).toHaveLength(4);
    expect(names.filter((name) => name === 'broken')).toHaveLength(1);
  });

  test('is asked for again by its consumer for a day after its push, and no longer', async () => {
    const { dispatcher, calls, gateway } = setUp(() => returned({ _retry: true, retryOptions: { retryAfter: 900, retryReason: 'R' } }));
    gateway('/webhook/queue/publish/x', push([{ body: {} }]), 0);
    await dispatcher.advance(72 * 3_600_000);
    const deliveries = calls.filter(({ module }) => module.type === 'consumer');
    // One at once, then one each quarter of an hour up to the first after 24 hours.
    expect(deliveries).toHaveLength(1 + 24 * 4 + 1);
  });

  test('whose consumer asks for a later time than 15 minutes comes after those, and not at all with more than 4 KB to keep', async () => {
    const { dispatcher, calls, gateway } = setUp(({ payload }) => {
      const { body, retryContext } = payload as { body: { name: string }; retryContext?: unknown };
      if (retryContext !== undefined) return returned(undefined);
      return returned({ _retry: true, retryOptions: { retryAfter: 5_000, retryReason: 'R', retryData: body.name === 'much' ? 'x'.repeat(5_000) : 'x' } });
    });
    gateway('/webhook/queue/publish/x', push([{ body: { name: 'late' } }, { body: { name: 'much' } }]), 0);
    await dispatcher.advance(901_000);
    const names = calls.filter(({ module }) => module.type === 'consumer').map(({ payload }) => (payload as { body: { name: string } }).body.name);
    expect(names).toEqual(['late', 'much', 'late']);
  });

  test('hands the depth of its chain on, and a chain of a thousand ends', async () => {
    const { dispatcher, calls, gateway } = setUp(() => returned(undefined));
    expect(gateway('/webhook/queue/publish/x', push([{ body: {} }]), 7)?.status).toBe(201);
    await dispatcher.whenSettled();
    expect(calls[0]?.depth).toBe(8);
    expect(gateway('/webhook/queue/publish/x', push([{ body: {} }]), 1000)?.status).toBe(405);
  });

  test('is refused beyond the limits of a push', () => {
    const { gateway } = setUp(() => returned(undefined));
    const status = (payload: unknown[]) => gateway('/webhook/queue/publish/x', push(payload), 0)?.status;
    expect(status(Array.from({ length: 51 }, () => ({ body: {} })))).toBe(400);
    expect(status([{ body: { text: 'x'.repeat(200 * 1024) } }])).toBe(413);
    expect(status([{ body: {}, delayInSeconds: 901 }])).toBe(400);
    expect(status([{ body: 'text' }])).toBe(400);
  });

  test('is dropped by cancelling its job', async () => {
    const { dispatcher, calls, gateway } = setUp(() => returned(undefined));
    gateway('/webhook/queue/publish/x', push([{ body: {}, delayInSeconds: 60 }]), 0);
    const job = { method: 'POST', body: JSON.stringify({ queueName: 'work', jobId: 'j' }) };
    expect(gateway('/webhook/queue/cancel/x', job, 0)?.status).toBe(204);
    await dispatcher.advance(120_000);
    expect(calls).toEqual([]);
    expect(JSON.parse(gateway('/webhook/queue/stats/x', job, 0)?.body ?? '')).toEqual({ success: 0, inProgress: 0, failed: 1 });
  });
});
