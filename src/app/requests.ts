import { type Decision, type IssueRequests, withDecision, withoutLapsed } from '../domain/request';
import { type Change } from './change';
import { type Issue, type Ref, ref } from './ports';
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
