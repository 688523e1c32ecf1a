/** What can be made to go wrong, and how much of it. Everything is off until `POST /_host/faults` turns it on. */
import { z } from 'zod';

/** Each fault, and what its rate is a share of. */
export const FAULTS = {
  latency: 'requests of a function that are answered late',
  'kvs.throttled': 'requests to the store that are answered 429, and not carried out',
  'kvs.failed': 'requests to the store that are answered 500, and not carried out',
  'kvs.lostReply': 'requests to the store that are carried out and answered 500',
  'kvs.conflict': 'transactions that are refused as if someone else had been faster',
  'kvs.lag': 'queries from which on the indexes stand still for a while',
  'jira.throttled': 'requests to Jira that are answered 429, with seconds to wait',
  'jira.quota': "requests to Jira that are answered 429 as if the hour's points had run out",
  'jira.failed': 'requests to Jira that are answered 500, and not carried out',
  'jira.lostReply': 'requests to Jira that are carried out and answered 500',
  'jira.timedOut': 'requests to Jira that hang and are then answered 504',
  'jira.emptyPage': 'searches that are answered with an empty page which is not the last',
  'queue.failed': 'pushes to a queue that are answered 500, and not carried out',
  'queue.lost': 'pushed events that are accepted and never delivered',
  'event.twice': 'events, product and queue, that are delivered twice',
  'event.late': 'events, product and queue, that are late by up to `lateMs`, and so out of order',
  'event.lost': 'product events that are never delivered',
  'schedule.twice': 'runs of a schedule that happen twice',
  'schedule.skipped': 'runs of a schedule that do not happen',
  'function.killed': 'invocations whose process is killed at one of their requests, before or after it is carried out',
  'function.cutOff': 'invocations that are cut off at one of their requests as if they had reached their limit of time',
  'function.cold': 'invocations that get a new process',
} as const;
export type Fault = keyof typeof FAULTS;

const KINDS = Object.keys(FAULTS) as [Fault, ...Fault[]];
const rate = z.number().min(0).max(1);

/** Longest delay of a product event. Source: "Product events": delivered within three minutes. */
const PRODUCT_EVENT_DELAY_MS = 180_000;

export const faultSettings = z.strictObject({
  /** The same seed gives the same faults, as far as what happens at the same time permits. */
  seed: z.int().default(1),
  /** From 0 to 1; `all` stands for every fault that is not named. */
  rates: z.partialRecord(z.enum(['all', ...KINDS]), rate).default({}),
  /** Longest delay of a late reply, in real milliseconds. */
  latencyMs: z.int().min(0).default(50),
  /** Longest delay of a late event, on the platform's clock. */
  lateMs: z.int().min(0).default(PRODUCT_EVENT_DELAY_MS),
  /** How long a request to Jira hangs before its 504, in real milliseconds. */
  hangMs: z.int().min(0).default(2_000),
  /** Only requests to Jira whose path holds this are struck by its faults; all without it. */
  jiraPath: z.string().optional(),
  /** How long the indexes stand still at most, in real milliseconds. */
  lagMs: z.int().min(0).default(500),
  /** Enforces what Forge and Jira allow (see quotas.ts); with `pointsPerHour` in place of the usual number. */
  quotas: z.strictObject({ enforced: z.boolean(), pointsPerHour: z.int().positive().optional() }).default({ enforced: false }),
});
export type FaultSettings = z.infer<typeof faultSettings>;
