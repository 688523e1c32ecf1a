import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';

/** Outcomes whose versions one call tells: as many keys as one read of the storage holds. */
export const MAX_WATCHED = 20;

export const page = {
  'page.version': call({
    summary: 'A mark that changes when one of the named outcomes does, as far as the caller may see them.',
    permission: 'signed-in',
    modules: ['issue-panel', 'issue-context', 'project-page', 'global-page'],
    input: z.strictObject({ outcomeIds: z.array(f.outcomeId).min(1, 'names no outcome').max(MAX_WATCHED, `names more than ${MAX_WATCHED} outcomes`) }),
    reply: z.strictObject({ version: z.string() }),
  }),
};
