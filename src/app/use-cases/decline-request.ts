import { change } from '../change';
import { seesLinked } from '../linking';
import { ref } from '../ports';
import { notFound } from '../refused';
import { requestRefs, settleRequest } from '../requests';
import { type UseCase } from '../use-case';

export const declineRequest: UseCase<'request.decline'> = async ({ ports, caller, input, grant }) => {
  const { issue, viewer } = grant;
  const { outcomeId, reason } = input;
  const { issueId } = issue;
  return change(ports, caller, async (tx) => {
    await tx.read(ref('outcomeView', outcomeId), ...requestRefs(issue));
    const seen = seesLinked(viewer, tx.get(ref('outcomeView', outcomeId)));
    if (!seen || !settleRequest(tx, issue, outcomeId, { kind: 'declined', at: tx.now, reason })) {
      throw notFound('open request', 'outcomeId');
    }
    return { issueId, outcomeId };
  });
};
