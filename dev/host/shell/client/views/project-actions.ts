import { jira } from '../api';
import { STAY, foldedForm } from '../forms';
import type { Project } from '../model';
import { navigate } from '../navigation';
import { holds } from '../parts';
import { addresses } from '../routes';
import { issueFields } from './issue-fields';
import type { ViewContext } from './view';

/** What one does in a project by hand: create issues; and, for who administers it, let people in, add versions and components. */
export async function projectActions(context: ViewContext, key: string): Promise<HTMLElement[]> {
  const { user, users } = context;
  const [project, own] = await Promise.all([jira<Project>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}`), issueFields(context, key)]);
  const people = users.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }));
  const create = foldedForm(
    'Create issue',
    'Create',
    [
      { name: 'summary', label: 'Summary', required: true },
      ...own.fields,
      { name: 'parent', label: 'Key of the parent' },
    ],
    async (typed) => {
      const { summary, parent = '' } = typed;
      const fields = { project: { key }, ...own.changed(typed), summary, ...(parent === '' ? {} : { parent: { key: parent } }) };
      const made = await jira<{ key: string }>(user, 'POST', '/rest/api/3/issue', { fields });
      navigate(addresses.issue(made.key));
      return STAY;
    },
  );
  if (!(await holds(user, 'ADMINISTER_PROJECTS', key))) return [create];
  const roles = await jira<Record<string, string>>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}/role`);
  const options = Object.entries(roles).map(([name, url]) => ({ value: url.slice(url.lastIndexOf('/') + 1), label: name }));
  const roleFields = [
    { name: 'role', label: 'Role', type: 'choice', options, required: true },
    { name: 'person', label: 'Person', type: 'choice', options: people, required: true },
  ] as const;
  return [
    create,
    foldedForm('Let somebody in', 'Add to the role', roleFields, ({ role = '', person }) => jira(user, 'POST', `/rest/api/3/project/${key}/role/${role}`, { user: [person] })),
    foldedForm('Take somebody out', 'Take from the role', roleFields, ({ role = '', person = '' }) => jira(user, 'DELETE', `/rest/api/3/project/${key}/role/${role}?user=${encodeURIComponent(person)}`)),
    foldedForm('Add a version', 'Add version', [{ name: 'name', label: 'Name', required: true }, { name: 'release', label: 'Released on', type: 'date' }], ({ name, release = '' }) =>
      jira(user, 'POST', '/rest/api/3/version', { name, project: key, projectId: Number(project.id), ...(release === '' ? {} : { releaseDate: release, released: true }) }),
    ),
    foldedForm('Add a component', 'Add component', [{ name: 'name', label: 'Name', required: true }], ({ name }) => jira(user, 'POST', '/rest/api/3/component', { name, project: key })),
  ];
}
