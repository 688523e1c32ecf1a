import { jira } from '../api';
import { h } from '../dom';
import type { Project } from '../model';
import { deed, foldedForm } from '../forms';
import { reload } from '../navigation';
import { holds, table } from '../parts';
import { choices, chosen, peopleAndGroups, rolesOf, type Holder } from './holders';
import type { ViewContext } from './view';

interface Grant {
  id: number;
  permission: string;
  holder: { type: string; value?: string };
}

/** Whom the project, or an issue of it, names. */
const NAMED: readonly Holder[] = [
  { kind: 'projectLead', id: '', name: 'Project lead' },
  { kind: 'reporter', id: '', name: 'Reporter' },
  { kind: 'assignee', id: '', name: 'Assignee' },
];

/** Which role may do what in the project: one box a permission and role, which a site administrator ticks or clears; and who else may. */
export async function permissionScreen(context: ViewContext, { key }: Project): Promise<HTMLElement[]> {
  const { user } = context;
  const scheme = await jira<{ id: number; name: string }>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}/permissionscheme`);
  const path = `/rest/api/3/permissionscheme/${String(scheme.id)}/permission`;
  const [roles, known, { permissions: grants }, mayChange] = await Promise.all([
    rolesOf(context, key),
    jira<{ permissions: Record<string, { key: string; name: string; type: string }> }>(user, 'GET', '/rest/api/3/permissions'),
    jira<{ permissions: Grant[] }>(user, 'GET', path),
    holds(user, 'ADMINISTER'),
  ]);
  const message = h('p', { class: 'error', role: 'alert' });
  const change = async (grant: Grant | undefined, permission: string, role: Holder): Promise<void> => {
    if (grant) await jira(user, 'DELETE', `${path}/${String(grant.id)}`);
    else await jira(user, 'POST', path, { permission, holder: { type: role.kind, value: role.id } });
    reload();
  };
  const box = (permission: { key: string; name: string }, role: Holder): HTMLElement => {
    const grant = grants.find(({ permission: granted, holder }) => granted === permission.key && holder.value === role.id);
    const onChange = (): void =>
      void change(grant, permission.key, role).catch((error: unknown) => {
        message.textContent = error instanceof Error ? error.message : String(error);
      });
    return h('input', { type: 'checkbox', checked: grant !== undefined, disabled: !mayChange, 'aria-label': `${role.name}: ${permission.name}`, on: { change: onChange } });
  };
  const projectWide = Object.values(known.permissions).filter(({ type }) => type === 'PROJECT');
  const others = mayChange ? [...NAMED, ...(await peopleAndGroups(context))] : [...NAMED];
  const nameOf = ({ type, value = '' }: Grant['holder']): string => others.find(({ kind, id }) => kind === type && id === value)?.name ?? value;
  const otherRows = grants
    .filter(({ holder }) => holder.type !== 'projectRole')
    .map(({ id, permission, holder }) => {
      const name = known.permissions[permission]?.name ?? permission;
      const revoke = deed('Revoke', () => jira(user, 'DELETE', `${path}/${String(id)}`), `Revoke ${name} of ${nameOf(holder)}`);
      return [name, nameOf(holder), holder.type, mayChange ? revoke : ''];
    });
  const grantForm = foldedForm(
    'Grant to somebody else',
    'Grant',
    [
      { name: 'permission', label: 'Permission', type: 'choice', options: projectWide.map(({ key: value, name: label }) => ({ value, label })), required: true },
      { name: 'holder', label: 'Who', type: 'choice', options: choices(others), required: true },
    ],
    ({ permission = '', holder = '' }) => {
      const { kind, id } = chosen(others, holder);
      return jira(user, 'POST', path, { permission, holder: { type: kind, ...(id === '' ? {} : { value: id }) } });
    },
  );
  const rows = projectWide.map((permission) => [permission.name, ...roles.map((role) => box(permission, role))]);
  return [
    h('p', { class: 'quiet' }, mayChange ? scheme.name : `${scheme.name}. Only site administrators change it.`),
    table('Which role may do what', ['Permission', ...roles.map(({ name }) => name)], rows),
    message,
    h('h3', {}, 'Others'),
    table('Who else may do what', ['Permission', 'Who', 'Kind', 'Actions'], otherRows),
    ...(mayChange ? [h('section', { class: 'actions', 'aria-label': 'Actions' }, grantForm)] : []),
  ];
}
