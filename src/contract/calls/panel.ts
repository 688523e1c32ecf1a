import { z } from 'zod';
import { GATE_RULES } from '../../domain/gate';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';
import { gateMiss } from '../gate';
import { forecast, share } from './history';

export const panel = {
  'panel.read': call({
    summary: 'The outcomes that the issue serves, by its own link or one that it inherits, archived ones last and without figures.',
    permission: 'view-issue',
    modules: ['issue-panel', 'issue-context'],
    input: z.strictObject({}),
    reply: z.strictObject({
      /** The platform's now, ISO instant. */
      now: z.string(),
      issue: z.strictObject({ issueId: f.issueId, key: z.string(), type: z.string() }),
      outcomes: z.array(
        z.strictObject({
          outcome: view.outcomeCard,
          primary: z.boolean(),
          /** The linked issue: itself, or the ancestor that it inherits from. */
          via: z.strictObject({ issueId: f.issueId, key: z.string(), summary: z.string() }),
          since: f.date,
          /** What this work is expected to move, with the KPI's name while the outcome has it. */
          hypothesis: view.hypothesis.extend({ name: z.string().optional() }).optional(),
          /** What is left for it in the issue's project at the end of the week that began on `week`; once that is known. */
          work: z.strictObject({ week: f.date, scope: z.int(), open: z.int(), forecast }).optional(),
          /** Of each measure, while it is known. */
          drawn: z.array(view.drawn),
          /** KPIs of which the caller may record values; a manager is told only where their standing had to be asked anyway. */
          mayRecord: z.array(f.kpiId),
        }),
      ),
      /** Change work's part of what the project's team finished, never a person's; absent while it may not be told. */
      share: share.extend({ /** Whose it is, where the issue is a team's; counted in this project alone. */ team: z.string().optional() }).optional(),
      /** What the team finished in the last weeks, oldest first; told where something is served. */
      weeks: z.array(z.strictObject({ week: f.date, done: z.strictObject({ change: z.number(), run: z.number() }).nullable() })).optional(),
      /** The project's key, for the way to its pages. */
      projectKey: z.string(),
      /** What gates last found missing when the issue's status was to change, or would find; absent when there is nothing. */
      gate: z
        .strictObject({
          /** ISO instant. */
          at: z.string(),
          /**
           * `ahead`: nothing happened yet, and a gate that was met then on a way out of the issue's status would find this missing.
           * `likely`: the same of one that may stand there, told to those who may let the issue pass, and to all once it may.
           */
          outcome: z.enum(['observed', 'stopped', 'overridden', 'ahead', 'likely']),
          misses: z.array(gateMiss),
          /** What the issue may pass regardless, until an instant or the next change of its status. */
          overrides: z.array(z.strictObject({ rule: z.enum(GATE_RULES), until: z.string(), reason: z.string() })),
          mayOverride: z.boolean(),
          /** The issue serves a restricted outcome that the caller sees, and of which gates take no account. */
          leavesOut: z.boolean().optional(),
        })
        .optional(),
      /** The issue and what stands above it, with the version of its links where the caller sees what they lead to (see `page.version`). */
      line: z.array(z.strictObject({ issueId: f.issueId, version: f.version.optional() })).optional(),
      /** Some parent is not shown to the caller, so what it serves is not among the outcomes. */
      unseenParent: z.boolean(),
      /** Some link leads to an outcome that is not there, which only damage to what is stored can bring about. */
      lostOutcome: z.boolean(),
      unanswered: view.unanswered.optional(),
      /** The issue that would be linked: itself, or the nearest above it that can be. Absent when there is none. */
      linkable: z.strictObject({ issueId: f.issueId, key: z.string(), summary: z.string() }).optional(),
      /** For that issue: what awaits a decision, and what was declined lately. */
      requests: z.array(
        z.strictObject({
          outcomeId: f.outcomeId,
          title: z.string(),
          /** ISO instant. */
          at: z.string(),
          declined: z.strictObject({ at: z.string(), reason: z.string() }).optional(),
        }),
      ),
    }),
  }),
};
