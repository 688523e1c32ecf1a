import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const review = {
  'review.list': call({
    summary: 'The weekly review of the outcomes that the caller may see, a page at a time; those without news are left out.',
    permission: 'signed-in',
    modules: ['global-page'],
    input: z.strictObject({ cursor: f.cursor.optional() }),
    reply: z.strictObject({ outcomes: z.array(view.reviewed), unanswered: view.unanswered.optional(), cursor: f.cursor.optional() }),
  }),
};
