import { z } from 'zod';
import { VERDICT_REFUSALS } from '../../domain/verdict';
import { call } from '../call';
import * as f from '../fields';

/** Projects that are offered to link the first epic in. */
export const MAX_PROJECTS_OFFERED = 5;

export const setup = {
  'setup.read': call({
    summary: 'What is there and what is missing on the way from nothing to a first verdict.',
    permission: 'manage-outcomes',
    modules: ['global-page', 'admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      /** The group whose members manage outcomes is named. */
      group: z.boolean(),
      /** The outcome that is furthest; absent while there is none (see domain/set-up). */
      outcome: z
        .strictObject({
          outcomeId: f.outcomeId,
          title: z.string(),
          measure: z
            .strictObject({
              kpiId: f.kpiId,
              name: z.string(),
              /** Of values, so many. */
              baseline: z.union([z.enum(['stated', 'begun-without']), z.int()]),
              launch: f.date.optional(),
              verdict: z.discriminatedUnion('kind', [
                z.strictObject({ kind: z.enum(['told', 'ahead']) }),
                z.strictObject({ kind: z.literal('few-before'), count: z.int() }),
                z.strictObject({ kind: z.literal('few'), moreNeeded: z.int().nullable() }),
                z.strictObject({ kind: z.literal('refused'), reason: z.enum([...VERDICT_REFUSALS, 'begun-without']) }),
              ]),
            })
            .optional(),
          epics: z.int(),
        })
        .optional(),
      /** How far Jira's history has been read of the projects in which the outcome is linked; absent where it is in none. */
      history: z.enum(['none', 'filling', 'read']).optional(),
      /** Some projects of the caller, by name, to link an epic in; none once one is linked. */
      projects: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    }),
  }),
};
