import { notFound } from '../refused';
import { ref } from '../ports';
import { proposalView } from '../proposals';
import { type UseCase } from '../use-case';

export const readProposals: UseCase<'proposal.read'> = async ({ ports, input, grant }) => {
  const [stored, storedView] = [ref('proposals', input.outcomeId), ref('outcomeView', input.outcomeId)];
  const found = await ports.store.read([stored, storedView]);
  const view = found.get(storedView)?.body;
  if (!view) throw notFound('outcome', 'outcomeId');
  return { proposals: (found.get(stored)?.body.items ?? []).map((proposal) => proposalView(grant.viewer, view, proposal)) };
};
