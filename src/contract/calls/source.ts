import { z } from 'zod';
import { MAX_INBOX, MAX_KPIS_PER_SOURCE } from '../../domain/source';
import { call } from '../call';
import * as f from '../fields';

const instant = z.string();

const source = z.strictObject({
  sourceId: f.sourceId,
  version: f.version,
  name: z.string(),
  kpis: z.array(z.strictObject({ kpiId: f.kpiId, name: z.string() })),
  state: z.enum(['active', 'revoked']),
  createdAt: instant,
  rotatedAt: instant.optional(),
  /** What its last batch brought. */
  last: z.strictObject({ at: instant, taken: z.int(), repeated: z.int(), refused: z.int() }).optional(),
  /** Rows that wait in its inbox. */
  waiting: z.int(),
});

/** Shown once: nothing reads it back. */
const secret = z.string();

const inboxItem = z.strictObject({
  itemId: f.inboxItemId,
  receivedAt: instant,
  row: z.int(),
  field: z.enum(['kpi', 'at', 'value', 'id']),
  reason: z.enum(['not-of-source', 'archived', 'worked-out', 'not-a-date', 'future', 'not-a-number', 'too-large', 'not-an-id', 'disagrees']),
  kpi: z.string(),
  at: z.string(),
  value: z.string(),
  id: z.string(),
});

const itemIds = z.array(f.inboxItemId).min(1, 'names no row').max(MAX_INBOX);

export const MAX_OVERLAP_HOURS = 168;

export const sourceCalls = {
  'source.list': call({
    summary: 'The systems that push values, and the address that they push to.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ sources: z.array(source), address: z.string() }),
  }),
  'source.create': call({
    summary: 'Creates a source that may push values of the named KPIs, and tells its secret once.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({
      name: f.title,
      kpiIds: z.array(f.kpiId).min(1, 'names no KPI').max(MAX_KPIS_PER_SOURCE, `names more than ${MAX_KPIS_PER_SOURCE} KPIs`),
    }),
    reply: z.strictObject({ source, secret }),
  }),
  'source.rotate': call({
    summary: 'Gives a source a new secret, told once; the one before it counts for the hours of overlap.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({
      sourceId: f.sourceId,
      version: f.version,
      overlapHours: z.int().min(0, 'is negative').max(MAX_OVERLAP_HOURS, `is more than ${MAX_OVERLAP_HOURS}`).default(24),
    }),
    reply: z.strictObject({ source, secret }),
  }),
  'source.revoke': call({
    summary: 'Takes a source its secrets: whatever it sends from here on is refused.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ sourceId: f.sourceId, version: f.version }),
    reply: z.strictObject({ source }),
  }),
  'inbox.list': call({
    summary: 'The rows of a source that were not taken in, with the field at fault, the newest last.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ sourceId: f.sourceId }),
    reply: z.strictObject({ items: z.array(inboxItem), dropped: z.int() }),
  }),
  'inbox.correct': call({
    summary: 'Takes a refused row in as corrected, and out of the inbox.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ sourceId: f.sourceId, itemId: f.inboxItemId, kpiId: f.kpiId, at: f.date, value: f.quantity }),
    reply: z.strictObject({ waiting: z.int() }),
  }),
  'inbox.dismiss': call({
    summary: 'Takes rows out of the inbox without taking them in.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ sourceId: f.sourceId, itemIds }),
    reply: z.strictObject({ waiting: z.int() }),
  }),
  'inbox.restore': call({
    summary: 'Puts dismissed rows back into the inbox, as long as their room was not needed.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({ sourceId: f.sourceId, itemIds }),
    reply: z.strictObject({ waiting: z.int() }),
  }),
};

export type SourceRecord = z.infer<typeof source>;
export type InboxRow = z.infer<typeof inboxItem>;
