import { z } from 'zod';
import { MAX_WORK_RULES, RULE_FIELDS, WORK } from '../../domain/work-rule';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

/** How far a project's history has been read. */
const status = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({
    state: z.literal('filling'),
    /** Issues read, and about how many there are. */
    issues: z.int(),
    expected: z.int(),
    /** ISO instants of its beginning and its last step. */
    since: z.string(),
    at: z.string(),
    /** ISO instant until which it waits for more of what Jira allows in an hour. */
    waitsUntil: z.string().optional(),
    /** What went wrong with the last step, which is tried again. */
    error: z.string().optional(),
    /** Of the history that was read before, while there is one. */
    filledAt: z.string().optional(),
  }),
  z.strictObject({
    state: z.literal('current'),
    filledAt: z.string(),
    /** ISO instant up to which it is known to hold every change, where that is longer ago than it should be. */
    behindSince: z.string().optional(),
  }),
]);

/** By week; null where fewer than five people were active. */
export const counts = z.array(z.number().nullable());
export const work = z.strictObject({ items: counts, points: counts, hours: counts });

export const forecast = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finished') }),
  z.strictObject({
    ...{ kind: z.literal('forecast'), median: z.int(), low: z.int(), high: z.int().nullable() },
    /** The 50 % range; absent where it was worked out before it was kept. */
    middle: z.strictObject({ low: z.int(), high: z.int().nullable() }).optional(),
  }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(['too-few-weeks', 'nothing-gets-done', 'no-scope']) }),
]);

const tradeOff = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slip'), days: z.int(), against: z.literal('plan').optional(), cost: z.strictObject({ amount: z.number(), currency: z.string() }).optional() }),
  z.strictObject({ kind: z.literal('stopped') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(['no-scope', 'no-usual-pace']) }),
]);

/** An outcome's work in this project, by week. */
const outcomeWork = z.strictObject({
  outcomeId: f.outcomeId,
  delivered: z.array(z.number()),
  added: z.array(z.number()),
  removed: z.array(z.number()),
  scope: z.array(z.number()),
  open: z.array(z.number()),
  forecast,
  tradeOff,
});

export const share = z.strictObject({ now: z.number(), before: z.number().nullable() });

const rule = z.strictObject({ field: z.enum(RULE_FIELDS), value: f.title, work: z.enum(WORK) });

export const history = {
  'project.activity': call({
    summary: "What the project's teams did each week, run and change apart, and for which outcome; never of a person.",
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      now: z.string(),
      status,
      /** Absent until there is a complete week. */
      activity: z
        .strictObject({
          /** ISO instant at which it was made. */
          at: z.string(),
          /** Complete weeks by their Mondays, oldest first. */
          weeks: z.array(f.date),
          change: work,
          run: work,
          share: share.optional(),
          /** Issues begun and not done at the last week's end; absent where a split may not be shown. */
          inProgress: z.strictObject({ change: z.int(), run: z.int() }).optional(),
          /** How often at least work went over from run to change or back in each week. */
          switches: counts.optional(),
          outcomes: z.array(outcomeWork),
        })
        .optional(),
      unanswered: view.unanswered.optional(),
    }),
  }),
  'project.past': call({
    summary: 'The weeks of the epics on which most was done, for looking back at where change work stopped.',
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      weeks: z.array(f.date),
      /** All other work that was done in the project, which went on or did not. */
      epics: z.array(
        z.strictObject({
          issueId: f.issueId,
          key: z.string(),
          summary: z.string(),
          delivered: z.array(z.number()),
          open: z.array(z.number()),
          others: z.array(z.number()),
        }),
      ),
      unanswered: view.unanswered.optional(),
    }),
  }),
  'work.mine': call({
    summary: "The caller's own finished work of the last four weeks here, for nobody else: counted as it is asked for, and not kept.",
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      done: z.int(),
      change: z.int(),
      /** There was more than is looked at. */
      isCut: z.boolean(),
    }),
  }),
  'history.start': call({
    summary: "Begins to read this project's history, from the beginning.",
    permission: 'administer-project',
    modules: ['project-page', 'project-settings'],
    input: z.strictObject({}),
    reply: z.strictObject({ status }),
  }),
  'history.read': call({
    summary: 'How far the history of each project has been read.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ projects: z.array(z.strictObject({ projectId: z.string(), key: z.string(), status })) }),
  }),
  'history.refill': call({
    summary: "Reads a project's history again from the beginning.",
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ projectId: z.string().regex(/^\d{1,18}$/, 'is not the id of a project') }),
    reply: z.strictObject({ status }),
  }),
  'rules.read': call({
    summary: 'What is run and what change work, whatever it is linked to.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ version: f.version.optional(), rules: z.array(rule) }),
  }),
  'rules.try': call({
    summary: 'What those rules would make of the newest issues that the caller sees in the projects that are kept; nothing is saved.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ rules: z.array(rule).max(MAX_WORK_RULES, `are more than ${MAX_WORK_RULES}`) }),
    reply: z.strictObject({
      /** How many issues were looked at, and what they would be; `open`: their links decide. */
      looked: z.int(),
      made: z.strictObject({ change: z.int(), run: z.int(), open: z.int() }),
      /** In the order of the rules: the issues that each would decide, some of them by key, and what is wrong with its query. */
      rules: z.array(
        z.strictObject({
          decides: z.int(),
          samples: z.array(z.strictObject({ key: z.string(), summary: z.string(), type: z.string() })),
          fault: z.string().optional(),
        }),
      ),
    }),
  }),
  'rules.set': call({
    summary: 'Sets those rules, the first that matches wins, and reads all histories again.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ version: f.version.optional(), rules: z.array(rule).max(MAX_WORK_RULES, `are more than ${MAX_WORK_RULES}`) }),
    reply: z.strictObject({ version: f.version, rules: z.array(rule) }),
  }),
};
