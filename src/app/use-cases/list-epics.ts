import { type IssueLinks } from '../../domain/link';
import { linkedReply } from '../linking';
import { ref } from '../ports';
import { type UseCase } from '../use-case';
import { seesLinked } from './set-link';

/** Epics a page: as many as one read of the store holds. */
const EPICS_PER_PAGE = 25;

export const listEpics: UseCase<'epic.list'> = async ({ ports, input, grant }) => {
  const page = await ports.user.epics(grant.projectId, { cursor: input.cursor, limit: EPICS_PER_PAGE });
  const linked = await ports.store.read(page.items.map((e) => ref('issueLinks', e.issueId)));
  const outcomeIds = new Set(
    page.items.flatMap((e) => linked.get(ref('issueLinks', e.issueId))?.body.links.map((l) => l.outcomeId) ?? []),
  );
  const views = await ports.store.read([...outcomeIds].map((id) => ref('outcomeView', id)));
  const outcomes = await ports.store.read([...outcomeIds].map((id) => ref('outcome', id)));
  return {
    epics: page.items.map((epic) => {
      const item = linked.get(ref('issueLinks', epic.issueId));
      const links: IssueLinks = item?.body ?? { issueId: epic.issueId, projectId: epic.projectId, links: [] };
      const count = links.links
        .map((l) => outcomes.get(ref('outcome', l.outcomeId))?.body.epics.find((e) => e.issueId === epic.issueId)?.count)
        .find((c) => c !== undefined);
      return {
        ...linkedReply(links, item?.version, views, (id) =>
          seesLinked(grant.viewer, views.get(ref('outcomeView', id))?.body),
        ),
        ...{ key: epic.key, summary: epic.summary, status: epic.status },
        ...(count ? { count } : {}),
      };
    }),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  };
};
