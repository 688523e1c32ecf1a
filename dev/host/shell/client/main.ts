/** The Jira-like site around the app's pages: draws the page of the present address for the tab's user. */
import { host, JiraError, type ModuleInfo } from './api';
import { byId } from './dom';
import { allFrames, answerCalls, removeFrames } from './frame';
import { header } from './header';
import { navigate, onNavigate } from './navigation';
import { operations, pathBelow } from './operations';
import { failed, notFound } from './parts';
import { parseRoute, type Route } from './routes';
import { adoptAddress, colorMode, currentUser, type User } from './session';
import { adminView, globalAppView } from './views/app-pages';
import { home } from './views/home';
import { issueView } from './views/issue';
import { peopleView } from './views/people';
import { projectAdminView } from './views/project-admin';
import { projectAppView, projectSettingsView, projectView } from './views/project';
import type { ViewContext } from './views/view';
import { workflowView } from './views/workflow';

/** Counts drawings, so that a slow one does not overwrite the next. */
let drawing = 0;

async function draw(): Promise<void> {
  const mine = ++drawing;
  document.documentElement.dataset['colorMode'] = colorMode();
  const { user, users, modules } = await whoAndWhat();
  if (!user) {
    byId('main').replaceChildren(failed('The site has nobody yet. Start it with --seed FILE.jsonl or --seed demo.'));
    return;
  }
  const context: ViewContext = { user, users, modules, colorMode: colorMode() };
  removeFrames();
  byId('main').setAttribute('aria-busy', 'true');
  const [bar, page] = await Promise.all([
    header(context, { userChanged: () => void draw(), colorChanged: recolor }),
    viewOf(context, parseRoute(location.pathname)),
  ]);
  if (mine !== drawing) return;
  byId('top').replaceChildren(bar);
  byId('main').replaceChildren(page);
  byId('main').removeAttribute('aria-busy');
}

/** Who looks, whom they can become, and the app's modules as they read them. */
async function whoAndWhat(): Promise<{ user: User | undefined; users: User[]; modules: ModuleInfo[] }> {
  const [{ users }, { modules }] = await Promise.all([
    host<{ users: User[] }>('GET', '/_host/users'),
    host<{ modules: ModuleInfo[] }>('GET', '/_host/modules'),
  ]);
  const user = currentUser(users);
  return { user, users, modules: modules.map((module) => ({ ...module, title: module.titles[user?.locale ?? ''] ?? module.title })) };
}

async function viewOf(context: ViewContext, route: Route): Promise<HTMLElement> {
  document.title = 'Local Jira';
  try {
    switch (route.page) {
      case 'home':
        return await home(context);
      case 'issue':
        return await issueView(context, route.issueKey);
      case 'project':
        return await projectView(context, route.projectKey);
      case 'projectApp':
        return await projectAppView(context, route.projectKey, route.moduleKey);
      case 'projectSettings':
        return await projectSettingsView(context, route.projectKey, route.moduleKey);
      case 'workflow':
        return await workflowView(context, route.projectKey);
      case 'projectAdmin':
        return await projectAdminView(context, route.projectKey, route.screen);
      case 'people':
        return await peopleView(context);
      case 'globalApp':
        return await globalAppView(context, route.moduleKey);
      case 'admin':
        return await adminView(context, route.moduleKey);
      case 'unknown':
        return notFound('This page');
    }
  } catch (error) {
    if (error instanceof JiraError && [401, 403, 404].includes(error.status)) return notFound('What this address names');
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Changes colours in place: what was typed into a page stays. */
function recolor(): void {
  document.documentElement.dataset['colorMode'] = colorMode();
  for (const frame of allFrames()) frame.recolor(colorMode());
  void drawHeader();
}

async function drawHeader(): Promise<void> {
  const { user, users, modules } = await whoAndWhat();
  if (!user) return;
  const context: ViewContext = { user, users, modules, colorMode: colorMode() };
  byId('top').replaceChildren(await header(context, { userChanged: () => void draw(), colorChanged: recolor }));
}

/** Links within the site move without loading; with a modifier key the browser does what it always does. */
document.addEventListener('click', (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!anchor || !plain || anchor.origin !== location.origin || anchor.hash !== '') return;
  event.preventDefault();
  navigate(anchor.href);
});

window.addEventListener('popstate', () => {
  const own = [...allFrames()].find(
    (frame) => frame.historyCallback && frame.options.base !== undefined && location.pathname.startsWith(frame.options.base),
  );
  // Within a page's own locations the page itself answers; anything else is another page of the site.
  if (own?.historyCallback) own.callBack(own.historyCallback, pathBelow(own) + location.search + location.hash);
  else void draw();
});

answerCalls(operations);
onNavigate(() => void draw());
adoptAddress();
void draw();
