import { jira, type ModuleInfo } from '../api';
import { h } from '../dom';
import { wordsOf } from '../forms';
import { LIST_FIELDS, type Issue } from '../model';
import { dayOf, issueTable, link, lozenge, typeMark, visibleModules } from '../parts';
import { addresses } from '../routes';
import { issueActions } from './issue-actions';
import { STORY_POINTS, namesOf } from './issue-fields';
import { issueLinks } from './issue-links';
import { notes } from './notes';
import { serviceRequest } from './service-request';
import { transitions } from './transitions';
import { frameOf, type ViewContext } from './view';

const CHILDREN = 100;
const CHILDREN_SHOWN = 5;

/** Jira's hierarchy is a handful of levels; more means a circle, which Jira does not allow. */
const MAX_LEVELS = 10;

/** One issue: its place in the hierarchy, its children, and the app's panels in the body and at the right. */
export async function issueView(context: ViewContext, issueKey: string): Promise<HTMLElement> {
  const { user, modules } = context;
  const issue = await jira<Issue>(user, 'GET', `/rest/api/3/issue/${encodeURIComponent(issueKey)}?fields=*navigable&expand=names`);
  document.title = `[${issue.key}] ${issue.fields.summary ?? ''}`;
  const [parents, children, panels, contexts] = await Promise.all([
    parentsOf(context, issue),
    childrenOf(context, issue),
    visibleModules(modules, ['jira:issuePanel', 'jira:issueActivity'], user, issue.fields.project?.key),
    visibleModules(modules, ['jira:issueContext', 'jira:issueGlance'], user, issue.fields.project?.key),
  ]);
  const place = { issueKey: issue.key };
  const [marks, actions, links] = await Promise.all([marksOf(context, issue, contexts), issueActions(context, issue), issueLinks(context, issue)]);
  return h(
    'article',
    { class: 'issue' },
    trail(issue, parents),
    h('h1', {}, issue.fields.summary ?? issue.key),
    h(
      'div',
      { class: 'issue-body' },
      h(
        'div',
        { class: 'issue-main' },
        described(issue),
        h('section', {}, h('h2', {}, 'Child issues'), childTable(children)),
        ...panels.map((module) =>
          h('section', { class: 'panel' }, h('div', { class: 'panel-head' }, h('h2', {}, module.title), pinMark(module, issue)), frameOf(context, module, place)),
        ),
        links,
        h('section', { class: 'actions', 'aria-label': 'Notes' }, serviceRequest(context, issue), ...notes(context, issue)),
      ),
      h(
        'aside',
        { class: 'issue-side', 'aria-label': 'Details' },
        details(issue),
        transitions(context, issue),
        h('section', { class: 'actions', 'aria-label': 'Actions' }, ...actions),
        ...contexts.map((module) =>
          h('details', { class: 'context', open: true }, h('summary', {}, module.title, marks.get(module.key)), frameOf(context, module, place)),
        ),
      ),
    ),
  );
}

function described({ fields }: Issue): HTMLElement | undefined {
  const words = wordsOf(fields.description);
  return words === '' ? undefined : h('section', {}, h('h2', {}, 'Description'), h('p', { class: 'words' }, words));
}

/** Whether Jira would show the panel at once, or only after a click. */
function pinMark({ pinnedTo }: ModuleInfo, { fields }: Issue): HTMLElement {
  const pinned = pinnedTo.includes(fields.project?.key ?? '');
  return h('span', { class: 'lozenge', title: pinned ? 'Jira shows it at once.' : 'Jira shows it only after a click; an administrator pins it to projects.' }, pinned ? 'Pinned' : 'Not pinned');
}

/** The marks that the app put beside its issue contexts; they are seen whether these are open or not. */
async function marksOf({ user }: ViewContext, issue: Issue, contexts: readonly ModuleInfo[]): Promise<Map<string, HTMLElement>> {
  const path = `/rest/api/3/issue/${issue.key}/properties`;
  const { keys } = await jira<{ keys: { key: string }[] }>(user, 'GET', path);
  const marks = new Map<string, HTMLElement>();
  for (const { key, statusProperty } of contexts) {
    if (statusProperty === undefined || !keys.some((property) => property.key === statusProperty)) continue;
    const { value } = await jira<{ value: Mark }>(user, 'GET', `${path}/${encodeURIComponent(statusProperty)}`);
    if (value.type === 'lozenge') marks.set(key, h('span', { class: `lozenge lozenge-mark-${value.value.type ?? 'default'}` }, value.value.label));
  }
  return marks;
}

interface Mark {
  type: string;
  value: { label: string; type?: string };
}

function trail(issue: Issue, parents: readonly Issue[]): HTMLElement {
  const project = issue.fields.project;
  return h(
    'nav',
    { class: 'trail', 'aria-label': 'Where this issue stands' },
    project && link(addresses.project(project.key), project.name),
    ...parents.flatMap((parent) => [typeMark(parent), link(addresses.issue(parent.key), parent.key)]),
    typeMark(issue),
    h('span', { 'aria-current': 'page' }, issue.key),
  );
}

async function parentsOf({ user }: ViewContext, issue: Issue): Promise<Issue[]> {
  const parents: Issue[] = [];
  let next = issue.fields.parent;
  while (next && parents.length < MAX_LEVELS) {
    const parent: Issue = await jira<Issue>(user, 'GET', `/rest/api/3/issue/${next.key}?fields=summary,issuetype,parent`);
    parents.unshift(parent);
    next = parent.fields.parent;
  }
  return parents;
}

async function childrenOf({ user }: ViewContext, issue: Issue): Promise<Issue[]> {
  const found = await jira<{ issues: Issue[] }>(user, 'POST', '/rest/api/3/search/jql', {
    jql: `parent = ${issue.key} ORDER BY key`,
    maxResults: CHILDREN,
    fields: LIST_FIELDS,
  });
  return found.issues;
}

/** As Jira does, the first few, and the rest on demand: the app's panel stands below them. */
function childTable(children: readonly Issue[]): HTMLElement {
  const section = h('div', {}, issueTable(children.slice(0, CHILDREN_SHOWN), 'Child issues'));
  if (children.length <= CHILDREN_SHOWN) return section;
  const all = (): void => section.replaceChildren(issueTable(children, 'Child issues'));
  section.append(h('button', { type: 'button', on: { click: all } }, `Show all ${children.length}`));
  return section;
}

function details({ fields, ...issue }: Issue): HTMLElement {
  const points = Object.entries(issue.names ?? {}).find(([, name]) => name === STORY_POINTS)?.[0] ?? '';
  const estimate = (fields as Record<string, unknown>)[points];
  const rows: [string, Node | string | undefined][] = [
    ['Status', lozenge({ ...issue, fields })],
    ['Type', fields.issuetype?.name],
    ['Priority', fields.priority?.name],
    ['Assignee', fields.assignee?.displayName ?? 'Unassigned'],
    ['Reporter', fields.reporter?.displayName],
    ['Labels', fields.labels?.join(', ')],
    ['Components', namesOf(fields.components)],
    ['Fix versions', namesOf(fields.fixVersions)],
    [STORY_POINTS, typeof estimate === 'number' ? String(estimate) : undefined],
    ['Resolution', fields.resolution?.name],
    ['Security', fields.security?.name],
    ['Due', dayOf(fields.duedate)],
    ['Created', dayOf(fields.created)],
    ['Updated', dayOf(fields.updated)],
  ];
  const shown = rows.filter(([, value]) => value !== undefined && value !== '');
  return h(
    'section',
    { class: 'details' },
    h('h2', {}, 'Details'),
    h('dl', {}, ...shown.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
  );
}
