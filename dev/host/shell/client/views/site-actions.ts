import { jira } from '../api';
import { STAY, foldedForm } from '../forms';
import { navigate } from '../navigation';
import { addresses } from '../routes';
import type { ViewContext } from './view';

/** What an administrator does to the site by hand: projects, people, groups, and security schemes. */
export async function siteActions({ user, users }: ViewContext): Promise<HTMLElement[]> {
  const { values: groups } = await jira<{ values: { groupId: string; name: string }[] }>(user, 'GET', '/rest/api/3/group/bulk?maxResults=50');
  const people = users.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }));
  const memberFields = [
    { name: 'group', label: 'Group', type: 'choice', options: groups.map(({ groupId, name }) => ({ value: groupId, label: name })), required: true },
    { name: 'person', label: 'Person', type: 'choice', options: people, required: true },
  ] as const;
  const kinds = [
    { value: 'software', label: 'Software, company-managed' },
    { value: 'team', label: 'Software, team-managed' },
    { value: 'service_desk', label: 'Service desk' },
    { value: 'business', label: 'Business' },
  ];
  return [
    foldedForm(
      'Create a project',
      'Create project',
      [{ name: 'key', label: 'Key', required: true }, { name: 'name', label: 'Name', required: true }, { name: 'kind', label: 'Kind', type: 'choice', options: kinds }],
      async ({ key = '', name, kind }) => {
        const managed = kind === 'team' ? { projectTypeKey: 'software', projectTemplateKey: 'com.pyxis.greenhopper.jira:gh-simplified-agility-kanban' } : { projectTypeKey: kind };
        await jira(user, 'POST', '/rest/api/3/project', { key, name, leadAccountId: user.accountId, ...managed });
        navigate(addresses.project(key));
        return STAY;
      },
    ),
    foldedForm('Invite somebody', 'Invite', [{ name: 'email', label: 'E-mail address', required: true }, { name: 'name', label: 'Name' }], ({ email, name = '' }) =>
      jira(user, 'POST', '/rest/api/3/user', { emailAddress: email, products: [], ...(name === '' ? {} : { displayName: name }) }),
    ),
    foldedForm('Create a group', 'Create group', [{ name: 'name', label: 'Name', required: true }], ({ name }) => jira(user, 'POST', '/rest/api/3/group', { name })),
    foldedForm('Add to a group', 'Add', memberFields, ({ group = '', person }) => jira(user, 'POST', `/rest/api/3/group/user?groupId=${encodeURIComponent(group)}`, { accountId: person })),
    foldedForm('Take from a group', 'Take out', memberFields, ({ group = '', person = '' }) =>
      jira(user, 'DELETE', `/rest/api/3/group/user?groupId=${encodeURIComponent(group)}&accountId=${encodeURIComponent(person)}`),
    ),
  ];
}
