import { z } from 'zod';
import { call } from '../call';
import * as work from '../delivery';
import * as f from '../fields';
import * as view from '../views';

const row = z.strictObject({
  outcome: view.outcomeCard,
  /** Of this project only. Absent while not counted: never a made-up zero. */
  delivery: work.delivery,
  /** How its first primary KPI stood in the last weeks, oldest first: the share of the way, in weeks with a verdict. */
  trail: z.array(z.strictObject({ week: f.date, way: z.number() })).optional(),
  /** Of all projects with a link to the outcome that the caller may browse; absent when that is this project alone. */
  whole: work.deliverySeen.optional(),
});

export const project = {
  'project.read': call({
    summary: "The project's outcomes, each with what was delivered here and what its KPIs show.",
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({
      /** Rows to skip. */
      offset: z.int().min(0).max(100_000).default(0),
    }),
    reply: z.strictObject({
      /** The platform's now, ISO instant. */
      now: z.string(),
      project: z.strictObject({ projectId: z.string(), key: z.string() }),
      rows: z.array(row),
      /** What there is to look at this week, of these rows; outcomes without news are left out. */
      review: z.array(view.reviewed),
      unanswered: view.unanswered.optional(),
      /** Offset of the next page, when there is one. */
      next: z.int().optional(),
    }),
  }),
  'project.count': call({
    summary: "Counts the issues below the project's linked epics again.",
    permission: 'browse-project',
    modules: ['project-page', 'project-settings'],
    input: z.strictObject({}),
    reply: z.strictObject({ epics: z.int() }),
  }),
  'project.name': call({
    summary: 'What the project is called, for what leaves Jira.',
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ key: z.string(), name: z.string() }),
  }),
};
