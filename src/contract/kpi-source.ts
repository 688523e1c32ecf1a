import { z } from 'zod';
import { COUNTS, OPERATIONS, PERCENTILES, TIME_UNITS } from '../domain/kpi-source';
import * as f from './fields';

/** Where a KPI's values are worked out from, as it crosses the bridge (see domain/kpi-source). */

export const MAX_JQL = 2_000;
const jql = z.string().trim().min(1, 'is empty').max(MAX_JQL, `is longer than ${MAX_JQL} characters`);
const thing = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_]{1,64}$/, 'is not an id of Jira'), name: f.title });
const percentile = z.union(PERCENTILES.map((p) => z.literal(p)), `is none of ${PERCENTILES.join(', ')}`);
const unit = z.enum(TIME_UNITS);
/** A year of hours. */
const MAX_HOURS = 8_784;
const hours = z.number().gt(0, 'must be above 0').max(MAX_HOURS, 'is longer than a year');

export const figure = z.discriminatedUnion('of', [
  z.strictObject({ of: z.enum(['lead-time', 'cycle-time']), percentile, in: unit }),
  z.strictObject({ of: z.enum(['throughput', 'reopened']) }),
  z.strictObject({ of: z.literal('age'), percentile }),
  z.strictObject({ of: z.literal('time-in-status'), status: thing, percentile, in: unit }),
  z.strictObject({ of: z.literal('within'), hours }),
  z.strictObject({ of: z.literal('sla-met'), field: thing }),
  z.strictObject({ of: z.literal('sla-time'), field: thing, percentile, in: unit }),
]);

const count = z.enum(COUNTS);

export const jiraSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jql'), jql, count }),
  z.strictObject({ kind: z.literal('flow'), jql, figure }),
]);

const operation = z.enum(OPERATIONS);

export const formulaSource = z.strictObject({
  kind: z.literal('formula'),
  operation,
  leftId: f.kpiId,
  rightId: f.kpiId,
  percent: z.boolean().default(false),
});

/** Empty for a KPI that the caller may not see. */
const named = z.strictObject({ kpiId: f.kpiId.optional(), name: z.string().optional() });

/** As it is told: the query to Jira administrators alone, as it may name what others may not know of. */
export const toldSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entered') }),
  z.strictObject({ kind: z.literal('jql'), jql: jql.optional(), count }),
  z.strictObject({ kind: z.literal('flow'), jql: jql.optional(), figure }),
  z.strictObject({ kind: z.literal('formula'), operation, percent: z.boolean(), left: named, right: named }),
]);

/** How far Jira has been read for a KPI. */
export const readingStatus = z.strictObject({
  state: z.enum(['filling', 'current']),
  /** Issues read, and about how many there are. */
  issues: z.int(),
  expected: z.int(),
  /** ISO instant of the last step, or of the last time that Jira was asked. */
  at: z.string(),
  /** Monday of the last week that has a value. */
  through: f.date.optional(),
  /** In which weeks begin. */
  zone: z.string(),
  /** What went wrong the last time; it is tried again. */
  error: z.string().optional(),
});

