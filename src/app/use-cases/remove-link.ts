import { toldVersion, withoutLink } from '../../domain/link';
import { change } from '../change';
import { type ViewOf, linkedReply, putLinks, sightOf } from '../linking';
import { ref } from '../ports';
import { changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';

export const removeLink: UseCase<'link.remove'> = async ({ ports, caller, input, grant }) => {
  const { issue, viewer } = grant;
  const { outcomeId, version } = input;
  const storedLinks = ref('issueLinks', issue.issueId);
  const storedOutcome = ref('outcome', outcomeId);
  const storedView = ref('outcomeView', outcomeId);
  return change(ports, caller, async (tx) => {
    await tx.read(storedLinks, storedOutcome, storedView, ref('projectOutcomes', issue.projectId));
    const before = tx.get(storedLinks);
    const outcome = tx.get(storedOutcome);
    await tx.read(...(before?.links ?? []).map((l) => ref('outcomeView', l.outcomeId)));
    const viewOf: ViewOf = (id) => tx.get(ref('outcomeView', id));
    const { isSeen, isRestricted } = sightOf(viewer, viewOf);
    const linked = before?.links.some((l) => l.outcomeId === outcomeId);
    if (!before || !outcome || !linked || !isSeen(outcomeId)) {
      throw notFound('link', 'outcomeId');
    }
    if (toldVersion(before, isSeen) !== version) throw changedMeanwhile('epic');
    const links = { ...withoutLink(before, outcomeId, isRestricted), projectId: issue.projectId };
    putLinks(tx, links, outcome, outcome.epics.filter((e) => e.issueId !== issue.issueId));
    tx.record(outcomeStream(outcomeId), 'link.removed', { issueId: issue.issueId, salt: tx.salt() });
    return linkedReply(issue.issueId, links, viewer, viewOf);
  });
};
