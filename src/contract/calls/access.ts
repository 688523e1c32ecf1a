import { z } from 'zod';
import { MODULES, call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const access = {
  'access.read': call({
    summary: 'What the caller may do, so that a page shows only what would be granted.',
    permission: 'signed-in',
    modules: MODULES,
    input: z.strictObject({}),
    reply: z.strictObject({
      accountId: f.accountId,
      /** The platform's now, ISO instant: ages are counted from it. */
      now: z.string(),
      manageOutcomes: z.boolean(),
      jiraAdmin: z.boolean(),
      unanswered: view.unanswered.optional(),
    }),
  }),
};
