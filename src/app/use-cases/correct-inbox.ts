import { waitingIn } from '../../domain/source';
import { change } from '../change';
import { ref } from '../ports';
import { Refused, archived, notFound, workedOut } from '../refused';
import { sourceStream } from '../streams';
import { chunksFor, takeValues } from '../take-values';
import { type UseCase } from '../use-case';

export const correctInbox: UseCase<'inbox.correct'> = async ({ ports, caller, input }) => {
  const { sourceId, itemId, kpiId, at, value } = input;
  if (at > ports.now().slice(0, 10)) {
    throw new Refused('invalid-input', `at: ${at} lies in the future.`, { field: 'at', remedy: 'Give the day that the value was measured on.' });
  }
  return change(ports, caller, async (tx) => {
    const [inbox, stored] = [ref('inbox', sourceId), ref('kpi', kpiId)];
    await tx.read(inbox, stored);
    const before = tx.get(inbox);
    const item = before && waitingIn(before).find((one) => one.itemId === itemId);
    if (!before || !item) throw notFound('row in the inbox', 'itemId');
    const kpi = tx.get(stored);
    if (!kpi) throw notFound('KPI', 'kpiId');
    if (kpi.state === 'archived') throw archived('KPI', 'kpiId');
    if (kpi.source) throw workedOut();
    const values = [{ at, value }];
    await tx.read(...chunksFor(kpi, values));
    await takeValues(tx, kpi, values, 'push', await tx.person(caller.accountId));
    const left = { ...before, items: before.items.filter((one) => one !== item) };
    tx.put(inbox, left);
    tx.record(sourceStream(sourceId), 'inbox.corrected', { itemId, kpiId, at, value });
    return { waiting: waitingIn(left).length };
  });
};
