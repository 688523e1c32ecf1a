import { z } from 'zod';
import { call } from '../call';
import { deliveryCount } from '../delivery';
import * as f from '../fields';
import * as view from '../views';

const issueLink = z.strictObject({
  outcomeId: f.outcomeId,
  title: z.string(),
  /** The outcome's. */
  state: z.enum(['open', 'archived']),
  primary: z.boolean(),
  since: f.date,
  hypothesis: view.hypothesis.optional(),
});

/** An issue's links; `version` is absent while it has none. */
const linked = z.strictObject({
  issueId: f.issueId,
  version: f.version.optional(),
  links: z.array(issueLink),
});

export const link = {
  'epic.list': call({
    summary: "The project's epics (and issues above them) as the caller sees them, each with its links.",
    permission: 'administer-project',
    modules: ['project-settings'],
    input: z.strictObject({ cursor: f.cursor.optional() }),
    reply: z.strictObject({
      epics: z.array(
        linked.extend({
          key: z.string(),
          summary: z.string(),
          status: z.string(),
          count: deliveryCount.optional(),
          /** Open outcomes that the issue right above it serves, and so does this one. */
          inherits: z.array(z.strictObject({ outcomeId: f.outcomeId, title: z.string(), key: z.string() })),
        }),
      ),
      cursor: f.cursor.optional(),
    }),
  }),
  'link.set': call({
    summary: 'Links an epic to an outcome, or changes that link. The version is that of the issue as it was read.',
    permission: 'link-issue',
    modules: ['project-settings'],
    input: z.strictObject({
      issueId: f.issueId,
      version: f.version.optional(),
      outcomeId: f.outcomeId,
      primary: z.boolean().default(false),
      /** The day the epic was created when left out. */
      since: f.date.optional(),
      hypothesis: view.hypothesis.optional(),
    }),
    reply: linked,
  }),
  'link.remove': call({
    summary: 'Unlinks an epic from an outcome.',
    permission: 'link-issue',
    modules: ['project-settings'],
    input: z.strictObject({ issueId: f.issueId, version: f.version, outcomeId: f.outcomeId }),
    reply: linked,
  }),
};
