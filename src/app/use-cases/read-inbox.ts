import { EMPTY_INBOX, waitingIn } from '../../domain/source';
import { ref } from '../ports';
import { type UseCase } from '../use-case';

export const listInbox: UseCase<'inbox.list'> = async ({ ports, input }) => {
  const stored = ref('inbox', input.sourceId);
  const inbox = (await ports.store.read([stored])).get(stored)?.body ?? EMPTY_INBOX;
  return { items: waitingIn(inbox), dropped: inbox.dropped };
};
