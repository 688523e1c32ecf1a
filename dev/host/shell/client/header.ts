import { timeBy } from '../../clock';
import { clock, jira } from './api';
import { h } from './dom';
import { navigate } from './navigation';
import { holds, link, visibleModules } from './parts';
import { addresses } from './routes';
import { chooseColorMode, chooseUser, type User } from './session';
import type { ViewContext } from './views/view';

export interface HeaderActions {
  userChanged: () => void;
  colorChanged: () => void;
}

/** The bar at the top: where one can go, a search by key, the platform's time, colours, and who one is. */
export async function header(context: ViewContext, actions: HeaderActions): Promise<HTMLElement> {
  const { user, users, modules, colorMode } = context;
  const [pages, isAdmin] = await Promise.all([
    visibleModules(modules, ['jira:globalPage', 'jira:fullPage'], user),
    holds(user, 'ADMINISTER'),
  ]);
  const other = colorMode === 'dark' ? 'light' : 'dark';
  return h(
    'div',
    { class: 'bar' },
    h('a', { href: addresses.home, class: 'brand' }, h('span', { class: 'brand-mark', 'aria-hidden': 'true' }), 'Local Jira'),
    h(
      'nav',
      { 'aria-label': 'Site' },
      link(addresses.home, 'Projects'),
      ...pages.map(({ key, title }) => link(addresses.globalApp(key), title)),
      isAdmin && link(addresses.admin(), 'Administration'),
    ),
    search(),
    h('time', { class: 'quiet clock', title: "The platform's time" }, shownTime()),
    h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': `Use ${other} colours`,
        'data-action': 'color-mode',
        on: {
          click: () => {
            chooseColorMode(other);
            actions.colorChanged();
          },
        },
      },
      colorMode === 'dark' ? '☀' : '☾',
    ),
    languageSwitch(user, actions),
    userSwitch(user, users, actions),
  );
}

function search(): HTMLElement {
  const input = h('input', { type: 'search', name: 'key', placeholder: 'Go to issue, e.g. ABC-12', 'aria-label': 'Go to issue by key' });
  const go = (event: SubmitEvent): void => {
    event.preventDefault();
    const key = input.value.trim().toUpperCase();
    if (key !== '') navigate(addresses.issue(key));
  };
  return h('form', { role: 'search', on: { submit: go } }, input);
}

function userSwitch(user: User, users: readonly User[], actions: HeaderActions): HTMLElement {
  const select = h('select', { 'aria-label': 'Who you are', 'data-action': 'user' });
  for (const { accountId, displayName, roles } of users) {
    const title = roles.length === 0 ? 'no roles' : roles.join(', ');
    select.append(h('option', { value: accountId, selected: accountId === user.accountId, title }, displayName));
  }
  select.addEventListener('change', () => {
    chooseUser(select.value);
    actions.userChanged();
  });
  return select;
}

/** The languages that one can have here: two that apps are often in, and the customary locale of pseudo-translations. */
const LANGUAGES = { 'en-US': 'English', 'de-DE': 'Deutsch', 'en-XA': 'Pseudo' };

/** The person's own language, kept by Jira, as on a site. */
function languageSwitch(user: User, actions: HeaderActions): HTMLElement {
  const select = h('select', { 'aria-label': 'Your language', 'data-action': 'language' });
  for (const [locale, name] of Object.entries(LANGUAGES)) select.append(h('option', { value: locale, selected: locale === user.locale }, name));
  select.addEventListener('change', () => {
    const locale = select.value.replace('-', '_');
    void jira(user, 'PUT', '/rest/api/3/mypreferences/locale', { locale }).then(actions.userChanged);
  });
  return select;
}

function shownTime(): string {
  const reading = clock();
  if (!reading) return '';
  const instant = new Date(timeBy(reading, Date.now())).toISOString();
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}${reading.frozen ? ' ❄' : ''}`;
}
