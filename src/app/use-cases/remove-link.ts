import { withoutLink } from '../../domain/link';
import { change } from '../change';
import { linkedReply, putLinks } from '../linking';
import { ref } from '../ports';
import { changedMeanwhile, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { seesLinked } from './set-link';

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
    const linked = before?.links.some((l) => l.outcomeId === outcomeId);
    if (!before || !outcome || !linked || !seesLinked(viewer, tx.get(storedView))) {
      throw notFound('link', 'outcomeId');
    }
    if (tx.version(storedLinks) !== version) throw changedMeanwhile('epic');
    const links = { ...before, projectId: issue.projectId, links: withoutLink(before.links, outcomeId) };
    putLinks(tx, links, outcome, outcome.epics.filter((e) => e.issueId !== issue.issueId));
    tx.record(outcomeStream(outcomeId), 'link.removed', { issueId: issue.issueId, salt: tx.salt() });
    const titles = await ports.store.read(links.links.map((l) => ref('outcomeView', l.outcomeId)));
    return linkedReply(links, version + 1, titles, (id) => seesLinked(viewer, titles.get(ref('outcomeView', id))?.body));
  });
};
