import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

const fields = {
  title: f.title,
  description: f.description.default(''),
  /** The caller when left out. */
  ownerId: f.accountId.optional(),
  approverIds: f.approverIds.default([]),
  period: f.period.default({}),
  parentId: f.outcomeId.optional(),
  restricted: z.boolean().default(false),
};

export const outcome = {
  'outcome.create': call({
    summary: 'Creates an outcome.',
    permission: 'manage-outcomes',
    modules: ['global-page'],
    input: z.strictObject(fields),
    reply: z.strictObject({ outcome: view.outcome }),
  }),
  'outcome.update': call({
    summary: 'Changes the fields that are given; `null` clears a parent.',
    permission: 'edit-outcome',
    modules: ['global-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      version: f.version,
      title: f.title.optional(),
      description: f.description.optional(),
      ownerId: f.accountId.optional(),
      approverIds: f.approverIds.optional(),
      period: f.period.optional(),
      parentId: f.outcomeId.nullable().optional(),
      restricted: z.boolean().optional(),
      state: z.enum(['open', 'archived']).optional(),
    }),
    reply: z.strictObject({ outcome: view.outcome }),
  }),
  'outcome.read': call({
    summary: 'One outcome with its measures.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page', 'issue-panel'],
    input: z.strictObject({ outcomeId: f.outcomeId }),
    reply: z.strictObject({
      outcome: view.outcome,
      /** Where it stands, unless the caller may not see that. */
      parent: z.strictObject({ outcomeId: f.outcomeId, title: z.string() }).optional(),
      measures: z.array(z.strictObject({ record: view.measure, view: view.measureView, history: z.array(view.verdictChange), past: z.array(view.pastWeek).optional(), drawn: view.drawn.optional() })),
      signal: view.signal.optional(),
      stage: view.stage.optional(),
      /** What keeps it from being closed as achieved: nothing when the measures support that. Absent for one that is archived. */
      lacksForAchieved: z.array(view.message).optional(),
      alarms: z.array(view.alarm).optional(),
      /** Outcomes right below that the caller may see, with alarms that nobody decided for more than two weeks. */
      undecidedBelow: z.array(z.strictObject({ outcomeId: f.outcomeId, title: z.string(), alarms: z.array(view.alarm) })).optional(),
      mayEdit: z.boolean(),
      unanswered: view.unanswered.optional(),
      /** Of what is shown of it (see `page.version`). */
      shown: f.version.optional(),
    }),
  }),
  'outcome.trail': call({
    summary: 'The recorded changes of an outcome, its measures and links, the oldest first.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, from: f.recordNumber }),
    reply: view.trailPage,
  }),
  'outcome.list': call({
    summary: 'The outcomes that the caller may see, by title, a page at a time.',
    permission: 'signed-in',
    modules: ['global-page', 'project-settings', 'issue-panel'],
    input: z.strictObject({
      state: z.enum(['open', 'archived']).default('open'),
      cursor: f.cursor.optional(),
      /** Also tells what was delivered for each, as far as the caller may browse; refused where Jira does not say how far that is. */
      delivery: z.boolean().default(false),
    }),
    reply: z.strictObject({
      outcomes: z.array(view.outcomeCard),
      unanswered: view.unanswered.optional(),
      /** Present when there may be more; a page may be empty and still have one. */
      cursor: f.cursor.optional(),
    }),
  }),
};
