import { plusDays } from './timeline';

/** What people asked an issue's project administrators to link it to, kept under the issue's id. */
export interface IssueRequests {
  issueId: string;
  requests: LinkRequest[];
}

/** A request to link the issue to an outcome. Who made it stands in the trail alone. */
export interface LinkRequest {
  outcomeId: string;
  /** The issue on which it was made: the one to be linked, or one below it. */
  fromIssueId: string;
  note?: string | undefined;
  /** ISO instant. */
  at: string;
  decision?: Decision | undefined;
}

export type Decision = { kind: 'accepted'; at: string } | { kind: 'declined'; at: string; reason: string };

/** How an open request is found by project. */
export interface OpenRequest {
  issueId: string;
  outcomeId: string;
  at: string;
}

export const MAX_OPEN_REQUESTS_PER_PROJECT = 200;
/** Open ones of one issue: as many as it can have outcomes. */
export const MAX_OPEN_REQUESTS_PER_ISSUE = 10;
/** Decided ones that are kept for the people who asked. */
const MAX_DECIDED_PER_ISSUE = 10;
/** A request that nobody decided lapses, so that issues which were deleted or moved hold no place for ever. */
export const REQUEST_LAPSES_AFTER_DAYS = 180;
/** A decision is news for this long. */
const DECISION_SHOWN_DAYS = 30;

function lapsed(at: string, now: string): boolean {
  return plusDays(at.slice(0, 10), REQUEST_LAPSES_AFTER_DAYS) < now.slice(0, 10);
}

/** Awaits a decision at the instant `now`. */
export function isOpen(request: LinkRequest, now: string): boolean {
  return request.decision === undefined && !lapsed(request.at, now);
}

/** Those that still await a decision. */
export function withoutLapsed(open: readonly OpenRequest[], now: string): OpenRequest[] {
  return open.filter((request) => !lapsed(request.at, now));
}

/** What the issue's readers are shown: what awaits a decision, and what was declined not long ago. */
export function shownRequests(requests: readonly LinkRequest[], now: string): LinkRequest[] {
  return requests.filter(({ decision, ...request }) => {
    if (!decision) return isOpen(request, now);
    return decision.kind === 'declined' && plusDays(decision.at.slice(0, 10), DECISION_SHOWN_DAYS) >= now.slice(0, 10);
  });
}

/** Adds a request; an earlier one for the same outcome gives way, and so do the oldest decisions beyond the bound. */
export function withRequest(requests: readonly LinkRequest[], request: LinkRequest): LinkRequest[] {
  const others = requests.filter((r) => r.outcomeId !== request.outcomeId);
  const decided = others.filter((r) => r.decision).slice(-MAX_DECIDED_PER_ISSUE);
  return [...others.filter((r) => !r.decision || decided.includes(r)), request];
}

/** The requests with the decided one for the outcome open again; undefined when there is none that would still await a decision. */
export function withReopened(requests: readonly LinkRequest[], outcomeId: string, now: string): LinkRequest[] | undefined {
  const opened = ({ decision: _, ...request }: LinkRequest): LinkRequest => request;
  const isMeant = (r: LinkRequest): boolean => r.outcomeId === outcomeId && r.decision !== undefined && isOpen(opened(r), now);
  return requests.some(isMeant) ? requests.map((r) => (isMeant(r) ? opened(r) : r)) : undefined;
}

/** The requests with a decision on the open one for the outcome; undefined when there is none. */
export function withDecision(
  requests: readonly LinkRequest[],
  outcomeId: string,
  decision: Decision,
): LinkRequest[] | undefined {
  if (!requests.some((r) => r.outcomeId === outcomeId && isOpen(r, decision.at))) return undefined;
  return requests.map((r) => (r.outcomeId === outcomeId ? { ...r, decision } : r));
}
