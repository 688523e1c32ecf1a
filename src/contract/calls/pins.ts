import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';

/** Projects whose panels are pinned or unpinned in one call. */
export const MAX_PINNED_AT_ONCE = 50;

const projectId = z.string().regex(/^[1-9][0-9]{0,18}$/, 'is not the id of a project');

/** Without a pin, Jira shows an issue panel only after someone has opened it on the issue. */
export const pins = {
  'pin.list': call({
    summary: 'Projects of the site, by name, and whether the issue panel is pinned to their issues.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({ query: f.query.default(''), cursor: f.cursor.optional() }),
    reply: z.strictObject({
      projects: z.array(
        z.strictObject({
          projectId: z.string(),
          key: z.string(),
          name: z.string(),
          pinned: z.boolean(),
        }),
      ),
      cursor: z.string().optional(),
    }),
  }),
  'pin.set': call({
    summary: 'Asks Jira to pin the issue panel to projects, or to take it off; Jira does so within seconds.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({
      projectIds: z.array(projectId).min(1, 'names no project').max(MAX_PINNED_AT_ONCE, `names more than ${MAX_PINNED_AT_ONCE} projects`),
      pinned: z.boolean(),
    }),
    reply: z.strictObject({}),
  }),
};
