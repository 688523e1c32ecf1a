import { z } from 'zod';
import { REPORTED } from '../../domain/check-in';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

const entry = z.strictObject({
  at: z.string(),
  byId: f.accountId,
  reported: z.enum(REPORTED),
  note: z.string(),
});

export const checkIn = {
  'checkin.record': call({
    summary: 'Reports how the outcome is going, in words and as a status. It never changes what is measured.',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, reported: z.enum(REPORTED), note: f.note }),
    reply: z.strictObject({ checkIn: entry }),
  }),
  'checkin.withdraw': call({
    summary: 'Takes back a check-in that was recorded a moment ago, by whoever recorded it.',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      /** The instant of the check-in, as it was told. */
      at: z.string().max(40),
    }),
    reply: z.strictObject({}),
  }),
  'checkin.read': call({
    summary: 'What was reported, the newest first, beside what was measured meanwhile.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId }),
    reply: z.strictObject({
      checkIns: z.array(entry),
      /** The newest, beside what is measured. */
      report: view.report.optional(),
      mayReport: z.boolean(),
    }),
  }),
};
