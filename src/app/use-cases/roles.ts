import { type CallReply } from '../../contract/index';
import { change } from '../change';
import { SITE, ref } from '../ports';
import { changedMeanwhile, notFound } from '../refused';
import { SITE_STREAM } from '../streams';
import { type UseCase } from '../use-case';

const stored = ref('roles', SITE);

export const readRoles: UseCase<'roles.read'> = async ({ ports }) => {
  const found = (await ports.store.read([stored])).get(stored);
  return reply(found?.body ?? {}, found?.version);
};

export const setRoles: UseCase<'roles.set'> = async ({ ports, caller, input }) => {
  const { version, groupId } = input;
  const group = groupId === null ? undefined : await ports.user.group(groupId);
  if (groupId !== null && !group) throw notFound('group', 'groupId');
  return change(ports, caller, async (tx) => {
    await tx.read(stored);
    if (tx.version(stored) !== version) throw changedMeanwhile('list of roles');
    const before = tx.get(stored)?.managersGroup;
    if (before?.groupId === group?.groupId) return reply(tx.get(stored) ?? {}, version);
    const roles = group ? { managersGroup: group } : {};
    tx.put(stored, roles);
    tx.record(SITE_STREAM, 'roles.changed', { managersGroup: { from: before?.groupId ?? null, to: group?.groupId ?? null } });
    return reply(roles, (version ?? 0) + 1);
  });
};

function reply(
  { managersGroup }: { managersGroup?: { groupId: string; name: string } | undefined },
  version: number | undefined,
): CallReply<'roles.read'> {
  return { ...(version === undefined ? {} : { version }), ...(managersGroup ? { managersGroup } : {}) };
}
