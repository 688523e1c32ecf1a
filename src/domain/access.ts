import { type ProposedChange } from './proposal';
import { type OutcomeSnapshot } from './snapshot';

/** What is known of the person who looks, all of it asked from Jira as that person. */
export interface Viewer {
  accountId: string;
  jiraAdmin: boolean;
  /** In the group of outcome managers that a Jira admin named. */
  outcomeManager: boolean;
}

/** May create outcomes and KPIs, and change those of others. */
export function managesOutcomes(viewer: Viewer): boolean {
  return viewer.jiraAdmin || viewer.outcomeManager;
}

/** Has a named role on the outcome, or stands above roles. Says nothing of whoever sees it through a project. */
export function hasRoleOn(viewer: Viewer, outcome: { ownerId: string }): boolean {
  return viewer.jiraAdmin || viewer.outcomeManager || outcome.ownerId === viewer.accountId;
}

type Named = Pick<OutcomeSnapshot, 'ownerId' | 'approverIds'>;

/** May decide on proposals of others about the outcome. */
export function mayApprove(viewer: Viewer, { approverIds = [] }: Pick<Named, 'approverIds'>): boolean {
  return managesOutcomes(viewer) || approverIds.includes(viewer.accountId);
}

/** Whoever may approve, but never who proposed it; that the outcome is achieved its owner never confirms either. */
export function mayDecide(viewer: Viewer, outcome: Named, proposal: { byId: string; kind: ProposedChange['kind'] }): boolean {
  if (proposal.byId === viewer.accountId) return false;
  if (proposal.kind === 'close' && outcome.ownerId === viewer.accountId) return false;
  return mayApprove(viewer, outcome);
}

/** May let an issue pass a gate: whoever administers its project, manages outcomes, or owns one that it serves. */
export function mayOverrideGate(viewer: Viewer, administersProject: boolean, served: readonly { ownerId: string }[]): boolean {
  return administersProject || managesOutcomes(viewer) || served.some(({ ownerId }) => ownerId === viewer.accountId);
}

/**
 * Whether the outcome may be shown: to those with a role on it and, unless restricted, to whoever may browse a
 * project in which it has a link.
 */
export function maySee(
  viewer: Viewer,
  outcome: Pick<OutcomeSnapshot, 'ownerId' | 'approverIds' | 'restricted' | 'delivery'>,
  browsable: ReadonlySet<string>,
): boolean {
  if (hasRoleOn(viewer, outcome) || outcome.approverIds?.includes(viewer.accountId)) return true;
  return !outcome.restricted && Object.keys(outcome.delivery).some((id) => browsable.has(id));
}
