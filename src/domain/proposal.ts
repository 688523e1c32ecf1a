/**
 * A change to what is locked, or the closing of an outcome as achieved: proposed by one person with a reason, decided by
 * a second one. It never changes after it was made, so what is approved is what was read.
 */
import { type HeldBack, type Terms } from './lock';

export type ProposedChange =
  /** Other terms of a measure; `takes` is how far its values were taken in then, for a new baseline window. */
  | { kind: 'terms'; kpiId: string; from: Terms; to: Terms; takes: number; level: LevelChange }
  /** Values inside the baseline window that were recorded since it was locked are to count, up to that taking-in. */
  | { kind: 'values'; kpiId: string; takes: number; level: LevelChange; count: number; values: HeldBack[] }
  /** The KPI leaves the outcome. */
  | { kind: 'remove'; kpiId: string }
  /** The outcome is closed as achieved. */
  | { kind: 'close' };

/** The baseline's level in the KPI's unit, before and after; absent where there is none. */
export interface LevelChange {
  from?: number | undefined;
  to?: number | undefined;
}

export const PROPOSAL_STATES = ['open', 'approved', 'rejected', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface Proposal {
  proposalId: string;
  /** ISO instant. */
  at: string;
  /** Account id of whoever proposed it. */
  byId: string;
  reason: string;
  /** Account id of whoever owned the outcome then; of closings, and absent in those that were made before it was kept. */
  ownerId?: string | undefined;
  change: ProposedChange;
  state: ProposalState;
  /** The alarm that it answers. */
  alarmId?: string | undefined;
  /** Of one that is not open any more. `byId` is an account id, `at` an ISO instant. */
  decided?: { at: string; byId: string; reason: string } | undefined;
}

/** What an outcome's snapshot holds of a proposal that is open. */
export interface OpenProposal {
  proposalId: string;
  at: string;
  byId: string;
  ownerId?: string | undefined;
  kind: ProposedChange['kind'];
  kpiId?: string | undefined;
}

/** Values that are named one by one in a proposal; further ones are counted. */
export const MAX_VALUES_NAMED = 20;
/** Decided ones that are kept for reading; older ones stay in the trail. */
export const MAX_DECIDED = 40;

/** What a proposal is about; of one thing there is at most one open proposal. */
export function subjectOf(change: ProposedChange): string {
  return change.kind === 'close' ? 'outcome' : change.kpiId;
}

export function openAmong(proposals: readonly Proposal[]): OpenProposal[] {
  return proposals
    .filter(({ state }) => state === 'open')
    .map(({ proposalId, at, byId, ownerId, change }) => ({ proposalId, at, byId, ...(ownerId === undefined ? {} : { ownerId }), kind: change.kind, ...(change.kind === 'close' ? {} : { kpiId: change.kpiId }) }));
}

/** The proposals with one more, or with another in the place of the one with its id; the newest first. */
export function withProposal(proposals: readonly Proposal[], next: Proposal): Proposal[] {
  const all = proposals.some(({ proposalId }) => proposalId === next.proposalId)
    ? proposals.map((one) => (one.proposalId === next.proposalId ? next : one))
    : [next, ...proposals];
  const kept = new Set(all.filter(({ state }) => state !== 'open').slice(0, MAX_DECIDED));
  return all.filter((one) => one.state === 'open' || kept.has(one));
}
