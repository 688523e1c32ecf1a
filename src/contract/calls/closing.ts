import { z } from 'zod';
import { CLOSED_AS } from '../../domain/closed-as';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

export const closing = {
  'outcome.close': call({
    summary: 'Closes an outcome as not achieved or abandoned, with a reason. As achieved, which the measures must support, it is proposed: someone other than the owner confirms.',
    permission: 'edit-outcome',
    modules: ['global-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, version: f.version, as: z.enum(CLOSED_AS), reason: f.note }),
    reply: z.strictObject({
      outcome: view.outcome,
      /** What awaits a second person, when it is to be achieved. */
      proposal: view.proposal.optional(),
    }),
  }),
  'outcome.reopen': call({
    summary: 'Reopens an outcome that was closed, with a reason.',
    permission: 'edit-outcome',
    modules: ['global-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, version: f.version, reason: f.note }),
    reply: z.strictObject({ outcome: view.outcome }),
  }),
};
