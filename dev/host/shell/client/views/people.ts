import { jira } from '../api';
import { h } from '../dom';
import { deed } from '../forms';
import { holds, link, notFound, table } from '../parts';
import { addresses } from '../routes';
import { siteActions } from './site-actions';
import type { ViewContext } from './view';

/** People on the screen at once: a seeded history may name thousands. */
const SHOWN = 100;

interface Person {
  accountId: string;
  displayName: string;
  active: boolean;
  accountType: string;
}

interface Group {
  groupId: string;
  name: string;
}

/** The site's people and groups, for those who administer it. */
export async function peopleView(context: ViewContext): Promise<HTMLElement> {
  const { user } = context;
  if (!(await holds(user, 'ADMINISTER'))) return notFound('This page');
  document.title = 'Users and groups';
  const [found, { values: groups }, actions] = await Promise.all([
    jira<Person[]>(user, 'GET', `/rest/api/3/users/search?maxResults=${String(SHOWN)}`),
    jira<{ values: Group[] }>(user, 'GET', '/rest/api/3/group/bulk?maxResults=50'),
    siteActions(context),
  ]);
  const people = found.filter(({ accountType }) => accountType === 'atlassian');
  const members = await Promise.all(groups.map(({ groupId }) => membersOf(context, groupId)));
  const inGroups = ({ accountId }: Person): string => groups.filter((_, at) => members[at]?.some((member) => member.accountId === accountId)).map(({ name }) => name).join(', ');
  const personRows = people.map((person) => [
    person.displayName,
    person.active ? 'active' : 'deactivated',
    inGroups(person),
    person.active && person.accountId !== user.accountId ? deed('Deactivate', () => jira(user, 'DELETE', `/rest/api/3/user?accountId=${encodeURIComponent(person.accountId)}`), `Deactivate ${person.displayName}`) : '',
  ]);
  const groupRows = groups.map((group, at) => [
    group.name,
    h('div', { class: 'buttons' }, ...(members[at] ?? []).map((person) => deed(`Take out ${person.displayName}`, () => takeOut(context, group, person), `Take out ${person.displayName} of ${group.name}`))),
    deed('Delete', () => jira(user, 'DELETE', `/rest/api/3/group?groupId=${encodeURIComponent(group.groupId)}`), `Delete ${group.name}`),
  ]);
  return h(
    'div',
    {},
    h('h1', {}, 'Users and groups'),
    link(addresses.admin(), 'Back to the administration'),
    h('h2', {}, 'Users'),
    table('Users', ['Name', 'Account', 'Groups', 'Actions'], personRows),
    found.length === SHOWN && h('p', { class: 'quiet' }, `The first ${String(SHOWN)} accounts.`),
    h('h2', {}, 'Groups'),
    table('Groups', ['Name', 'Members', 'Actions'], groupRows),
    h('section', { class: 'actions', 'aria-label': 'The site' }, ...actions),
  );
}

async function membersOf({ user }: ViewContext, groupId: string): Promise<Person[]> {
  return (await jira<{ values: Person[] }>(user, 'GET', `/rest/api/3/group/member?groupId=${encodeURIComponent(groupId)}&maxResults=50`)).values;
}

function takeOut({ user }: ViewContext, { groupId }: Group, { accountId }: Person): Promise<unknown> {
  return jira(user, 'DELETE', `/rest/api/3/group/user?groupId=${encodeURIComponent(groupId)}&accountId=${encodeURIComponent(accountId)}`);
}
