/** Pieces of pages that several views show. */
import { jira, type ModuleInfo } from './api';
import { h } from './dom';
import type { Issue } from './model';
import { addresses } from './routes';
import type { User } from './session';

/** A link within the site; `main.ts` keeps the browser from loading it anew. */
export function link(address: string, text: string, className?: string): HTMLAnchorElement {
  return h('a', { href: address, class: className }, text);
}

export function lozenge(issue: Issue): HTMLElement {
  const status = issue.fields.status;
  return h('span', { class: `lozenge lozenge-${status?.statusCategory?.key ?? 'new'}` }, status?.name ?? 'Unknown');
}

/** A square with the first letter of the issue's type, coloured by its level. */
export function typeMark(issue: Issue): HTMLElement {
  const { name = '?', hierarchyLevel = 0 } = issue.fields.issuetype ?? {};
  const level = hierarchyLevel > 0 ? 'parent' : hierarchyLevel < 0 ? 'sub' : 'base';
  return h('span', { class: `type-mark type-${level}`, title: name, role: 'img', 'aria-label': name }, name.slice(0, 1));
}

export function issueTable(issues: readonly Issue[], caption: string): HTMLElement {
  if (issues.length === 0) return h('p', { class: 'quiet' }, 'No issues.');
  const rows = issues.map((issue) =>
    h(
      'tr',
      {},
      h('td', { class: 'narrow' }, typeMark(issue)),
      h('td', { class: 'narrow' }, link(addresses.issue(issue.key), issue.key)),
      h('td', {}, issue.fields.summary ?? ''),
      h('td', { class: 'narrow' }, lozenge(issue)),
      h('td', { class: 'narrow quiet' }, dayOf(issue.fields.updated)),
    ),
  );
  const titles = ['Type', 'Key', 'Summary', 'Status', 'Updated'].map((title) => h('th', { scope: 'col' }, title));
  return h(
    'table',
    { class: 'issues' },
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, ...titles)),
    h('tbody', {}, ...rows),
  );
}

/** A table of anything; its caption is for screen readers. */
export function table(caption: string, titles: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  if (rows.length === 0) return h('p', { class: 'quiet' }, 'None.');
  return h(
    'table',
    { class: 'issues' },
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, ...titles.map((title) => h('th', { scope: 'col' }, title)))),
    h('tbody', {}, ...rows.map((cells) => h('tr', {}, ...cells.map((cell) => h('td', {}, cell))))),
  );
}

export function dayOf(instant: string | undefined | null): string {
  return instant?.slice(0, 10) ?? '';
}

/** What a person sees of something that is not there for them, which may be because they may not see it. */
export function notFound(what: string): HTMLElement {
  return h(
    'section',
    { class: 'empty', 'data-state': 'not-found' },
    h('h1', {}, 'Not found'),
    h('p', {}, `${what} does not exist, or you are not allowed to see it.`),
    link(addresses.home, 'Back to the start'),
  );
}

export function failed(message: string): HTMLElement {
  return h('section', { class: 'empty', 'data-state': 'failed' }, h('h1', {}, 'Something went wrong'), h('p', {}, message));
}

interface Permissions {
  permissions: Record<string, { havePermission: boolean }>;
}

/** Whether the user holds a permission of Jira, on a project where one is named. */
export async function holds(user: User, permission: string, projectKey?: string): Promise<boolean> {
  const project = projectKey === undefined ? '' : `&projectKey=${encodeURIComponent(projectKey)}`;
  const reply = await jira<Permissions>(user, 'GET', `/rest/api/3/mypermissions?permissions=${permission}${project}`);
  return reply.permissions[permission]?.havePermission ?? false;
}

/**
 * The modules of these types that their display conditions let the user see. Conditions beyond administration are
 * the app's own affair here: they are no protection on Forge either.
 */
export async function visibleModules(
  modules: readonly ModuleInfo[],
  types: readonly string[],
  user: User,
  projectKey?: string,
): Promise<ModuleInfo[]> {
  const shown: ModuleInfo[] = [];
  for (const module of modules.filter(({ type }) => types.includes(type))) {
    const { isAdmin, isSiteAdmin, isProjectAdmin } = module.displayConditions;
    const siteWide = isAdmin ?? isSiteAdmin;
    if (siteWide !== undefined && (await holds(user, 'ADMINISTER')) !== siteWide) continue;
    if (isProjectAdmin !== undefined && (await holds(user, 'ADMINISTER_PROJECTS', projectKey)) !== isProjectAdmin) continue;
    shown.push(module);
  }
  return shown;
}
