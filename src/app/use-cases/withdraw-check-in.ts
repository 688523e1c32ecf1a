import { WITHDRAWAL_MINUTES, isWithdrawable, reportedBy } from '../../domain/check-in';
import { change } from '../change';
import { openOutcome } from '../proposals';
import { ref } from '../ports';
import { Refused, notFound } from '../refused';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

/** As if it had never been reported, save in the trail, which keeps both. */
export const withdrawCheckIn: UseCase<'checkin.withdraw'> = ({ ports, caller, input: { outcomeId, at } }) =>
  change(ports, caller, async (tx) => {
    const list = ref('checkIns', outcomeId);
    await tx.read(ref('outcome', outcomeId), ref('outcomeView', outcomeId), list);
    const outcome = openOutcome(tx, outcomeId);
    const items = tx.get(list)?.items ?? [];
    const checkIn = items.find((one) => one.at === at);
    if (!checkIn) throw notFound('check-in', 'at');
    if (checkIn.byId !== caller.accountId) {
      throw new Refused('forbidden', 'Only whoever recorded a check-in may take it back.', { field: 'at', remedy: 'Record one of your own. Nothing was changed.' });
    }
    if (!isWithdrawable(checkIn, tx.now)) {
      throw new Refused('forbidden', `A check-in can be taken back for ${WITHDRAWAL_MINUTES} minutes.`, { field: 'at', remedy: 'Record another one that says how it goes now. Nothing was changed.' });
    }
    const left = items.filter((one) => one !== checkIn);
    tx.put(list, { items: left });
    putOutcome(tx, { ...outcome, reported: reportedBy(left) });
    tx.record(outcomeStream(outcomeId), 'check-in.withdrawn', { reported: checkIn.reported, note: checkIn.note, at });
    return {};
  });
