import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import { formulaSource, jiraSource, readingStatus, toldSource } from '../kpi-source';
import * as view from '../views';

const modules = ['global-page'] as const;
const thing = z.strictObject({ id: z.string(), name: z.string() });

export const kpiSource = {
  'kpi.source': call({
    summary: 'Where the values of a KPI are worked out from, and how far that is.',
    permission: 'view-kpi',
    modules,
    input: z.strictObject({ kpiId: f.kpiId }),
    reply: z.strictObject({ source: toldSource, status: readingStatus.optional() }),
  }),
  'kpi.choices': call({
    summary: 'The statuses and service desk agreements of which a KPI may be made, as the caller sees them.',
    permission: 'manage-outcomes',
    modules,
    input: z.strictObject({}),
    reply: z.strictObject({ statuses: z.array(thing), agreements: z.array(thing) }),
  }),
  'kpi.preview': call({
    summary: 'What a KPI would have shown on real data, read as the caller, with the verdict that it would have given. Nothing is saved.',
    permission: 'manage-outcomes',
    modules,
    input: z.strictObject({
      source: z.discriminatedUnion('kind', [...jiraSource.options, formulaSource]),
      direction: f.direction,
      cadence: f.cadence,
      /** What is taken for the launch; twelve values before the newest when left out. */
      launch: f.date.optional(),
      /** Size of the planned change, in the KPI's unit; a tenth of the level before the launch when left out. */
      planned: f.size.optional(),
    }),
    reply: z.strictObject({
      /** Issues that the query finds for the caller; absent for a formula. */
      issues: z.int().optional(),
      /** Only the issues that changed last were read: the series begins later than the KPI's own will. */
      isCut: z.boolean(),
      values: z.array(z.strictObject({ at: f.date, value: z.number() })),
      /** Absent where there are too few values for one. */
      trial: z.strictObject({ launch: f.date, planned: z.number(), verdict: view.verdict, canTell: view.canTell }).optional(),
    }),
  }),
  'kpi.count': call({
    summary: 'Has a KPI counted in Jira from now on and as far back as its history goes.',
    permission: 'administer-jira',
    modules,
    input: z.strictObject({
      kpiId: f.kpiId,
      version: f.version,
      source: jiraSource,
      /** The caller knows that the app counts issues that they do not see. */
      confirmed: z.boolean().default(false),
    }),
    reply: z.strictObject({ kpi: view.kpi }),
  }),
  'kpi.derive': call({
    summary: 'Has a KPI worked out from two others that the caller may see, on the dates on which both have a value.',
    permission: 'edit-kpi',
    modules,
    input: z.strictObject({ kpiId: f.kpiId, version: f.version, source: formulaSource }),
    reply: z.strictObject({ kpi: view.kpi }),
  }),
  'kpi.detach': call({
    summary: "Ends a KPI's being worked out. Its values stay, and others may be recorded.",
    permission: 'edit-kpi',
    modules,
    input: z.strictObject({ kpiId: f.kpiId, version: f.version }),
    reply: z.strictObject({ kpi: view.kpi }),
  }),
  'kpi.refill': call({
    summary: "Reads a KPI's issues again from the beginning; values change only where they differ.",
    permission: 'administer-jira',
    modules,
    input: z.strictObject({ kpiId: f.kpiId }),
    reply: z.strictObject({ status: readingStatus }),
  }),
};
