import { z } from 'zod';
import { type StatusCategory } from '../domain/history';

/** The parts of Jira's replies that reading a history relies on (Jira Cloud REST API v3). */

const hierarchy = z.object({ hierarchyLevel: z.number().int().optional(), subtask: z.boolean().optional() });
const reference = z.object({ id: z.string(), key: z.string(), fields: z.object({ issuetype: hierarchy.optional() }).optional() });
/** Jira Cloud sends null for a person who was deleted. */
const person = z.object({ accountId: z.string(), accountType: z.string().optional() }).nullish();

/** Jira writes `created` of a bulk changelog as a date-time or as milliseconds. */
const instant = z.union([z.string(), z.number()]).transform((at) => (typeof at === 'number' ? new Date(at).toISOString() : at));

/** Own keys only: where Jira leaves `toString` out, the function that every object has would be taken for it. */
const item = z.record(z.string(), z.unknown()).transform((read) => {
  const text = (key: string) => {
    const value = Object.hasOwn(read, key) ? read[key] : null;
    return typeof value === 'string' ? value : null;
  };
  return { field: text('field'), from: text('from'), fromString: text('fromString'), to: text('to'), toString: text('toString') };
});

export const historyEntry = z.object({ id: z.string(), author: person, created: instant, items: z.array(item) });
export type HistoryEntry = z.infer<typeof historyEntry>;

const worklog = z.object({ started: z.string(), timeSpentSeconds: z.number() });
export const worklogPage = z.object({ total: z.number().int(), worklogs: z.array(worklog) });

export const historyIssue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z
    .object({
      created: z.string(),
      updated: z.string(),
      issuetype: hierarchy.extend({ name: z.string() }),
      project: z.object({ id: z.string(), key: z.string() }),
      parent: reference.nullish(),
      subtasks: z.array(reference).nullish(),
      resolution: z.object({ name: z.string() }).nullish(),
      resolutiondate: z.string().nullish(),
      labels: z.array(z.string()).nullish(),
      components: z.array(z.object({ name: z.string() })).nullish(),
      security: z.unknown(),
      duedate: z.string().nullish(),
      worklog: worklogPage.nullish(),
    })
    // The fields for story points have ids of their own on every site.
    .loose(),
  changelog: z.object({ total: z.number().int(), histories: z.array(historyEntry) }).optional(),
});
export type HistoryIssueReply = z.infer<typeof historyIssue>;

export const HISTORY_FIELDS = [
  ...['created', 'updated', 'issuetype', 'project', 'parent', 'subtasks', 'resolution', 'resolutiondate'],
  ...['labels', 'components', 'security', 'duedate', 'worklog'],
];

export const historySearch = z.object({ issues: z.array(historyIssue), nextPageToken: z.string().nullish() });
export const idSearch = z.object({ issues: z.array(z.object({ id: z.string(), key: z.string() })), nextPageToken: z.string().nullish() });
export const changedSearch = z.object({
  issues: z.array(z.object({ id: z.string(), key: z.string(), fields: z.object({ updated: z.string(), project: z.object({ id: z.string() }) }) })),
  nextPageToken: z.string().nullish(),
});
export const changelogPage = z.object({ values: z.array(historyEntry), isLast: z.boolean().optional(), total: z.number().int().optional() });
export const changelogsReply = z.object({
  issueChangeLogs: z.array(z.object({ issueId: z.string(), changeHistories: z.array(historyEntry) })),
  nextPageToken: z.string().nullish(),
});
export const fieldsReply = z.array(
  z.object({ id: z.string(), name: z.string(), schema: z.object({ type: z.string().optional(), custom: z.string().optional() }).optional() }),
);
const category = z.string().transform((key): StatusCategory => (key === 'done' ? 'done' : key === 'new' ? 'new' : 'indeterminate'));
export const statusesReply = z.array(z.object({ id: z.string(), name: z.string(), statusCategory: z.object({ key: category }) }));
export const serverReply = z.object({ serverTimeZone: z.string().optional() });
export const projectKeyReply = z.object({ id: z.string(), key: z.string() });
