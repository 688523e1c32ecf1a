import { type Decision } from '../../domain/decision';
import { plusDays } from '../../domain/timeline';
import { change } from '../change';
import { ref } from '../ports';
import { openOutcome, proposalRefs, proposalView, propose, readMeasured, termsChange } from '../proposals';
import { alarmView } from '../records';
import { Refused, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

const MAX_REVIEW_DAYS = 366;

export const decideAlarm: UseCase<'alarm.decide'> = async ({ ports, caller, input, grant }) => {
  const { outcomeId, alarmId, choice, reason, reviewBy, proposal: wanted } = input;
  const proposalId = ports.newId('pro');
  checkProposal(choice, wanted !== undefined);
  checkReview(reviewBy, ports.now().slice(0, 10));
  return change(ports, caller, async (tx) => {
    await tx.read(...proposalRefs(outcomeId));
    const outcome = openOutcome(tx, outcomeId);
    const standing = outcome.alarms ?? [];
    const alarm = standing.find((one) => one.alarmId === alarmId);
    // It may have cleared while the form was open.
    if (!alarm) throw notFound('standing alarm', 'alarmId');
    const decision: Decision = { at: tx.now, byId: caller.accountId, choice, reason, reviewBy };
    const decided = { ...alarm, decision };
    const after = { ...outcome, alarms: standing.map((one) => (one === alarm ? decided : one)) };
    putOutcome(tx, after);
    tx.record(outcomeStream(outcomeId), 'alarm.decided', { alarmId, kind: alarm.kind, choice, reason, reviewBy });
    const reply = { alarm: alarmView(decided, tx.now.slice(0, 10)) };
    if (!wanted) return reply;
    const measured = await readMeasured(tx, outcomeId, wanted.kpiId);
    const proposed = termsChange(measured, { ...measured.measure, target: wanted.target });
    const proposal = { proposalId, at: tx.now, byId: caller.accountId, reason, change: proposed, state: 'open' as const, alarmId };
    propose(tx, after, proposal);
    return { ...reply, proposal: proposalView(grant.viewer, tx.get(ref('outcomeView', outcomeId)) ?? { ...after, measures: [] }, proposal) };
  });
};

/** A target is never changed by the decision itself, but by the proposal that comes with it. */
function checkProposal(choice: Decision['choice'], isProposed: boolean): void {
  if ((choice === 'change-target') === isProposed) return;
  const problem = isProposed ? 'belongs to the choice to change the target alone' : 'is missing: a target is changed by a proposal';
  throw new Refused('invalid-input', `proposal: ${problem}.`, { field: 'proposal', remedy: 'Name the KPI and the target that you propose; a second person decides on it.' });
}

function checkReview(reviewBy: string, today: string): void {
  if (reviewBy > today && reviewBy <= plusDays(today, MAX_REVIEW_DAYS)) return;
  throw new Refused('invalid-input', 'reviewBy: lies not within the coming year.', {
    field: 'reviewBy',
    remedy: 'Choose a day after today, at most a year ahead.',
  });
}
