import { type CallReply } from '../../contract/index';
import { LOWEST_LINKABLE_LEVEL } from '../../domain/link';
import { type ViewOf, linkedReply, seesLinked } from '../linking';
import { type Found, type Issue, ref } from '../ports';
import { type UseCase } from '../use-case';

/** Epics a page: as many as one read of the store holds. */
const EPICS_PER_PAGE = 25;

export const listEpics: UseCase<'epic.list'> = async ({ ports, input, grant }) => {
  const page = await ports.user.epics(grant.projectId, { cursor: input.cursor, limit: EPICS_PER_PAGE });
  const above = page.items.flatMap((epic) => aboveOf(epic)?.issueId ?? []);
  const linked = await ports.store.read([...page.items.map((e) => e.issueId), ...above].map((id) => ref('issueLinks', id)));
  const outcomeIds = [
    ...new Set(
      [...page.items.map((e) => e.issueId), ...above].flatMap(
        (id) => linked.get(ref('issueLinks', id))?.body.links.map((l) => l.outcomeId) ?? [],
      ),
    ),
  ];
  const views = await ports.store.read(outcomeIds.map((id) => ref('outcomeView', id)));
  const outcomes = await ports.store.read(outcomeIds.map((id) => ref('outcome', id)));
  const viewOf: ViewOf = (outcomeId) => views.get(ref('outcomeView', outcomeId))?.body;
  const seen: ViewOf = (outcomeId) => (seesLinked(grant.viewer, viewOf(outcomeId)) ? viewOf(outcomeId) : undefined);
  return {
    epics: page.items.map((epic) => {
      const links = linked.get(ref('issueLinks', epic.issueId))?.body;
      const count = (links?.links ?? [])
        .filter((l) => seen(l.outcomeId))
        .map((l) => outcomes.get(ref('outcome', l.outcomeId))?.body.epics.find((e) => e.issueId === epic.issueId)?.count)
        .find((c) => c !== undefined);
      return {
        ...linkedReply(epic.issueId, links, grant.viewer, viewOf),
        ...{ key: epic.key, summary: epic.summary, status: epic.status },
        ...(count ? { count } : {}),
        inherits: inherited(epic, linked, seen),
      };
    }),
    ...(page.cursor ? { cursor: page.cursor } : {}),
  };
};

/** The issue above an epic, where the site has such levels and Jira shows it to the caller. */
function aboveOf({ parent }: Issue): Issue['parent'] {
  return parent && parent.level >= LOWEST_LINKABLE_LEVEL ? parent : undefined;
}

function inherited(
  epic: Issue,
  linked: Found,
  seen: ViewOf,
): CallReply<'epic.list'>['epics'][number]['inherits'] {
  const above = aboveOf(epic);
  if (!above) return [];
  const links = linked.get(ref('issueLinks', above.issueId))?.body.links ?? [];
  return links.flatMap(({ outcomeId }) => {
    const view = seen(outcomeId);
    return view?.state === 'open' ? [{ outcomeId, title: view.title, key: above.key }] : [];
  });
}
