import { JiraError, forbidden } from '../error';
import { numberOf, ok, pageOf, type Answer, type Call, type Route } from '../route';
import type { UserRow } from '../site';
import { userBean } from '../user-view';

export interface GroupRow {
  id: string;
  name: string;
}

/** The group that `groupId` or `groupname` names; a 404 when there is none. */
export function askedGroup(call: Call): GroupRow {
  const id = call.query.get('groupId');
  const name = call.query.get('groupname') ?? call.query.get('groupName');
  if (id === null && name === null) throw new JiraError(400, ["Either 'groupname' or 'groupId' must be provided."]);
  const group = call.site.store.one<GroupRow>('SELECT * FROM jira_group WHERE id = ?1 OR (?1 IS NULL AND name = ?2)', id, name);
  if (group === undefined) throw new JiraError(404, ['The group does not exist.']);
  return group;
}

function members(call: Call): Answer {
  call.viewer.account();
  if (!call.viewer.hasGlobal('USER_PICKER')) throw forbidden();
  const group = askedGroup(call);
  const withInactive = call.query.get('includeInactiveUsers') === 'true';
  const rows = call.site.store
    .all<UserRow>('SELECT u.* FROM jira_group_member m JOIN jira_user u ON u.accountId = m.accountId WHERE m.groupId = ? ORDER BY u.accountId', group.id)
    .filter(({ active }) => withInactive || active === 1);
  const page = pageOf(call, `group/member`, rows, 50);
  return ok({ ...page, values: page.values.map((user) => userBean(call.site, user)) }, 2 * page.values.length);
}

function bulk(call: Call): Answer {
  call.viewer.account();
  const ids = call.query.getAll('groupId');
  const names = call.query.getAll('groupName');
  const rows = call.site.store
    .all<GroupRow>('SELECT * FROM jira_group ORDER BY name')
    .filter(({ id, name }) => (ids.length === 0 && names.length === 0) || ids.includes(id) || names.includes(name));
  const page = pageOf(call, 'group/bulk', rows, 50);
  return ok({ ...page, values: page.values.map(({ id, name }) => ({ groupId: id, name })) }, 2 * page.values.length);
}

/** Groups whose name holds the query, as pickers offer them. */
function picker(call: Call): Answer {
  call.viewer.account();
  const query = (call.query.get('query') ?? '').toLowerCase();
  const rows = call.site.store.all<GroupRow>('SELECT * FROM jira_group ORDER BY name').filter(({ name }) => name.toLowerCase().includes(query));
  const shown = rows.slice(0, numberOf(call.query, 'maxResults', 20, 1000));
  const groups = shown.map(({ id, name }) => ({ groupId: id, name, html: name, labels: [] }));
  return ok({ groups, header: `Showing ${groups.length} of ${rows.length} matching groups`, total: rows.length }, 2 * groups.length);
}

export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/group/member', scopes: ['manage:jira-configuration'], handle: members },
  { method: 'GET', path: '/rest/api/3/groups/picker', scopes: ['read:jira-user'], handle: picker },
  { method: 'GET', path: '/rest/api/3/group/bulk', scopes: ['read:jira-user'], handle: bulk },
];
