import { type Viewer, countsFor } from '../domain/access';
import { type IssueLinks } from '../domain/link';
import {
  type Decision,
  type IssueRequests,
  type LinkRequest,
  MAX_OPEN_REQUESTS_PER_ISSUE,
  MAX_OPEN_REQUESTS_PER_PROJECT,
  type OpenRequest,
  withDecision,
  withoutLapsed,
} from '../domain/request';
import { type Change } from './change';
import { type Issue, type Ports, type Ref, ref } from './ports';
import { Refused } from './refused';
import { outcomeStream } from './streams';

type Requested = Pick<Issue, 'issueId' | 'projectId'>;

/** What must have been read before a request of the issue is made or decided. */
export function requestRefs({ issueId, projectId }: Requested): Ref[] {
  return [ref('issueRequests', issueId), ref('projectRequests', projectId)];
}

/** Puts the issue's requests and which of them are open in the project. */
export function putRequests(change: Change, { issueId, projectId }: Requested, requests: IssueRequests['requests']): void {
  change.put(ref('issueRequests', issueId), { issueId, requests });
  const stored = ref('projectRequests', projectId);
  const others = (change.get(stored)?.open ?? []).filter((open) => open.issueId !== issueId);
  const mine = requests.filter((r) => !r.decision).map(({ outcomeId, at }) => ({ issueId, outcomeId, at }));
  change.put(stored, { open: withoutLapsed([...others, ...mine], change.now) });
}

/** Decides the open request for the outcome, if there is one. */
export function settleRequest(change: Change, issue: Requested, outcomeId: string, decision: Decision): boolean {
  const before = change.get(ref('issueRequests', issue.issueId))?.requests ?? [];
  const after = withDecision(before, outcomeId, decision);
  if (!after) return false;
  putRequests(change, issue, after);
  change.record(outcomeStream(outcomeId), `request.${decision.kind}`, { issueId: issue.issueId, salt: change.salt() });
  return true;
}

/** Refuses what is linked already, or awaits an answer. `waiting` are the open requests of the issue. */
export function checkNew(issue: Issue, outcomeId: string, links: IssueLinks | undefined, waiting: readonly LinkRequest[]): void {
  if (links?.links.some((l) => l.outcomeId === outcomeId)) {
    throw new Refused('already-exists', `${issue.key} serves this outcome already.`, { field: 'outcomeId', remedy: 'Reload the issue.' });
  }
  if (waiting.some((r) => r.outcomeId === outcomeId)) {
    throw new Refused('already-exists', `This outcome was suggested for ${issue.key} already and awaits an answer.`, {
      field: 'outcomeId',
      remedy: 'Ask an administrator of the project.',
    });
  }
}

/** Refuses what there is no room for. Suggestions of outcomes that the viewer may not see take no place from theirs; they are looked up only where it is full. */
export async function checkRoom(ports: Ports, viewer: Viewer, inProject: readonly OpenRequest[], onIssue: readonly LinkRequest[]): Promise<void> {
  const isFull = async (requests: readonly { outcomeId: string }[], most: number): Promise<boolean> => {
    if (requests.length < most) return false;
    const views = await ports.store.read([...new Set(requests.map(({ outcomeId }) => outcomeId))].map((id) => ref('outcomeView', id)));
    const counts = ({ outcomeId }: { outcomeId: string }): boolean => {
      const view = views.get(ref('outcomeView', outcomeId))?.body;
      return view === undefined || countsFor(viewer, view);
    };
    return requests.filter(counts).length >= most;
  };
  const remedy = 'Ask an administrator of the project to answer some.';
  if (await isFull(inProject, MAX_OPEN_REQUESTS_PER_PROJECT)) {
    throw new Refused('limit-reached', `${MAX_OPEN_REQUESTS_PER_PROJECT} suggestions of this project await an answer, and no more are kept.`, { field: 'outcomeId', remedy });
  }
  if (await isFull(onIssue, MAX_OPEN_REQUESTS_PER_ISSUE)) {
    throw new Refused('limit-reached', `${MAX_OPEN_REQUESTS_PER_ISSUE} suggestions for this work await an answer, and no more are kept.`, { field: 'outcomeId', remedy });
  }
}
