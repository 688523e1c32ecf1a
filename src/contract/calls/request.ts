import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';

const issue = { issueId: f.issueId, key: z.string(), summary: z.string() };

export const request = {
  'request.make': call({
    summary: 'Asks the project’s administrators to link the issue, or the epic above it, to an outcome.',
    permission: 'view-issue',
    modules: ['issue-panel'],
    input: z.strictObject({ outcomeId: f.outcomeId, note: f.note.optional() }),
    /** The issue that would be linked. */
    reply: z.strictObject(issue),
  }),
  'request.read': call({
    summary: 'The open requests for issues of the project, as far as the caller sees issue and outcome; the oldest first.',
    permission: 'administer-project',
    modules: ['project-settings'],
    input: z.strictObject({}),
    reply: z.strictObject({
      /** The platform's now, ISO instant. */
      now: z.string(),
      requests: z.array(
        z.strictObject({
          ...issue,
          /** Of the issue's links, which `link.set` asks for: to link it is to accept. */
          version: f.version.optional(),
          outcomeId: f.outcomeId,
          title: z.string(),
          note: z.string().optional(),
          /** ISO instant. */
          at: z.string(),
          /** The issue on which it was asked, when it is another one and the caller may see it. */
          from: z.strictObject(issue).optional(),
        }),
      ),
    }),
  }),
  'request.decline': call({
    summary: 'Declines an open request, with a reason for whoever reads the issue.',
    permission: 'link-issue',
    modules: ['project-settings'],
    input: z.strictObject({ issueId: f.issueId, outcomeId: f.outcomeId, reason: f.note }),
    reply: z.strictObject({ issueId: f.issueId, outcomeId: f.outcomeId }),
  }),
  'request.reopen': call({
    summary: 'Takes the answer to a request back, so that it awaits one again, unless it has lapsed or the issue serves the outcome.',
    permission: 'link-issue',
    modules: ['project-settings'],
    input: z.strictObject({ issueId: f.issueId, outcomeId: f.outcomeId }),
    reply: z.strictObject({ issueId: f.issueId, outcomeId: f.outcomeId }),
  }),
};
