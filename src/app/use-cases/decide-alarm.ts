import { type Decision } from '../../domain/decision';
import { plusDays } from '../../domain/timeline';
import { change } from '../change';
import { ref } from '../ports';
import { alarmView } from '../records';
import { Refused, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

const MAX_REVIEW_DAYS = 366;

export const decideAlarm: UseCase<'alarm.decide'> = async ({ ports, caller, input }) => {
  const { outcomeId, alarmId, choice, reason, reviewBy } = input;
  checkReview(reviewBy, ports.now().slice(0, 10));
  return change(ports, caller, async (tx) => {
    const stored = ref('outcome', outcomeId);
    await tx.read(stored, ref('outcomeView', outcomeId));
    const outcome = tx.get(stored);
    if (!outcome) throw notFound('outcome', 'outcomeId');
    const standing = outcome.alarms ?? [];
    const alarm = standing.find((one) => one.alarmId === alarmId);
    // It may have cleared while the form was open.
    if (!alarm) throw notFound('standing alarm', 'alarmId');
    const decision: Decision = { at: tx.now, byId: caller.accountId, choice, reason, reviewBy };
    const decided = { ...alarm, decision };
    putOutcome(tx, { ...outcome, alarms: standing.map((one) => (one === alarm ? decided : one)) });
    tx.record(outcomeStream(outcomeId), 'alarm.decided', { alarmId, kind: alarm.kind, choice, reason, reviewBy });
    return { alarm: alarmView(decided, tx.now.slice(0, 10)) };
  });
};

function checkReview(reviewBy: string, today: string): void {
  if (reviewBy > today && reviewBy <= plusDays(today, MAX_REVIEW_DAYS)) return;
  throw new Refused('invalid-input', 'reviewBy: lies not within the coming year.', {
    field: 'reviewBy',
    remedy: 'Choose a day after today, at most a year ahead.',
  });
}
