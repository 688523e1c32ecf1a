import { JiraError } from '../error';
import { listOf, numberOf, ok, pageOf, type Answer, type Call, type Route } from '../route';
import type { UserRow } from '../site';
import { userBean } from '../user-view';

/** An identity object counts double. */
const IDENTITY = 2;

function knownUser(call: Call): UserRow {
  call.viewer.account();
  const accountId = call.query.get('accountId');
  if (accountId === null || accountId === '') throw new JiraError(400, ["The 'accountId' query parameter needs to be provided."]);
  const user = call.site.user(accountId);
  if (user === undefined) throw new JiraError(404, [`Specified user does not exist or you do not have required permissions.`]);
  return user;
}

function groupsOf(call: Call, accountId: string): { name: string; groupId: string; self: string }[] {
  return call.site.store
    .all<{ id: string; name: string }>('SELECT g.* FROM jira_group_member m JOIN jira_group g ON g.id = m.groupId WHERE m.accountId = ? ORDER BY g.name', accountId)
    .map(({ id, name }) => ({ name, groupId: id, self: call.site.url(`group?groupId=${encodeURIComponent(id)}`) }));
}

function expanded(call: Call, user: UserRow): Record<string, unknown> {
  const expand = new Set(listOf(call.query, 'expand'));
  const groups = groupsOf(call, user.accountId);
  return {
    ...userBean(call.site, user),
    locale: call.site.localeOf(user.accountId),
    ...(expand.has('groups') ? { groups: { size: groups.length, items: groups, 'max-results': groups.length } } : {}),
  };
}

function myself(call: Call): Answer {
  const user = call.site.user(call.viewer.account());
  if (user === undefined) throw new JiraError(401, ['Client must be authenticated to access this resource.']);
  return ok(expanded(call, user), IDENTITY);
}

function getUser(call: Call): Answer {
  return ok(expanded(call, knownUser(call)), IDENTITY);
}

function bulk(call: Call): Answer {
  call.viewer.account();
  const asked = call.query.getAll('accountId');
  if (asked.length === 0) throw new JiraError(400, ["The 'accountId' query parameter needs to be provided."]);
  const users = asked.map((accountId) => call.site.user(accountId)).filter((user) => user !== undefined);
  const page = pageOf(call, 'user/bulk', users, 10, 200);
  return ok({ ...page, values: page.values.map((user) => userBean(call.site, user)) }, IDENTITY * page.values.length);
}

function allUsers(call: Call): Answer {
  call.viewer.account();
  const rows = call.site.store.all<UserRow>(
    'SELECT * FROM jira_user ORDER BY accountId LIMIT ? OFFSET ?',
    numberOf(call.query, 'maxResults', 50, 1000),
    numberOf(call.query, 'startAt', 0),
  );
  return ok(rows.map((user) => userBean(call.site, user)), IDENTITY * rows.length);
}

/** People whose name or account id begins with the query, word by word. */
function findUsers(call: Call): Answer {
  call.viewer.account();
  const query = call.query.get('query') ?? '';
  const accountId = call.query.get('accountId');
  const pattern = query.replace(/[\\%_]/g, '\\$&');
  const rows = call.site.store.all<UserRow>(
    `SELECT * FROM jira_user WHERE active = 1 AND accountType = 'atlassian'
       AND (?1 IS NULL OR accountId = ?1)
       AND (displayName LIKE ?2 || '%' ESCAPE '\\' OR displayName LIKE '% ' || ?2 || '%' ESCAPE '\\' OR accountId = ?3)
     ORDER BY displayName LIMIT ?4 OFFSET ?5`,
    accountId, pattern, query, numberOf(call.query, 'maxResults', 50, 1000), numberOf(call.query, 'startAt', 0),
  );
  return ok(rows.map((user) => userBean(call.site, user)), IDENTITY * rows.length);
}

function userGroups(call: Call): Answer {
  const groups = groupsOf(call, knownUser(call).accountId);
  return ok(groups, IDENTITY * groups.length);
}

export const userRoutes: readonly Route[] = [
  { method: 'GET', path: '/rest/api/3/myself', scopes: ['read:jira-user'], handle: myself },
  { method: 'GET', path: '/rest/api/3/user', scopes: ['read:jira-user'], handle: getUser },
  { method: 'GET', path: '/rest/api/3/user/bulk', scopes: ['read:jira-user'], handle: bulk },
  { method: 'GET', path: '/rest/api/3/users/search', scopes: ['read:jira-user'], handle: allUsers },
  { method: 'GET', path: '/rest/api/3/user/search', scopes: ['read:jira-user'], handle: findUsers },
  { method: 'GET', path: '/rest/api/3/user/groups', scopes: ['read:jira-user'], handle: userGroups },
];
