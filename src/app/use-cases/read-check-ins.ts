import { hasRoleOn } from '../../domain/access';
import { ref } from '../ports';
import { reportOf } from '../records';
import { type UseCase } from '../use-case';

export const readCheckIns: UseCase<'checkin.read'> = async ({ ports, input, grant }) => {
  const list = ref('checkIns', input.outcomeId);
  const view = ref('outcomeView', input.outcomeId);
  const found = await ports.store.read([list, view]);
  const shown = found.get(view)?.body;
  const report = shown && reportOf(shown, ports.now().slice(0, 10));
  return {
    checkIns: found.get(list)?.body.items ?? [],
    ...(report ? { report } : {}),
    mayReport: hasRoleOn(grant.viewer, grant.outcome) && grant.outcome.state === 'open',
  };
};
