import { h } from '../dom';
import type { Project } from '../model';
import { holds, link, notFound } from '../parts';
import { addresses } from '../routes';
import { permissionScreen } from './permission-scheme';
import { heading, projectOf } from './project';
import { roleScreen } from './project-roles';
import { propertyScreen } from './properties';
import { securityScreen } from './security-levels';
import { versionScreen } from './versions';
import type { ViewContext } from './view';

interface Screen {
  title: string;
  draw: (context: ViewContext, project: Project) => Promise<HTMLElement[]>;
}

/** What Jira itself lets administrators settle in a project. */
const SCREENS: Readonly<Record<string, Screen>> = {
  roles: { title: 'Roles', draw: roleScreen },
  permissions: { title: 'Permissions', draw: permissionScreen },
  security: { title: 'Issue security', draw: securityScreen },
  versions: { title: 'Versions', draw: versionScreen },
  properties: { title: 'Properties', draw: propertyScreen },
};

/** One of Jira's own settings of a project, for those who administer it. */
export async function projectAdminView(context: ViewContext, projectKey: string, name = 'roles'): Promise<HTMLElement> {
  const project = await projectOf(context, projectKey);
  const screen = Object.hasOwn(SCREENS, name) ? SCREENS[name] : undefined;
  if (screen === undefined || !(await holds(context.user, 'ADMINISTER_PROJECTS', project.key))) return notFound('This page');
  const links = Object.entries(SCREENS).map(([key, { title }]) => {
    const anchor = link(addresses.projectAdmin(project.key, key), title);
    if (key === name) anchor.setAttribute('aria-current', 'page');
    return anchor;
  });
  const head = await heading(context, project, addresses.projectAdmin(project.key));
  return h('div', {}, head, h('nav', { class: 'tabs', 'aria-label': 'Jira settings' }, ...links), h('h2', {}, screen.title), ...(await screen.draw(context, project)));
}
