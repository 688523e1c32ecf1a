/** Delivers what is due: queue events, product events and schedules, in the order of the platform's clock. */
import type { PlatformClock } from '../clock';
import type { Functions, InvocationResult } from '../functions/functions';
import { findModule, type AppModule, type Manifest } from '../manifest';
import { SITE } from '../site';
import type { Meter } from '../types';
import {
  MAX_DELAY_S,
  PRODUCT_EVENT_RETRIES,
  REDELIVERIES,
  REDELIVERY_WAIT_MS,
  RETENTION_MS,
  RETRY_DATA_BYTES,
} from './limits';
import { readRetry } from './retry';
import type { DueSchedule, Schedules } from './schedules';
import type { EventStore, StoredEvent } from './store';

/** Deliveries at once; the functions' processes bound them further. */
const DELIVERIES_AT_ONCE = 4;

/** Longest wait of a timer in Node; a later instant is waited for in steps. */
const MAX_TIMER_MS = 2_147_483_647;

export interface DispatcherParts {
  manifest: Manifest;
  store: EventStore;
  schedules: Schedules;
  functions: Pick<Functions, 'invoke'>;
  clock: PlatformClock;
  meter: Meter;
  /** How often a schedule that falls due runs; once, unless it is told otherwise. */
  timesToRun?: () => number;
  log: (line: string) => void;
}

export class Dispatcher {
  private running = 0;
  private timer: NodeJS.Timeout | undefined;
  private open = false;
  private waiters: (() => void)[] = [];

  constructor(private readonly parts: DispatcherParts) {
    parts.clock.onChange(() => {
      parts.schedules.restart(parts.clock.now());
      this.pump();
    });
  }

  /** Begins to deliver; until then everything waits. */
  start(): void {
    this.open = true;
    this.pump();
  }

  stop(): void {
    this.open = false;
    clearTimeout(this.timer);
  }

  /** Looks again at what is due; called after anything was added. */
  pump(): void {
    if (!this.open) return;
    while (this.running < DELIVERIES_AT_ONCE && this.startOne());
    this.wake();
    if (this.running === 0) this.settle();
  }

  /** Resolves when nothing is due and nothing runs. */
  whenSettled(): Promise<void> {
    if (!this.open) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      this.pump();
    });
  }

  /** Moves the clock on, stopping at each instant at which something falls due and running it. */
  async advance(ms: number): Promise<void> {
    const { clock } = this.parts;
    const frozen = clock.frozen;
    const target = clock.now() + ms;
    // Frozen on the way, so that what runs at an instant sees that instant however long it takes.
    clock.set(clock.now(), true);
    try {
      await this.whenSettled();
      for (let due = this.nextDue(); due !== undefined && due <= target; due = this.nextDue()) {
        clock.set(Math.max(due, clock.now()), true);
        await this.whenSettled();
      }
    } finally {
      clock.set(target, frozen);
    }
    await this.whenSettled();
  }

  /** What waits for a later instant; schedules always do, so they do not count. */
  pendingLater(): number {
    return this.parts.store.pendingAfter(this.parts.clock.now());
  }

  private nextDue(): number | undefined {
    const dues = [this.parts.store.nextDue(), this.parts.schedules.next()?.due].filter((due) => due !== undefined);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  private startOne(): boolean {
    const { store, schedules, clock } = this.parts;
    const now = clock.now();
    const schedule = schedules.next();
    if (schedule && schedule.due <= now) {
      schedules.advance(schedule, now);
      const times = this.parts.timesToRun?.() ?? 1;
      for (let n = 0; n < times; n++) this.track(this.runSchedule(schedule));
      return true;
    }
    const event = store.claim(now);
    if (event) this.track(this.deliver(event));
    return event !== undefined;
  }

  private track(work: Promise<void>): void {
    this.running++;
    work
      .catch((error: unknown) => this.parts.log(`events: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
      .finally(() => {
        this.running--;
        this.pump();
      });
  }

  private settle(): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const resolve of waiters) resolve();
  }

  /** Wakes when the next thing falls due, if time runs. */
  private wake(): void {
    clearTimeout(this.timer);
    const due = this.nextDue();
    if (this.parts.clock.frozen || due === undefined) return;
    const wait = due - this.parts.clock.now();
    if (wait > 0) this.timer = setTimeout(() => this.pump(), Math.min(Math.ceil(wait), MAX_TIMER_MS));
  }

  private async runSchedule({ module }: DueSchedule): Promise<void> {
    // Source: "Scheduled trigger", the request holds the context of the installation. A failure is not retried.
    await this.parts.functions.invoke({
      module,
      payload: { context: { cloudId: SITE.cloudId, moduleKey: module.key }, userAccess: null },
    });
  }

  private async deliver(event: StoredEvent): Promise<void> {
    const { store, functions, manifest, meter, log } = this.parts;
    const module = findModule(manifest, event.moduleKey);
    if (!module) {
      log(`events: the manifest no longer has the module ${event.moduleKey}; its event is dropped.`);
      store.finish(event.id, 'failed');
      return;
    }
    meter.add({ events: { delivered: 1 } });
    const result = await functions.invoke({ module, payload: payloadOf(event, module), depth: event.depth });
    this.conclude(event, result);
  }

  private conclude(event: StoredEvent, result: InvocationResult): void {
    const { store, clock, log } = this.parts;
    const now = clock.now();
    if (!result.ok) {
      // An exception is the app's; a crash or a time-out is met by delivering again.
      const again = result.failure !== 'FUNCTION_ERROR' && event.attempt < REDELIVERIES;
      if (again) store.retry(event.id, now + REDELIVERY_WAIT_MS, { reason: result.failure, data: undefined });
      else store.finish(event.id, 'failed');
      return;
    }
    const retry = readRetry(result.value);
    if (!retry) {
      store.finish(event.id, 'success');
      return;
    }
    const exhausted = event.kind === 'product' ? event.attempt >= PRODUCT_EVENT_RETRIES : now - event.pushed > RETENTION_MS;
    const tooLarge = JSON.stringify(retry.data ?? null).length > RETRY_DATA_BYTES;
    if (exhausted || tooLarge) {
      log(`events: ${event.moduleKey} asked for a retry that is refused: ${tooLarge ? 'retryData is too large' : 'no retries are left'}.`);
      store.finish(event.id, 'failed');
      return;
    }
    const wait = Math.min(retry.afterSeconds, MAX_DELAY_S) * 1000;
    store.retry(event.id, now + wait, { reason: retry.reason, data: retry.data });
  }
}

function payloadOf(event: StoredEvent, module: AppModule): Record<string, unknown> {
  const retryContext =
    event.attempt === 0
      ? {}
      : { retryContext: { retryCount: event.attempt, retryReason: event.retry?.reason, retryData: event.retry?.data } };
  const context = { cloudId: SITE.cloudId, moduleKey: module.key };
  if (event.kind === 'product') return { ...event.body, context, ...retryContext };
  return { body: event.body, queueName: module.queue, jobId: event.jobId, eventId: event.eventId, ...retryContext };
}
