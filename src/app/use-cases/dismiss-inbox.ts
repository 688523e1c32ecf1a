import { waitingIn, withDismissed } from '../../domain/source';
import { change } from '../change';
import { type Caller, type Ports, ref } from '../ports';
import { notFound } from '../refused';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

export const dismissInbox: UseCase<'inbox.dismiss'> = ({ ports, caller, input }) => setDismissed(ports, caller, input, true);

export const restoreInbox: UseCase<'inbox.restore'> = ({ ports, caller, input }) => setDismissed(ports, caller, input, false);

function setDismissed(ports: Ports, caller: Caller, { sourceId, itemIds }: { sourceId: string; itemIds: string[] }, dismissed: boolean): Promise<{ waiting: number }> {
  return change(ports, caller, async (tx) => {
    const stored = ref('inbox', sourceId);
    await tx.read(stored);
    const before = tx.get(stored);
    const inbox = before && withDismissed(before, itemIds, dismissed);
    if (!inbox) throw notFound(dismissed ? 'row in the inbox' : 'dismissed row', 'itemIds');
    tx.put(stored, inbox);
    tx.record(sourceStream(sourceId), dismissed ? 'inbox.dismissed' : 'inbox.restored', { itemIds });
    return { waiting: waitingIn(inbox).length };
  });
}
