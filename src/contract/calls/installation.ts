import { z } from 'zod';
import { CHECKS, JOBS, RUN_COUNTS } from '../../domain/installation';
import { call } from '../call';

const jobs = z.array(
  z.strictObject({
    name: z.enum(JOBS),
    /** ISO instant of its last beginning; absent when it never ran. */
    at: z.string().optional(),
    ok: z.boolean(),
    late: z.boolean(),
    tookMs: z.number().optional(),
    did: z.partialRecord(z.enum(RUN_COUNTS), z.number()).optional(),
    /** ISO instant of the last run that went well. */
    lastOk: z.string().optional(),
  }),
);

export const installation = {
  'jobs.read': call({
    summary: 'How each job last ran, and whether it is late.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({ jobs }),
  }),
  'installation.check': call({
    summary: 'Tries, on this very installation, what Needle relies on: storage on a scratch key, its scopes, its schedules.',
    permission: 'administer-jira',
    modules: ['admin-page'],
    input: z.strictObject({}),
    reply: z.strictObject({
      at: z.string(),
      checks: z.array(
        z.strictObject({
          check: z.enum(CHECKS),
          ok: z.boolean(),
          /** What was found, for the one who reads the report: a code, an instant, a job or a scope; never data of the site. */
          detail: z.string(),
        }),
      ),
      jobs,
    }),
  }),
};
