import { afterAnnouncing } from '../../domain/seen-gate';
import { change } from '../change';
import { SITE, ref } from '../ports';
import { GATES_STREAM } from '../streams';
import { type UseCase } from '../use-case';

/** Jira tells of no workflow's validators, so that one was given to it is kept when it is given: panels then offer to let issues pass before any was stopped. */
export const announceGate: UseCase<'gate.announce'> = async ({ ports, caller, input }) => {
  const { demands, former, statusId } = input;
  const stored = ref('gatesAnnounced', SITE);
  return change(ports, caller, async (tx) => {
    await tx.read(stored);
    const gates = afterAnnouncing(tx.get(stored)?.gates ?? [], { to: statusId, demands, former, at: tx.now });
    if (gates) {
      tx.put(stored, { gates });
      tx.record(GATES_STREAM, 'gate.announced', { demands: demands ? { ...demands } : null, former: former ? { ...former } : null, statusId: statusId ?? null });
    }
    return {};
  });
};
