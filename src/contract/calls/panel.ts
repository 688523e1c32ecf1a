import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const panel = {
  'panel.read': call({
    summary: 'The outcomes that the issue serves, by its own link or one that it inherits.',
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
        }),
      ),
    }),
  }),
};
