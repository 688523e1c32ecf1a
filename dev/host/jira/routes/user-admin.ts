import { z } from 'zod';
import { JiraError } from '../error';
import { NOTHING, parseBody, type Answer, type Call, type Route } from '../route';
import { USER_GROUP, type UserRow } from '../site';
import { userBean } from '../user-view';
import { askedGroup, type GroupRow } from './group';

const newUser = z.looseObject({
  emailAddress: z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is no e-mail address'),
  displayName: z.string().min(1).optional(),
  products: z.array(z.string()),
});

/** Invites a person; the account id is made from the address. */
function createUser(call: Call): Answer {
  call.viewer.requireAdmin();
  const { site } = call;
  const { emailAddress, displayName } = parseBody(call, newUser);
  const local = emailAddress.slice(0, emailAddress.indexOf('@')).toLowerCase().replace(/[^a-z0-9.:-]+/g, '-');
  let accountId = local;
  for (let number = 2; site.user(accountId) !== undefined; number += 1) accountId = `${local}-${String(number)}`;
  site.store.transaction(() => {
    site.addUser({ accountId, displayName: displayName ?? local });
    site.addToGroup(site.addGroup(USER_GROUP), accountId);
  });
  return { status: 201, body: userBean(site, found(call, accountId)) };
}

function found(call: Call, accountId: string | null): UserRow {
  const user = accountId === null ? undefined : call.site.user(accountId);
  if (user === undefined) throw new JiraError(404, ['Specified user does not exist or you do not have required permissions.']);
  return user;
}

/** Deactivates an account and takes its rights. What it did stays. */
function deleteUser(call: Call): Answer {
  call.viewer.requireAdmin();
  const { accountId } = found(call, call.query.get('accountId'));
  const { store } = call.site;
  store.transaction(() => {
    store.run('UPDATE jira_user SET active = 0 WHERE accountId = ?', accountId);
    store.run('DELETE FROM jira_group_member WHERE accountId = ?', accountId);
    store.run("DELETE FROM jira_role_actor WHERE kind = 'user' AND actor = ?", accountId);
    store.run("DELETE FROM jira_holder_grant WHERE kind = 'user' AND holder = ?", accountId);
    store.run("DELETE FROM jira_security_member WHERE kind = 'user' AND holder = ?", accountId);
  });
  return NOTHING;
}

function groupBean(call: Call, { id, name }: GroupRow): Record<string, unknown> {
  const self = call.site.url(`group?groupId=${encodeURIComponent(id)}`);
  const size = call.site.column<string>('SELECT accountId AS value FROM jira_group_member WHERE groupId = ?', id).length;
  return { name, groupId: id, self, users: { size, items: [], 'max-results': 50, 'start-index': 0, 'end-index': 0 }, expand: 'users' };
}

function createGroup(call: Call): Answer {
  call.viewer.requireAdmin();
  const { name } = parseBody(call, z.looseObject({ name: z.string().min(1).max(255) }));
  if (call.site.store.one('SELECT 1 AS found FROM jira_group WHERE name = ?', name) !== undefined) {
    throw new JiraError(400, [`Failed to create group with name '${name}'. A group with this name already exists.`]);
  }
  return { status: 201, body: groupBean(call, { id: call.site.addGroup(name), name }) };
}

function deleteGroup(call: Call): Answer {
  call.viewer.requireAdmin();
  const { id } = askedGroup(call);
  const { store } = call.site;
  store.transaction(() => {
    store.run('DELETE FROM jira_group WHERE id = ?', id);
    store.run('DELETE FROM jira_group_member WHERE groupId = ?', id);
    store.run("DELETE FROM jira_role_actor WHERE kind = 'group' AND actor = ?", id);
    store.run("DELETE FROM jira_holder_grant WHERE kind = 'group' AND holder = ?", id);
    store.run("DELETE FROM jira_security_member WHERE kind = 'group' AND holder = ?", id);
  });
  return { status: 200 };
}

function addMember(call: Call): Answer {
  call.viewer.requireAdmin();
  const group = askedGroup(call);
  const { accountId } = parseBody(call, z.looseObject({ accountId: z.string() }));
  call.site.addToGroup(group.id, found(call, accountId).accountId);
  return { status: 201, body: groupBean(call, group) };
}

function removeMember(call: Call): Answer {
  call.viewer.requireAdmin();
  const { id } = askedGroup(call);
  const { accountId } = found(call, call.query.get('accountId'));
  call.site.store.run('DELETE FROM jira_group_member WHERE groupId = ? AND accountId = ?', id, accountId);
  return { status: 200 };
}

const admin = ['manage:jira-configuration'] as const;

export const userAdminRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/user', scopes: admin, handle: createUser },
  { method: 'DELETE', path: '/rest/api/3/user', scopes: admin, handle: deleteUser },
  { method: 'POST', path: '/rest/api/3/group', scopes: admin, handle: createGroup },
  { method: 'DELETE', path: '/rest/api/3/group', scopes: admin, handle: deleteGroup },
  { method: 'POST', path: '/rest/api/3/group/user', scopes: admin, handle: addMember },
  { method: 'DELETE', path: '/rest/api/3/group/user', scopes: admin, handle: removeMember },
];
