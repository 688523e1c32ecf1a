import { change } from '../change';
import { closed, closingProposal, reopened } from '../closing';
import { ref } from '../ports';
import { openOutcome, proposalRefs, proposalView, propose } from '../proposals';
import { outcomeRecord } from '../records';
import { seenParent } from '../outcome-tree';
import { changedMeanwhile, notFound } from '../refused';
import { type UseCase } from '../use-case';

export const closeOutcome: UseCase<'outcome.close'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, version, as, reason } = input;
  const proposalId = ports.newId('pro');
  const { outcome, proposal } = await change(ports, caller, async (tx) => {
    await tx.read(...proposalRefs(outcomeId));
    const before = openOutcome(tx, outcomeId);
    if (before.revision !== version) throw changedMeanwhile('outcome');
    if (as !== 'achieved') return { outcome: closed(tx, before, { as, reason, at: tx.now, byId: caller.accountId }), proposal: undefined };
    const made = closingProposal(tx, before, { proposalId, reason, byId: caller.accountId });
    return { outcome: propose(tx, before, made), proposal: proposalView(grant.viewer, tx.get(ref('outcomeView', outcomeId)) ?? { ...before, measures: [] }, made) };
  });
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  return { outcome: outcomeRecord(outcome, parent !== undefined), ...(proposal ? { proposal } : {}) };
};

export const reopenOutcome: UseCase<'outcome.reopen'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, version, reason } = input;
  const outcome = await change(ports, caller, async (tx) => {
    const stored = ref('outcome', outcomeId);
    await tx.read(stored, ref('outcomeView', outcomeId));
    const before = tx.get(stored);
    if (!before) throw notFound('outcome', 'outcomeId');
    if (!before.closed || before.revision !== version) throw changedMeanwhile('outcome');
    return reopened(tx, before, reason);
  });
  const parent = await seenParent(ports, grant.viewer, outcome.parentId);
  return { outcome: outcomeRecord(outcome, parent !== undefined) };
};
