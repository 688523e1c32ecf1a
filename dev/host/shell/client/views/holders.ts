import { jira } from '../api';
import type { ViewContext } from './view';

/** Whoever can hold something: a role of the project, a group, a person, or whom the project or an issue names. */
export interface Holder {
  kind: keyof typeof KINDS;
  id: string;
  name: string;
}

/** The project's roles. */
export async function rolesOf({ user }: ViewContext, projectKey: string): Promise<Holder[]> {
  const roles = await jira<Record<string, string>>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(projectKey)}/role`);
  return Object.entries(roles).map(([name, url]) => ({ kind: 'projectRole', id: url.slice(url.lastIndexOf('/') + 1), name }));
}

/** The site's groups, and the people whom one can be here. */
export async function peopleAndGroups({ user, users }: ViewContext): Promise<Holder[]> {
  const { values } = await jira<{ values: { groupId: string; name: string }[] }>(user, 'GET', '/rest/api/3/group/bulk?maxResults=50');
  return [
    ...users.map(({ accountId, displayName }): Holder => ({ kind: 'user', id: accountId, name: displayName })),
    ...values.map(({ groupId, name }): Holder => ({ kind: 'group', id: groupId, name })),
  ];
}

const KINDS = { projectRole: 'role', group: 'group', user: 'person', projectLead: 'of the project', reporter: 'of the issue', assignee: 'of the issue' } as const;

/** Holders as the choices of a field; `chosen` finds the one again. */
export function choices(holders: readonly Holder[]): { value: string; label: string }[] {
  return holders.map(({ kind, id, name }) => ({ value: `${kind}:${id}`, label: `${name} (${KINDS[kind]})` }));
}

export function chosen(holders: readonly Holder[], value: string): Holder {
  const found = holders.find(({ kind, id }) => `${kind}:${id}` === value);
  if (!found) throw new Error('Choose somebody.');
  return found;
}
