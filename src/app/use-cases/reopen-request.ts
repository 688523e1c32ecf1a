import { isOpen, withReopened, withoutLapsed } from '../../domain/request';
import { change } from '../change';
import { seesLinked } from '../linking';
import { ref } from '../ports';
import { notFound } from '../refused';
import { checkNew, checkRoom, putRequests, requestRefs } from '../requests';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';

export const reopenRequest: UseCase<'request.reopen'> = async ({ ports, caller, input, grant }) => {
  const { issue, viewer } = grant;
  const { outcomeId } = input;
  const { issueId, projectId } = issue;
  const [storedView, storedLinks] = [ref('outcomeView', outcomeId), ref('issueLinks', issueId)];
  return change(ports, caller, async (tx) => {
    await tx.read(storedView, storedLinks, ...requestRefs(issue));
    const view = tx.get(storedView);
    const before = tx.get(ref('issueRequests', issueId))?.requests ?? [];
    const after = withReopened(before, outcomeId, tx.now);
    if (!after || view?.state !== 'open' || !seesLinked(viewer, view)) throw notFound('answered request', 'outcomeId');
    const waiting = before.filter((r) => isOpen(r, tx.now));
    checkNew(issue, outcomeId, tx.get(storedLinks), waiting);
    await checkRoom(ports, viewer, withoutLapsed(tx.get(ref('projectRequests', projectId))?.open ?? [], tx.now), waiting);
    putRequests(tx, issue, after);
    tx.record(outcomeStream(outcomeId), 'request.reopened', { issueId, salt: tx.salt() });
    return { issueId, outcomeId };
  });
};
