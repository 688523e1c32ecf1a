import { jira } from '../api';
import { h } from '../dom';
import { LIST_FIELDS, type Issue, type Project } from '../model';
import { issueTable, link } from '../parts';
import { addresses } from '../routes';
import type { ViewContext } from './view';

const RECENT = 20;
const PROJECTS = 50;

/** The start: the projects that the user may browse, and what changed last in them. */
export async function home({ user }: ViewContext): Promise<HTMLElement> {
  const { values: projects } = await jira<{ values: Project[] }>(user, 'GET', `/rest/api/3/project/search?expand=description&maxResults=${PROJECTS}`);
  if (projects.length === 0) {
    return h(
      'section',
      { class: 'empty', 'data-state': 'no-projects' },
      h('h1', {}, 'No projects'),
      h('p', {}, `${user.displayName} may browse no project. Choose another person at the top right.`),
    );
  }
  const keys = projects.map(({ key }) => `"${key}"`).join(', ');
  const recent = await jira<{ issues: Issue[] }>(user, 'POST', '/rest/api/3/search/jql', {
    jql: `project in (${keys}) ORDER BY updated DESC`,
    maxResults: RECENT,
    fields: LIST_FIELDS,
  });
  return h(
    'div',
    {},
    h('h1', {}, 'Projects'),
    h('ul', { class: 'cards' }, ...projects.map(card)),
    h('h2', {}, 'Changed last'),
    issueTable(recent.issues, 'Issues that changed last'),
  );
}

function card({ key, name, description = '' }: Project): HTMLElement {
  return h(
    'li',
    {},
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, key.slice(0, 2)),
    h('div', {}, link(addresses.project(key), name), name !== key && h('div', { class: 'quiet' }, key), description !== '' && h('div', { class: 'quiet' }, description)),
  );
}
