import { z } from 'zod';
import { call } from '../call';
import * as f from '../fields';
import * as view from '../views';

const reply = z.strictObject({ proposal: view.proposal });

export const proposal = {
  'proposal.make': call({
    summary: 'Proposes a change to what is locked since a launch, with a reason; a second person decides, and until then what is locked counts.',
    permission: 'edit-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({
      outcomeId: f.outcomeId,
      kpiId: f.kpiId,
      reason: f.note,
      change: z.discriminatedUnion('kind', [
        /** All of the measure's terms as they should be; what is left out is none. */
        z.strictObject({ kind: z.literal('terms'), ...f.terms }),
        /** What was recorded inside the baseline window since it was locked is to count. */
        z.strictObject({ kind: z.literal('values') }),
        /** The KPI leaves the outcome. */
        z.strictObject({ kind: z.literal('remove') }),
      ]),
    }),
    reply,
  }),
  'proposal.read': call({
    summary: 'The proposals of an outcome, the newest first: those that await a decision, and those decided lately.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId }),
    reply: z.strictObject({ proposals: z.array(view.proposal) }),
  }),
  'proposal.decide': call({
    summary: 'Approves or rejects a proposal of somebody else, with a reason; what is approved counts from then on.',
    permission: 'approve-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, proposalId: f.proposalId, approve: z.boolean(), reason: f.note }),
    reply,
  }),
  'proposal.withdraw': call({
    summary: 'Takes back a proposal of one’s own that nobody decided yet.',
    permission: 'view-outcome',
    modules: ['global-page', 'project-page'],
    input: z.strictObject({ outcomeId: f.outcomeId, proposalId: f.proposalId }),
    reply,
  }),
};
