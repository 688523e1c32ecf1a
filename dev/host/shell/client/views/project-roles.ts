import { jira } from '../api';
import { h } from '../dom';
import { deed, foldedForm } from '../forms';
import type { Project } from '../model';
import { table } from '../parts';
import { choices, chosen, peopleAndGroups, rolesOf } from './holders';
import type { ViewContext } from './view';

interface Actor {
  displayName: string;
  actorUser?: { accountId: string };
  actorGroup?: { groupId: string };
}

/** Who is in which role of the project; people and groups are put in and taken out. */
export async function roleScreen(context: ViewContext, { key }: Project): Promise<HTMLElement[]> {
  const { user } = context;
  const [roles, holders] = await Promise.all([rolesOf(context, key), peopleAndGroups(context)]);
  const path = (id: string): string => `/rest/api/3/project/${encodeURIComponent(key)}/role/${id}`;
  const filled = await Promise.all(roles.map(async (role) => ({ ...role, actors: (await jira<{ actors: Actor[] }>(user, 'GET', path(role.id))).actors })));
  const rows = filled.flatMap((role) =>
    role.actors.map(({ displayName, actorUser, actorGroup }) => {
      const who = actorUser ? `user=${encodeURIComponent(actorUser.accountId)}` : `groupId=${encodeURIComponent(actorGroup?.groupId ?? '')}`;
      return [role.name, displayName, actorUser ? 'person' : 'group', deed('Take out', () => jira(user, 'DELETE', `${path(role.id)}?${who}`), `Take out ${displayName} of ${role.name}`)];
    }),
  );
  const add = foldedForm(
    'Put somebody into a role',
    'Put in',
    [
      { name: 'role', label: 'Role', type: 'choice', options: roles.map(({ id, name }) => ({ value: id, label: name })), required: true },
      { name: 'holder', label: 'Person or group', type: 'choice', options: choices(holders), required: true },
    ],
    ({ role = '', holder = '' }) => {
      const { kind, id } = chosen(holders, holder);
      return jira(user, 'POST', path(role), kind === 'user' ? { user: [id] } : { groupId: [id] });
    },
  );
  return [table('Who is in which role', ['Role', 'Who', 'Kind', 'Actions'], rows), h('section', { class: 'actions', 'aria-label': 'Actions' }, add)];
}
