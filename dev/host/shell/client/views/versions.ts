import { jira } from '../api';
import { h } from '../dom';
import { deed, foldedForm } from '../forms';
import type { Project } from '../model';
import { table } from '../parts';
import type { ViewContext } from './view';

interface Version {
  id: string;
  name: string;
  released: boolean;
  archived: boolean;
  releaseDate?: string;
}

/** The project's versions: added, renamed, released, archived, deleted. */
export async function versionScreen({ user }: ViewContext, { id: projectId, key }: Project): Promise<HTMLElement[]> {
  const versions = await jira<Version[]>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}/versions`);
  const path = (id: string): string => `/rest/api/3/version/${id}`;
  const rows = versions.map(({ id, name, released, archived, releaseDate = '' }) => {
    const flip = (label: string, change: object): HTMLElement => deed(label, () => jira(user, 'PUT', path(id), change), `${label} ${name}`);
    const deeds = h(
      'div',
      { class: 'buttons' },
      flip(released ? 'Unrelease' : 'Release', { released: !released }),
      flip(archived ? 'Unarchive' : 'Archive', { archived: !archived }),
      deed('Delete', () => jira(user, 'DELETE', path(id)), `Delete ${name}`),
    );
    const state = [released ? 'released' : 'unreleased', ...(archived ? ['archived'] : [])].join(', ');
    return [name, releaseDate, state, deeds];
  });
  const dated = (date: string): object => (date === '' ? {} : { releaseDate: date });
  return [
    table('Versions', ['Name', 'Release date', 'State', 'Actions'], rows),
    h(
      'section',
      { class: 'actions', 'aria-label': 'Actions' },
      foldedForm('Add a version', 'Add version', [{ name: 'name', label: 'Name', required: true }, { name: 'date', label: 'Release date', type: 'date' }], ({ name, date = '' }) =>
        jira(user, 'POST', '/rest/api/3/version', { name, projectId: Number(projectId), ...dated(date) }),
      ),
      foldedForm(
        'Edit a version',
        'Save version',
        [
          { name: 'version', label: 'Version', type: 'choice', options: versions.map(({ id, name }) => ({ value: id, label: name })), required: true },
          { name: 'name', label: 'New name' },
          { name: 'date', label: 'New release date', type: 'date' },
        ],
        ({ version = '', name = '', date = '' }) => jira(user, 'PUT', path(version), { ...(name === '' ? {} : { name }), ...dated(date) }),
      ),
    ),
  ];
}
