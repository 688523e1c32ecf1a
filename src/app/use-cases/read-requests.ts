import { type OpenRequest, isOpen, withoutLapsed } from '../../domain/request';
import { type Viewer } from '../../domain/access';
import { toldVersion } from '../../domain/link';
import { seesLinked, sightOf } from '../linking';
import { type Found, type Issue, type Ports, ref } from '../ports';
import { type UseCase } from '../use-case';

export const readRequests: UseCase<'request.read'> = async ({ ports, grant }) => {
  const { projectId, viewer } = grant;
  const now = ports.now();
  const list = ref('projectRequests', projectId);
  const open = withoutLapsed((await ports.store.read([list])).get(list)?.body.open ?? [], now);
  const found = await ports.store.read(
    open.flatMap(({ issueId, outcomeId }) => [ref('issueRequests', issueId), ref('issueLinks', issueId), ref('outcomeView', outcomeId)]),
  );
  const waiting = open.flatMap((one) => waitingIn(found, viewer, one, now));
  const linked = waiting.flatMap(({ links }) => links?.links ?? []).map(({ outcomeId }) => ref('outcomeView', outcomeId));
  const views = linked.length > 0 ? await ports.store.read(linked) : undefined;
  const { isSeen } = sightOf(viewer, (id) => views?.get(ref('outcomeView', id))?.body);
  const issues = await asSeen(ports, waiting.flatMap(({ issueId, request }) => [issueId, request.fromIssueId]));
  return {
    now,
    requests: waiting.flatMap(({ issueId, request, title, links }) => {
      const issue = issues.get(issueId);
      if (issue?.projectId !== projectId) return [];
      const from = request.fromIssueId === issueId ? undefined : issues.get(request.fromIssueId);
      const { outcomeId, note, at } = request;
      const version = toldVersion(links, isSeen);
      return {
        ...named(issue),
        ...(version === undefined ? {} : { version }),
        ...{ outcomeId, title, at },
        ...(note === undefined ? {} : { note }),
        ...(from ? { from: named(from) } : {}),
      };
    }),
  };
};

/** The request, if it is still to be decided and its outcome is open and the viewer's to see. */
function waitingIn(found: Found, viewer: Viewer, { issueId, outcomeId }: OpenRequest, now: string) {
  const request = found.get(ref('issueRequests', issueId))?.body.requests.find((r) => r.outcomeId === outcomeId);
  const view = found.get(ref('outcomeView', outcomeId))?.body;
  if (!request || !isOpen(request, now) || view?.state !== 'open' || !seesLinked(viewer, view)) return [];
  return [{ issueId, request, title: view.title, links: found.get(ref('issueLinks', issueId))?.body }];
}

async function asSeen(ports: Ports, issueIds: readonly string[]): Promise<Map<string, Issue>> {
  return issueIds.length === 0 ? new Map() : ports.user.issues(issueIds);
}

function named({ issueId, key, summary }: Issue) {
  return { issueId, key, summary };
}
