import { z } from 'zod';
import { CHOICES } from '../../domain/decision';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const alarm = {
  'alarm.decide': call({
    summary: 'Records what was decided about an alarm that stands, and when it is looked at again.',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      alarmId: f.alarmId,
      choice: z.enum(CHOICES),
      /** With the choice to change a target, and only then: of which KPI, and the target that is proposed. */
      proposal: z.strictObject({ kpiId: f.kpiId, target: f.target }).optional(),
      reason: f.note,
      /** A day after today, at most a year ahead. */
      reviewBy: f.date,
    }),
    reply: z.strictObject({ alarm: view.alarm, proposal: view.proposal.optional() }),
  }),
};
