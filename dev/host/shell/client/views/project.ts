import { jira } from '../api';
import { h } from '../dom';
import { LIST_FIELDS, type Issue, type Project } from '../model';
import { holds, issueTable, link, notFound, visibleModules } from '../parts';
import { addresses } from '../routes';
import { projectActions } from './project-actions';
import { frameOf, type ViewContext } from './view';

const ISSUES = 50;

interface Tab {
  address: string;
  title: string;
}

/** A project's issues. */
export async function projectView(context: ViewContext, projectKey: string): Promise<HTMLElement> {
  const project = await projectOf(context, projectKey);
  const found = await jira<{ issues: Issue[] }>(context.user, 'POST', '/rest/api/3/search/jql', {
    jql: `project = "${project.key}" ORDER BY updated DESC`,
    maxResults: ISSUES,
    fields: LIST_FIELDS,
  });
  const here = addresses.project(project.key);
  const [head, actions] = await Promise.all([heading(context, project, here), projectActions(context, project.key)]);
  return h('div', {}, head, issueTable(found.issues, `Issues of ${project.name}`), h('section', { class: 'actions', 'aria-label': 'Actions' }, ...actions));
}

/** A project page of the app. */
export async function projectAppView(context: ViewContext, projectKey: string, moduleKey: string): Promise<HTMLElement> {
  const project = await projectOf(context, projectKey);
  const module = (await visibleModules(context.modules, ['jira:projectPage'], context.user, project.key)).find(({ key }) => key === moduleKey);
  if (!module) return notFound('This page');
  const here = addresses.projectApp(project.key, module.key);
  return h('div', {}, await heading(context, project, here), frameOf(context, module, { projectKey: project.key }, here));
}

/** A project's settings, for those who administer it: the app's page, or the choice of one. */
export async function projectSettingsView(context: ViewContext, projectKey: string, moduleKey: string | undefined): Promise<HTMLElement> {
  const project = await projectOf(context, projectKey);
  if (!(await holds(context.user, 'ADMINISTER_PROJECTS', project.key))) return notFound('This page');
  const modules = await visibleModules(context.modules, ['jira:projectSettingsPage'], context.user, project.key);
  const module = moduleKey === undefined ? modules[0] : modules.find(({ key }) => key === moduleKey);
  const here = addresses.projectSettings(project.key);
  const head = await heading(context, project, here);
  if (!module) return h('div', {}, head, h('p', { class: 'quiet' }, 'No app adds settings here.'));
  const base = addresses.projectSettings(project.key, module.key);
  return h('div', {}, head, frameOf(context, module, { projectKey: project.key }, base));
}

export function projectOf({ user }: ViewContext, key: string): Promise<Project> {
  return jira<Project>(user, 'GET', `/rest/api/3/project/${encodeURIComponent(key)}`);
}

/** A project's name and tabs. */
export async function heading(context: ViewContext, project: Project, here: string): Promise<HTMLElement> {
  document.title = project.name;
  const pages = await visibleModules(context.modules, ['jira:projectPage'], context.user, project.key);
  const tabs: Tab[] = [
    { address: addresses.project(project.key), title: 'Issues' },
    ...pages.map(({ key, title }) => ({ address: addresses.projectApp(project.key, key), title })),
  ];
  if (await holds(context.user, 'ADMINISTER_PROJECTS', project.key)) {
    tabs.push({ address: addresses.projectSettings(project.key), title: 'Project settings' }, { address: addresses.projectAdmin(project.key), title: 'Jira settings' });
  }
  if (await holds(context.user, 'ADMINISTER')) tabs.push({ address: addresses.workflow(project.key), title: 'Workflow' });
  return h(
    'div',
    { class: 'project-head' },
    h('h1', {}, project.name, project.name !== project.key && h('span', { class: 'quiet key' }, project.key)),
    project.description !== undefined && project.description !== '' && h('p', { class: 'quiet' }, project.description),
    h('nav', { class: 'tabs', 'aria-label': 'Project' }, ...tabs.map((tab) => tabLink(tab, here))),
  );
}

function tabLink({ address, title }: Tab, here: string): HTMLElement {
  const anchor = link(address, title);
  if (address === here) anchor.setAttribute('aria-current', 'page');
  return anchor;
}
