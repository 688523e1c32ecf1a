import { h } from '../dom';
import { holds, link, notFound, visibleModules } from '../parts';
import { addresses } from '../routes';
import { sentNotices } from './notices';
import { siteActions } from './site-actions';
import { frameOf, type ViewContext } from './view';

/** A global page of the app. */
export async function globalAppView(context: ViewContext, moduleKey: string): Promise<HTMLElement> {
  const modules = await visibleModules(context.modules, ['jira:globalPage', 'jira:fullPage'], context.user);
  const module = modules.find(({ key }) => key === moduleKey);
  if (!module) return notFound('This page');
  document.title = module.title;
  return h('div', {}, h('h1', {}, module.title), frameOf(context, module, {}, addresses.globalApp(module.key)));
}

/** The administration, for site administrators: the app's page, and a list where there are several. */
export async function adminView(context: ViewContext, moduleKey: string | undefined): Promise<HTMLElement> {
  if (!(await holds(context.user, 'ADMINISTER'))) return notFound('This page');
  const modules = await visibleModules(context.modules, ['jira:adminPage'], context.user);
  const module = moduleKey === undefined ? modules[0] : modules.find(({ key }) => key === moduleKey);
  if (!module) return notFound('This page');
  document.title = `Administration: ${module.title}`;
  const links = modules.length > 1 ? modules.map(({ key, title }) => link(addresses.admin(key), title)) : [];
  return h(
    'div',
    {},
    h('h1', {}, `Administration: ${module.title}`),
    links.length > 0 && h('nav', { class: 'tabs', 'aria-label': 'Apps' }, ...links),
    frameOf(context, module, {}, addresses.admin(module.key)),
    h('section', { class: 'actions', 'aria-label': 'The site' }, link(addresses.people, 'Users and groups'), sentNotices(context), ...(await siteActions(context))),
  );
}
