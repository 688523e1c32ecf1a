import { z } from 'zod';
import { call } from '../call';
import { MAX_VALUES } from '../bounds';
import * as f from '../fields';
import * as view from '../views';

export const kpi = {
  'kpi.create': call({
    summary: 'Creates a KPI without values.',
    permission: 'manage-outcomes',
    modules: ['global-page'],
    input: z.strictObject({
      name: f.title,
      unit: f.unit,
      direction: f.direction,
      cadence: f.cadence,
      /** The caller when left out. */
      ownerId: f.accountId.optional(),
    }),
    reply: z.strictObject({ kpi: view.kpi }),
  }),
  'kpi.update': call({
    summary: 'Changes the fields that are given.',
    permission: 'edit-kpi',
    modules: ['global-page'],
    input: z.strictObject({
      kpiId: f.kpiId,
      version: f.version,
      name: f.title.optional(),
      unit: f.unit.optional(),
      cadence: f.cadence.optional(),
      ownerId: f.accountId.optional(),
      state: z.enum(['open', 'archived']).optional(),
    }),
    reply: z.strictObject({ kpi: view.kpi }),
  }),
  'kpi.list': call({
    summary: 'The KPIs that the caller may use, by name, a page at a time.',
    permission: 'signed-in',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({
      state: z.enum(['open', 'archived']).default('open'),
      cursor: f.cursor.optional(),
    }),
    reply: z.strictObject({ kpis: z.array(view.kpi), cursor: f.cursor.optional() }),
  }),
  'kpi.read': call({
    summary: 'One KPI with all its values, by date ascending.',
    permission: 'view-kpi',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ kpiId: f.kpiId }),
    reply: z.strictObject({
      kpi: view.kpi,
      values: z.array(view.value),
      /** Its outcomes, as far as the caller may see them; absent for none. */
      serves: z.array(z.strictObject({ outcomeId: f.outcomeId, title: z.string() })).optional(),
      mayEdit: z.boolean(),
    }),
  }),
  'kpi.trail': call({
    summary: 'The recorded changes of a KPI and its values, the oldest first.',
    permission: 'view-kpi',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ kpiId: f.kpiId, from: f.recordNumber }),
    reply: view.trailPage,
  }),
  'kpi.check': call({
    summary: 'Whether the KPI can show a change of the planned size, from its values in a window (all when left out).',
    permission: 'view-kpi',
    modules: ['global-page'],
    input: z
      .strictObject({
        kpiId: f.kpiId,
        from: f.date.optional(),
        to: f.date.optional(),
        /** Size of the planned change, in the KPI's unit; else the gap from the values' mean to the target. */
        planned: f.size.optional(),
        target: f.quantity.optional(),
        /** Values after the launch. */
        after: z.int().min(3).max(104).default(12),
      })
      .refine((i) => !(i.from && i.to && i.to < i.from), { message: 'ends before it begins', path: ['to'] }),
    reply: z.strictObject({ planned: z.number(), result: view.canTell }),
  }),
  'value.record': call({
    summary: 'Takes values in: new dates are added, other values of known dates correct them, the same again changes nothing.',
    permission: 'edit-kpi',
    modules: ['global-page', 'issue-panel'],
    input: z.strictObject({
      kpiId: f.kpiId,
      source: z.enum(['entry', 'paste', 'file']).default('entry'),
      values: z
        .array(z.strictObject({ at: f.date, value: f.quantity }))
        .min(1, 'holds no value')
        .max(MAX_VALUES, `holds more than ${MAX_VALUES} values`),
    }),
    reply: z.strictObject({
      added: z.int(),
      corrected: z.int(),
      repeated: z.int(),
      kpi: view.kpi,
    }),
  }),
};
