import { change } from '../change';
import { ref } from '../ports';
import { notFound } from '../refused';
import { sourceStream } from '../streams';
import { type UseCase } from '../use-case';

export const dismissInbox: UseCase<'inbox.dismiss'> = ({ ports, caller, input }) =>
  change(ports, caller, async (tx) => {
    const inbox = ref('inbox', input.sourceId);
    await tx.read(inbox);
    const before = tx.get(inbox);
    const gone = new Set(input.itemIds);
    const items = before?.items.filter((item) => !gone.has(item.itemId)) ?? [];
    if (!before || items.length === before.items.length) throw notFound('row in the inbox', 'itemIds');
    tx.put(inbox, { ...before, items });
    tx.record(sourceStream(input.sourceId), 'inbox.dismissed', { itemIds: input.itemIds });
    return { waiting: items.length };
  });
