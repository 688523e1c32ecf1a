import { z } from 'zod';
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
              baseline: z.boolean(),
              launch: f.date.optional(),
              verdict: z.boolean(),
              moreNeeded: z.int().optional(),
            })
            .optional(),
          epics: z.int(),
        })
        .optional(),
      /** Some projects of the caller, by name, to link an epic in; none once one is linked. */
      projects: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    }),
  }),
};
