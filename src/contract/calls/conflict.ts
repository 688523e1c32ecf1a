import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import { teamId } from './team';

const relation = { rho: z.number(), low: z.number(), high: z.number(), weeks: z.int() };

/** Whether the rewarded KPI gets better in weeks with less change work (see domain/conflict). */
const pull = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['pulls', 'not-shown']), ...relation }),
  z.strictObject({ kind: z.literal('refused'), reason: z.enum(['too-few', 'constant', 'no-direction']) }),
]);

const kpi = z.strictObject({ kpiId: f.kpiId, name: z.string() });

const conflict = z.strictObject({
  team: z.strictObject({ teamId, name: z.string() }),
  outcome: z.strictObject({ outcomeId: f.outcomeId, title: z.string() }),
  /** What the team is rewarded by, and since when. */
  kpi,
  since: f.date,
  /** None of what the team is rewarded by is part of the outcome. */
  structural: z.boolean(),
  pull,
  /** The outcome's KPI by which the team could be rewarded too, told to whoever may record that. */
  adopt: kpi.optional(),
  /** What makes the rewarded KPI a guardrail of the outcome, told to whoever may add it. */
  guard: z.strictObject({ baseline: f.baselineRule, target: f.target, launch: f.date.optional() }).optional(),
});

/** As many conflicts as one reply tells. */
export const MAX_CONFLICTS = 50;
const conflicts = z.strictObject({
  /** What pulls first. */
  conflicts: z.array(conflict).max(MAX_CONFLICTS),
  /** How many more there are. */
  more: z.int().optional(),
});
const incentive = z.strictObject({ kpiId: f.kpiId, name: z.string(), since: f.date });
const rewarded = z.strictObject({ teamId, name: z.string(), incentives: z.array(incentive) });

export const conflictCalls = {
  'project.conflicts': call({
    summary: 'Where what a team with a part in this project is rewarded by is no part of an outcome that it works for, or pulls against it.',
    permission: 'browse-project',
    modules: ['project-page'],
    input: z.strictObject({}),
    reply: conflicts,
  }),
  'outcome.conflicts': call({
    summary: 'The same for one outcome, of teams with a project that the caller may browse.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId }),
    reply: conflicts,
  }),
  'incentive.read': call({
    summary: 'The KPIs that teams are rewarded by.',
    permission: 'manage-outcomes',
    modules: ['admin-page', 'global-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ teams: z.array(rewarded) }),
  }),
  'incentive.set': call({
    summary: 'Records that a team is rewarded by a KPI from a day on. Its name is then told to whoever may browse a project of the team.',
    permission: 'manage-outcomes',
    modules: ['admin-page', 'global-page', 'project-page'],
    /** Since today when left out. */
    input: z.strictObject({ teamId, kpiId: f.kpiId, since: f.date.optional() }),
    reply: rewarded,
  }),
  'incentive.remove': call({
    summary: 'Records that a team is no longer rewarded by a KPI.',
    permission: 'manage-outcomes',
    modules: ['admin-page', 'global-page'],
    input: z.strictObject({ teamId, kpiId: f.kpiId }),
    reply: rewarded,
  }),
};
