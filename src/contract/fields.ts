import { z } from 'zod';
import { CADENCES, DIRECTIONS } from '../domain/kpi';
import { MAX_LATER_LAUNCHES, ROLES } from '../domain/measure';

/** Lengths in characters. */
export const MAX_TITLE = 200;
export const MAX_DESCRIPTION = 4_000;
export const MAX_UNIT = 20;
export const MAX_PAGE = 50;

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'is empty')
    .max(max, `is longer than ${max} characters`)
    .regex(/^\P{Cc}*$/u, 'holds a line break or another control character');

export const title = line(MAX_TITLE);
export const unit = line(MAX_UNIT);
/** What a person says about a decision or a course, in a few sentences. */
export const MAX_NOTE = 1_000;
export const note = z.string().trim().min(1, 'is empty').max(MAX_NOTE, `is longer than ${MAX_NOTE} characters`);
export const description = z.string().trim().max(MAX_DESCRIPTION, `is longer than ${MAX_DESCRIPTION} characters`);

/** A calendar date that exists, from 1970 to 2199. */
export const date = z.iso
  .date('is not a date of the form YYYY-MM-DD')
  .refine((d) => d >= '1970-01-01' && d < '2200-01-01', 'lies outside the years 1970 to 2199');

/** Finite, and small enough that sums and squares stay finite. */
export const quantity = z
  .number('is not a number')
  .refine((n) => Math.abs(n) <= 1e15, 'is larger than 10^15');

/** A size without sign. */
export const size = quantity.refine((n) => n > 0, 'must be above 0');
export const MAX_LAG_DAYS = 730;
export const lagDays = z.int().min(0, 'is negative').max(MAX_LAG_DAYS, `is longer than ${MAX_LAG_DAYS} days`);

export const laterLaunches = z.array(date).max(MAX_LATER_LAUNCHES, `are more than ${MAX_LATER_LAUNCHES}`);

export const outcomeId = z.string().regex(/^out_[0-9a-z]{16}$/, 'is not the id of an outcome');
export const kpiId = z.string().regex(/^kpi_[0-9a-z]{16}$/, 'is not the id of a KPI');
export const sourceId = z.string().regex(/^src_[0-9a-z]{16}$/, 'is not the id of a source');
export const importId = z.string().regex(/^imp_[0-9a-z]{16}$/, 'is not the id of an import');
export const proposalId = z.string().regex(/^pro_[0-9a-z]{16}$/, 'is not the id of a proposal');
export const inboxItemId = z.string().regex(/^[0-9a-f]{16}-\d{1,6}$/, 'is not the id of a row in an inbox');
export const alarmId = z.string().regex(/^[a-z-]{1,40}:[0-9TZ:.-]{20,30}$/, 'is not the id of an alarm');
/** Jira's numeric issue id. */
export const issueId = z.string().regex(/^[1-9][0-9]{0,18}$/, 'is not the id of an issue');
export const projectKey = z.string().regex(/^[A-Z][A-Z0-9_]{1,254}$/, 'is not the key of a project');
export const accountId = z.string().regex(/^[A-Za-z0-9:._-]{1,128}$/, 'is not an account id');
/** Jira's id of a group: a UUID on today's sites, other text on old ones. */
export const groupId = z.string().regex(/^[A-Za-z0-9:._ -]{1,255}$/, 'is not the id of a group');
/** What is searched for among people and groups. */
export const query = z.string().trim().max(100, 'is longer than 100 characters');
/** People named in one call. */
export const MAX_APPROVERS = 10;
export const approverIds = z.array(accountId).max(MAX_APPROVERS, `holds more than ${MAX_APPROVERS} people`);
/** The version of a record as it was read; the change is refused when it has another by now. */
export const version = z.int().min(1);
/** Number of a record in its stream of the trail. */
export const recordNumber = z.int().min(1).max(100_000_000).default(1);
/** Sealed around the store's own, whose length Forge does not state. */
export const cursor = z.string().min(1).max(4_000);

export const direction = z.enum(DIRECTIONS);
export const cadence = z.enum(CADENCES);
export const role = z.enum(ROLES);

export const period = z
  .strictObject({ from: date.optional(), to: date.optional() })
  .refine((p) => !(p.from && p.to && p.to < p.from), { message: 'ends before it begins', path: ['to'] });

export const baselineRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stated'), level: quantity }),
  z
    .strictObject({ kind: z.literal('window'), from: date, to: date })
    .refine((w) => w.from <= w.to, { message: 'ends before it begins', path: ['to'] }),
  z.strictObject({ kind: z.literal('none') }),
]);

export const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('value'), value: quantity, by: date }),
  z.strictObject({ kind: z.literal('band'), low: quantity, high: quantity, by: date }),
]);

/** What a measure is agreed on; locked from its launch on. */
export const terms = {
  role,
  baseline: baselineRule,
  target,
  /** The verdict is judged by this one. */
  launch: date.optional(),
  /** In the KPI's unit, without sign; the gap from baseline to target when left out. */
  plannedEffect: size.optional(),
  /** Days after the launch until an effect is expected. */
  lagDays: lagDays.optional(),
};
