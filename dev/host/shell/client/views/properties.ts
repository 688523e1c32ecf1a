import { jira } from '../api';
import { h } from '../dom';
import { deed, foldedForm, followed } from '../forms';
import type { Project } from '../model';
import { reload } from '../navigation';
import { table } from '../parts';
import type { User } from '../session';
import type { ViewContext } from './view';

/** What apps and scripts have stored on a project. */
export function propertyScreen({ user }: ViewContext, { key }: Project): Promise<HTMLElement[]> {
  return properties(user, `/rest/api/3/project/${encodeURIComponent(key)}/properties`, () => Promise.resolve(reload()));
}

/** The entity properties at an address of Jira, each with its value as JSON; they are set and deleted. */
export async function properties(user: User, path: string, again: () => Promise<void>): Promise<HTMLElement[]> {
  const { keys } = await jira<{ keys: { key: string }[] }>(user, 'GET', path);
  const at = (key: string): string => `${path}/${encodeURIComponent(key)}`;
  const stored = await Promise.all(keys.map(({ key }) => jira<{ key: string; value: unknown }>(user, 'GET', at(key))));
  const changed = (method: string, key: string, value?: unknown): Promise<unknown> => followed(jira(user, method, at(key), value), again);
  const rows = stored.map(({ key, value }) => [key, h('code', {}, JSON.stringify(value)), deed('Delete', () => changed('DELETE', key), `Delete ${key}`)]);
  const set = foldedForm(
    'Set a property',
    'Set',
    [{ name: 'key', label: 'Key of the property', required: true }, { name: 'value', label: 'Value, as JSON', type: 'area', required: true }],
    async ({ key = '', value = '' }) => changed('PUT', key, JSON.parse(value)),
  );
  return [table('Properties', ['Key', 'Value', 'Actions'], rows), h('section', { class: 'actions', 'aria-label': 'Change properties' }, set)];
}
