import { LOWEST_LINKABLE_LEVEL } from '../../domain/link';
import { type LinkRequest, isOpen, withRequest, withoutLapsed } from '../../domain/request';
import { sees, viewerFor } from '../authorise';
import { change } from '../change';
import { type Issue, type Ports, ref } from '../ports';
import { Refused, notFound } from '../refused';
import { checkNew, checkRoom, putRequests, requestRefs } from '../requests';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';

export const makeRequest: UseCase<'request.make'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, note } = input;
  const issue = await linkableFrom(ports, grant.issue);
  const storedOutcome = ref('outcome', outcomeId);
  const storedView = ref('outcomeView', outcomeId);
  const storedLinks = ref('issueLinks', issue.issueId);
  const viewer = await viewerFor(ports, caller);
  return change(ports, caller, async (tx) => {
    await tx.read(storedOutcome, storedView, storedLinks, ...requestRefs(issue));
    const view = tx.get(storedView);
    const open = tx.get(storedOutcome)?.state === 'open';
    if (!open || !view || !(await sees(ports, viewer, view))) throw notFound('open outcome', 'outcomeId');
    const request: LinkRequest = {
      ...{ outcomeId, fromIssueId: grant.issue.issueId, at: tx.now },
      ...(note === undefined ? {} : { note }),
    };
    const before = tx.get(ref('issueRequests', issue.issueId))?.requests ?? [];
    const waiting = before.filter((r) => isOpen(r, tx.now));
    checkNew(issue, outcomeId, tx.get(storedLinks), waiting);
    await checkRoom(ports, viewer, withoutLapsed(tx.get(ref('projectRequests', issue.projectId))?.open ?? [], tx.now), waiting);
    putRequests(tx, issue, withRequest(before.filter((r) => r.decision ?? isOpen(r, tx.now)), request));
    tx.record(outcomeStream(outcomeId), 'request.made', { issueId: issue.issueId, fromIssueId: request.fromIssueId, salt: tx.salt() });
    const { issueId, key, summary } = issue;
    return { issueId, key, summary };
  });
};

/** The issue itself, or the nearest above it that can carry a link, each as the caller sees it. */
async function linkableFrom(ports: Ports, issue: Issue): Promise<Issue> {
  let at = issue;
  while (at.level < LOWEST_LINKABLE_LEVEL) {
    const above = at.parent && (await ports.user.issue(at.parent.issueId));
    if (!above) {
      throw new Refused('invalid-input', `${issue.key} has no epic above it that could be linked.`, {
        field: 'issueId',
        remedy: 'Move it below an epic first.',
      });
    }
    at = above;
  }
  return at;
}
