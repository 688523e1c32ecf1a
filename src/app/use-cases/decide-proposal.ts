import { mayDecide } from '../../domain/access';
import { type Kpi } from '../../domain/kpi';
import { differingTerms, lockOn } from '../../domain/lock';
import { type FormerTerms, MAX_FORMER, type Measure, measureKey } from '../../domain/measure';
import { type Outcome, givingUp } from '../../domain/outcome';
import { type Proposal } from '../../domain/proposal';
import { type Change, change } from '../change';
import { closeAchieved } from '../closing';
import { dayOf, toldLock, withDueLocks, withLock } from '../measure-locks';
import { forTrail } from '../measure-terms';
import { ref } from '../ports';
import { type Measured, levelNow, openOutcome, openProposal, proposalRefs, proposalView, putProposal, readMeasured, withTerms } from '../proposals';
import { Refused, changedMeanwhile } from '../refused';
import { outcomeStream } from '../streams';
import { takeOutMeasure } from '../take-out-measure';
import { type UseCase } from '../use-case';
import { refreshViews } from '../views';

export const decideProposal: UseCase<'proposal.decide'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, proposalId, approve, reason } = input;
  return change(ports, caller, async (tx) => {
    await tx.read(...proposalRefs(outcomeId));
    const outcome = openOutcome(tx, outcomeId);
    const proposal = openProposal(tx, outcomeId, proposalId);
    // As the outcome is now, which may name other approvers than a moment ago.
    if (!mayDecide(grant.viewer, outcome, { ...proposal, kind: proposal.change.kind })) throw secondPerson();
    const decided: Proposal = { ...proposal, state: approve ? 'approved' : 'rejected', decided: { at: tx.now, byId: caller.accountId, reason } };
    const after = putProposal(tx, outcome, decided);
    tx.record(outcomeStream(outcomeId), approve ? 'proposal.approved' : 'proposal.rejected', {
      ...{ proposalId, change: proposal.change.kind, reason },
      ...(proposal.change.kind === 'close' ? {} : { kpiId: proposal.change.kpiId }),
    });
    // What the reply names is what stood before a KPI was taken out.
    const view = tx.get(ref('outcomeView', outcomeId)) ?? { ...after, measures: [] };
    if (approve) await apply(tx, after, proposal, caller.accountId);
    return { proposal: proposalView(grant.viewer, view, decided) };
  });
};

export const withdrawProposal: UseCase<'proposal.withdraw'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, proposalId } = input;
  return change(ports, caller, async (tx) => {
    await tx.read(...proposalRefs(outcomeId));
    const outcome = openOutcome(tx, outcomeId);
    const proposal = openProposal(tx, outcomeId, proposalId);
    if (proposal.byId !== caller.accountId) throw new Refused('forbidden', 'Only whoever made a proposal may withdraw it.', { field: 'proposalId', remedy: 'Reject it, if that is yours to do.' });
    const withdrawn: Proposal = { ...proposal, state: 'withdrawn' };
    putProposal(tx, outcome, withdrawn);
    tx.record(outcomeStream(outcomeId), 'proposal.withdrawn', { proposalId });
    return { proposal: proposalView(grant.viewer, tx.get(ref('outcomeView', outcomeId)) ?? { ...outcome, measures: [] }, withdrawn) };
  });
};

function secondPerson(): Refused {
  return new Refused('forbidden', 'A second person decides: not whoever proposed it, and the achievement of an outcome not its owner either.', {
    field: 'proposalId',
    remedy: 'Ask an approver of the outcome, an outcome manager or a Jira administrator.',
  });
}

async function apply(tx: Change, outcome: Outcome, { change: wanted, reason, byId }: Proposal, approverId: string): Promise<void> {
  if (wanted.kind === 'close') return closeAchieved(tx, outcome, { reason, byId, confirmedById: approverId });
  const { outcomeId } = outcome;
  const found = await readMeasured(tx, outcomeId, wanted.kpiId);
  await tx.read(...found.kpi.outcomeIds.map((id) => ref('measure', measureKey(id, wanted.kpiId))));
  const measured: Measured = { ...found, kpi: withDueLocks(tx, found.kpi, found.points) };
  if (wanted.kind === 'remove') {
    await takeOutMeasure(tx, givingUp(outcome, wanted.kpiId, agreedUntilNow(tx, measured)), measured.kpi);
    tx.record(outcomeStream(outcomeId), 'measure.removed', { kpiId: wanted.kpiId });
    return;
  }
  if (wanted.kind === 'values') return putMeasure(tx, measured, measured.measure, relocked(tx, measured, wanted.takes));
  // It was not locked yet, and was changed since it was read.
  const [differs] = differingTerms(measured.measure, wanted.from);
  if (differs) throw changedMeanwhile('measure');
  const after = withTerms(measured, wanted.to);
  const isNewWindow = differingTerms(measured.measure, after).includes('baseline');
  return putMeasure(tx, measured, after, isNewWindow ? withLock(tx, measured.kpi, after, measured.points, wanted.takes) : measured.kpi);
}

/** The KPI with the measure's lock on its values as they were when it was proposed. */
function relocked(tx: Change, { measure, kpi, points }: Measured, takes: number): Kpi {
  const { at = tx.now, agreed } = kpi.locks?.[measure.outcomeId] ?? {};
  return { ...kpi, locks: { ...kpi.locks, [measure.outcomeId]: lockOn(measure, points, { at, takes, ...(agreed ? { agreed } : {}) }, tx.hash) } };
}

/** What was agreed of the measure until today, oldest first. */
function agreedUntilNow(tx: Change, measured: Measured): FormerTerms[] {
  const { target, launch, former = [] } = measured.measure;
  const was: FormerTerms = { until: dayOf(tx), baseline: levelNow(measured), target, ...(launch === undefined ? {} : { launch }) };
  return [...former, was].slice(-MAX_FORMER);
}

/** Puts the measure as it was approved, beside what was agreed before. */
async function putMeasure(tx: Change, before: Measured, after: Measure, kpi: Kpi): Promise<void> {
  const { outcomeId, kpiId } = before.measure;
  const next: Measure = { ...after, former: agreedUntilNow(tx, before) };
  tx.put(ref('measure', measureKey(outcomeId, kpiId)), next);
  tx.record(outcomeStream(outcomeId), 'measure.changed', { kpiId, ...forTrail(next), before: forTrail(before.measure) });
  const told = toldLock(tx, kpi, next) ?? kpi;
  tx.put(ref('kpi', kpiId), told);
  await refreshViews(tx, told, before.points, outcomeId);
}
