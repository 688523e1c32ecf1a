import { EMPTY_INBOX } from '../../domain/source';
import { ref } from '../ports';
import { type UseCase } from '../use-case';

export const listInbox: UseCase<'inbox.list'> = async ({ ports, input }) => {
  const stored = ref('inbox', input.sourceId);
  return (await ports.store.read([stored])).get(stored)?.body ?? EMPTY_INBOX;
};
