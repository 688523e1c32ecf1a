import { z } from 'zod';
import { VALUE_SOURCES } from '../../domain/value-log';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const exportCalls = {
  'kpi.seen': call({
    summary: 'The KPIs that the caller may see, by name, a page at a time; a page may be empty and still have a next one.',
    permission: 'signed-in',
    modules: ['global-page'],
    input: z.strictObject({ state: z.enum(['open', 'archived']).default('open'), cursor: f.cursor.optional() }),
    reply: z.strictObject({ kpis: z.array(view.kpi), cursor: f.cursor.optional() }),
  }),
  'kpi.values': call({
    summary: 'The values of a KPI as they count, by date, some calendar years at a time.',
    permission: 'view-kpi',
    modules: ['global-page'],
    input: z.strictObject({ kpiId: f.kpiId, from: z.int().min(1970).max(2199).default(1970) }),
    reply: z.strictObject({
      values: z.array(z.strictObject({ at: f.date, value: z.number(), source: z.enum(VALUE_SOURCES), recordedAt: z.string() })),
      /** Where the KPI's trail stands. */
      head: view.trailHead,
      /** The year from which on there are more. */
      next: z.int().optional(),
    }),
  }),
};
