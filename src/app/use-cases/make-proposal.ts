import { type ProposedChange } from '../../domain/proposal';
import { change } from '../change';
import { openOutcome, proposalRefs, proposalView, propose, readMeasured, termsChange, valuesChange } from '../proposals';
import { ref } from '../ports';
import { type UseCase } from '../use-case';

export const makeProposal: UseCase<'proposal.make'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, kpiId, reason, change: wanted } = input;
  const proposalId = ports.newId('pro');
  return change(ports, caller, async (tx) => {
    await tx.read(...proposalRefs(outcomeId));
    const outcome = openOutcome(tx, outcomeId);
    const measured = await readMeasured(tx, outcomeId, kpiId);
    const proposed: ProposedChange =
      wanted.kind === 'terms' ? termsChange(measured, wanted) : wanted.kind === 'values' ? valuesChange(measured) : { kind: 'remove', kpiId };
    const proposal = { proposalId, at: tx.now, byId: caller.accountId, reason, change: proposed, state: 'open' as const };
    propose(tx, outcome, proposal);
    return { proposal: proposalView(grant.viewer, tx.get(ref('outcomeView', outcomeId)) ?? { ...outcome, measures: [] }, proposal) };
  });
};
