/** The paths of Atlassian's gateway that @forge/events and @forge/api call as the app: queues and web trigger addresses. */
import { z } from 'zod';
import { randomUUID } from 'node:crypto';
import type { Gateway } from '../functions/outbound';
import { timeLimit } from '../functions/limits';
import type { Manifest } from '../manifest';
import type { Clock, HttpReply, Meter } from '../types';
import { CYCLE_DEPTH, EVENTS_PER_MINUTE, EVENTS_PER_PUSH, LONG_CONSUMER_MS, LONG_EVENT_BYTES, MAX_DELAY_S, PUSH_BYTES } from './limits';
import type { PersonalData } from './personal-data';
import type { EventStore } from './store';
import type { WebTriggers } from './web-triggers';

const MINUTE_MS = 60_000;

const pushSchema = z.object({
  queueName: z.string(),
  jobId: z.string(),
  payload: z.array(
    z.object({
      body: z.record(z.string(), z.unknown()),
      delayInSeconds: z.number().min(0).max(MAX_DELAY_S).optional(),
      concurrency: z.object({ key: z.string(), limit: z.number().int().positive() }).optional(),
    }),
  ),
});

const jobSchema = z.object({ queueName: z.string(), jobId: z.string() });

const graphqlSchema = z.object({
  query: z.string(),
  variables: z.object({ input: z.object({ triggerKey: z.string() }).optional() }).loose(),
});

export interface GatewayParts {
  manifest: Manifest;
  store: EventStore;
  clock: Clock;
  meter: Meter;
  webTriggers: WebTriggers;
  personalData: PersonalData;
  /** Called after events were added. */
  added: () => void;
}

export function createGateway(parts: GatewayParts): Gateway {
  return (path, init, depth) => {
    const body: unknown = init.body === undefined ? {} : JSON.parse(init.body);
    if (path.startsWith('/webhook/queue/publish/')) return push(parts, body, init.body?.length ?? 0, depth);
    if (path.startsWith('/webhook/queue/stats/')) return stats(parts, body);
    if (path.startsWith('/webhook/queue/cancel/')) return cancel(parts, body);
    if (path === '/graphql') return webTriggerAddress(parts, body);
    if (path === '/app/report-accounts') return parts.personalData.answer(body);
    return undefined;
  };
}

function push({ manifest, store, clock, meter, added }: GatewayParts, body: unknown, bytes: number, depth: number): HttpReply {
  const parsed = pushSchema.safeParse(body);
  if (!parsed.success) return failure(400, 'The pushed events are not valid.');
  const { queueName, jobId, payload } = parsed.data;
  const consumer = manifest.modules.find(({ type, queue }) => type === 'consumer' && queue === queueName);
  if (!consumer) return failure(400, `The manifest has no consumer of the queue "${queueName}".`);
  if (payload.length > EVENTS_PER_PUSH) return failure(400, `At most ${EVENTS_PER_PUSH} events can be pushed at once.`);
  if (bytes > PUSH_BYTES) return failure(413, `The events are larger than ${PUSH_BYTES} bytes.`);
  if (depth >= CYCLE_DEPTH) return failure(405, `The chain of events is longer than ${CYCLE_DEPTH}.`);
  const now = clock.now();
  if (store.pushedSince(now - MINUTE_MS) + payload.length > EVENTS_PER_MINUTE) {
    return failure(429, `More than ${EVENTS_PER_MINUTE} events in a minute.`);
  }
  const entry = manifest.functions.find(({ key }) => key === consumer.function);
  const long = timeLimit('consumer', entry?.timeoutSeconds) > LONG_CONSUMER_MS;
  if (long && payload.some((event) => JSON.stringify(event.body).length > LONG_EVENT_BYTES)) {
    return failure(413, `An event for a consumer that may run longer than ${LONG_CONSUMER_MS / 1000} seconds is at most ${LONG_EVENT_BYTES} bytes.`);
  }
  store.add(
    payload.map((event) => ({
      eventId: randomUUID(),
      kind: 'queue',
      moduleKey: consumer.key,
      jobId,
      body: event.body,
      due: now + (event.delayInSeconds ?? 0) * 1000,
      pushed: now,
      depth: depth + 1,
      concurrency: event.concurrency,
    })),
  );
  meter.add({ events: { pushed: payload.length } });
  added();
  return reply(201, {});
}

function stats({ store }: GatewayParts, body: unknown): HttpReply {
  const parsed = jobSchema.safeParse(body);
  const found = parsed.success ? store.jobStats(parsed.data.jobId) : undefined;
  return found ? reply(200, found) : failure(404, 'There is no such job.');
}

function cancel({ store }: GatewayParts, body: unknown): HttpReply {
  const parsed = jobSchema.safeParse(body);
  if (!parsed.success || !store.jobStats(parsed.data.jobId)) return failure(404, 'There is no such job.');
  store.cancelJob(parsed.data.jobId);
  return reply(204);
}

function webTriggerAddress({ webTriggers }: GatewayParts, body: unknown): HttpReply | undefined {
  const parsed = graphqlSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { query, variables } = parsed.data;
  if (query.includes('createWebTriggerUrl')) {
    const found = webTriggers.list().find(({ moduleKey }) => moduleKey === variables.input?.triggerKey);
    return reply(200, { data: { createWebTriggerUrl: found ? { url: found.url } : null } });
  }
  if (query.includes('webTriggerUrlsByAppContext')) {
    const rows = webTriggers.list().map(({ moduleKey, url }) => ({ triggerKey: moduleKey, url }));
    return reply(200, { data: { webTriggerUrlsByAppContext: rows } });
  }
  return undefined;
}

function failure(status: number, message: string): HttpReply {
  return reply(status, { message, errorMessage: message, code: String(status) });
}

function reply(status: number, body?: unknown): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: body === undefined ? '' : JSON.stringify(body) };
}
