import { lacksForAchieved } from '../domain/closing';
import { type Closing, type Outcome } from '../domain/outcome';
import { type Proposal } from '../domain/proposal';
import { type Change } from './change';
import { ref } from './ports';
import { Refused } from './refused';
import { outcomeStream } from './streams';
import { putOutcome } from './views';

/** Closes an outcome: it is read-only from then on. The outcome and its view must have been read. */
export function closed(tx: Change, outcome: Outcome, closing: Closing): Outcome {
  const after: Outcome = { ...outcome, state: 'archived', closed: closing, revision: outcome.revision + 1 };
  putOutcome(tx, after);
  const { as, reason } = closing;
  tx.record(outcomeStream(outcome.outcomeId), 'outcome.closed', { as, reason });
  return after;
}

export function reopened(tx: Change, outcome: Outcome, reason: string): Outcome {
  const { closed: was, ...rest } = outcome;
  const after: Outcome = { ...rest, state: 'open', revision: outcome.revision + 1 };
  putOutcome(tx, after);
  tx.record(outcomeStream(outcome.outcomeId), 'outcome.reopened', { reason, ...(was ? { wasClosedAs: was.as } : {}) });
  return after;
}

/** The proposal to close an outcome as achieved, when what is measured supports it. */
export function closingProposal(tx: Change, outcome: Outcome, { proposalId, reason, byId }: Pick<Proposal, 'proposalId' | 'reason' | 'byId'>): Proposal {
  checkEvidence(tx, outcome.outcomeId);
  return { proposalId, at: tx.now, byId, reason, ownerId: outcome.ownerId, change: { kind: 'close' }, state: 'open' };
}

/** Closes as achieved, when what is measured still supports it. */
export function closeAchieved(tx: Change, outcome: Outcome, confirmed: Pick<Closing, 'reason' | 'byId' | 'confirmedById'>): void {
  checkEvidence(tx, outcome.outcomeId);
  closed(tx, outcome, { as: 'achieved', at: tx.now, ...confirmed });
}

function checkEvidence(tx: Change, outcomeId: string): void {
  const view = tx.get(ref('outcomeView', outcomeId));
  const lacks = view ? lacksForAchieved(view, tx.now.slice(0, 10)) : [];
  if (view && lacks.length === 0) return;
  throw new Refused('forbidden', 'The measures do not support that the outcome is achieved: every primary KPI must be confirmed better and at its target, every guardrail kept.', {
    field: 'as',
    remedy: 'Wait until they do, or close it as not achieved or abandoned. Nothing was changed.',
  });
}
