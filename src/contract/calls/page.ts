import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';

/** Outcomes whose versions one call tells: as many keys as one read of the storage holds beside the rest. */
export const MAX_WATCHED = 20;
/** An issue and what stands above it. */
const MAX_ISSUES = 9;

export const page = {
  'page.version': call({
    summary: 'A mark (see domain/mark) that changes when something that the page shows does, as far as the caller may see it.',
    permission: 'signed-in',
    modules: ['issue-panel', 'issue-context', 'project-page', 'project-settings', 'global-page', 'admin-page'],
    input: z.strictObject({
      outcomeIds: z.array(f.outcomeId).max(MAX_WATCHED, `names more than ${MAX_WATCHED} outcomes`).optional(),
      /** What these issues serve. */
      issueIds: z.array(f.issueId).max(MAX_ISSUES, `names more than ${MAX_ISSUES} issues`).optional(),
      kpiId: f.kpiId.optional(),
      /** Every outcome in this state, as far as a page of them goes. */
      list: z.enum(['open', 'archived']).optional(),
      /** What is linked in the project where the page stands; on its page, when its work was last worked out; in its settings, for those who administer it, what was suggested there. */
      project: z.literal(true).optional(),
      /** The KPIs in this state that the caller may change, as far as a page of them goes. */
      kpis: z.enum(['open', 'archived']).optional(),
      /** The systems that push values, for those who manage outcomes. */
      sources: z.literal(true).optional(),
      /** What holds for the whole site and how its jobs ran, on the admin page, for Jira administrators. */
      site: z.literal(true).optional(),
      /** What the guided set-up tells, for those who manage outcomes. */
      setup: z.literal(true).optional(),
    }),
    reply: z.strictObject({ version: z.string() }),
  }),
};
