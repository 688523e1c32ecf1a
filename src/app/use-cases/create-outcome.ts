import { type Outcome } from '../../domain/outcome';
import { change } from '../change';
import { checkPeople } from '../check-people';
import { checkParent } from '../outcome-tree';
import { asItsOwn, recordPlace } from '../placing';
import { ref } from '../ports';
import { outcomeRecord } from '../records';
import { outcomeStream } from '../streams';
import { type UseCase } from '../use-case';
import { putOutcome } from '../views';

export const createOutcome: UseCase<'outcome.create'> = async ({ ports, caller, input, grant }) => {
  if (input.parentId) await checkParent(ports, grant.viewer, undefined, input.parentId);
  await checkPeople(ports, caller.accountId, 'ownerId', [input.ownerId]);
  await checkPeople(ports, caller.accountId, 'approverIds', input.approverIds);
  const outcome: Outcome = {
    ...input,
    outcomeId: ports.newId('out'),
    ownerId: input.ownerId ?? caller.accountId,
    state: 'open',
    revision: 1,
    kpiIds: [],
    epics: [],
  };
  return change(ports, caller, async (tx) => {
    await tx.read(ref('outcome', outcome.outcomeId), ref('outcomeView', outcome.outcomeId));
    putOutcome(tx, { ...outcome, createdAt: tx.now });
    const { title, description, period, parentId, restricted } = await asItsOwn(tx, outcome);
    tx.record(outcomeStream(outcome.outcomeId), 'outcome.created', {
      ...{ title, description, restricted, owner: await tx.person(outcome.ownerId) },
      approvers: await Promise.all(input.approverIds.map((id) => tx.person(id))),
      period: { from: period.from ?? null, to: period.to ?? null },
      parentId: parentId ?? null,
    });
    await recordPlace(tx, undefined, outcome);
    return { outcome: outcomeRecord(outcome, true) };
  });
};
