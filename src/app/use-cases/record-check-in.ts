import { type CheckIn, MAX_CHECK_INS, withCheckIn } from '../../domain/check-in';
import { change } from '../change';
import { ref } from '../ports';
import { Refused, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

export const recordCheckIn: UseCase<'checkin.record'> = ({ ports, caller, input }) =>
  change(ports, caller, async (tx) => {
    const { outcomeId, reported, note } = input;
    const stored = ref('outcome', outcomeId);
    const list = ref('checkIns', outcomeId);
    await tx.read(stored, ref('outcomeView', outcomeId), list);
    const outcome = tx.get(stored);
    if (!outcome) throw notFound('outcome', 'outcomeId');
    if (outcome.state === 'archived') {
      throw new Refused('invalid-input', 'outcomeId: this outcome is archived.', {
        field: 'outcomeId',
        remedy: 'Restore the outcome first.',
      });
    }
    const checkIn: CheckIn = { at: tx.now, byId: caller.accountId, reported, note };
    tx.put(list, { items: [checkIn, ...(tx.get(list)?.items ?? [])].slice(0, MAX_CHECK_INS) });
    putOutcome(tx, { ...outcome, reported: withCheckIn(outcome.reported, checkIn) });
    tx.record(outcomeStream(outcomeId), 'check-in.recorded', { reported, note });
    return { checkIn };
  });
