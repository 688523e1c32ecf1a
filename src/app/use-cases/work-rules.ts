import { change } from '../change';
import { startFill } from '../history/fill';
import { SITE, ref } from '../ports';
import { changedMeanwhile } from '../refused';
import { SITE_STREAM } from '../streams';
import { type UseCase } from '../use-case';

export const readRules: UseCase<'rules.read'> = async ({ ports }) => {
  const stored = ref('workRules', SITE);
  const found = (await ports.store.read([stored])).get(stored);
  return { ...(found ? { version: found.version } : {}), rules: found?.body.rules ?? [] };
};

/** What is counted as what changes for the whole past: every history that is kept is read again under the new rules. */
export const setRules: UseCase<'rules.set'> = async ({ ports, caller, input }) => {
  const { rules } = input;
  const stored = ref('workRules', SITE);
  await change(ports, caller, async (tx) => {
    await tx.read(stored);
    if (tx.version(stored) !== input.version) throw changedMeanwhile('list of rules');
    tx.put(stored, { rules });
    tx.record(SITE_STREAM, 'rules.set', { rules: rules.map((rule) => ({ ...rule })) });
  });
  const list = ref('histories', SITE);
  const projectIds = (await ports.store.read([list])).get(list)?.body.projectIds ?? [];
  for (const projectId of projectIds) await startFill(ports, projectId);
  return { version: (input.version ?? 0) + 1, rules };
};
