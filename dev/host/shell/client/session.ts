/** Who looks, and in which colours: kept per tab, so that two tabs can be two people. */
import type { ColorMode } from '../../bridge/messages';

const USER = 'user';
const COLOR = 'colorMode';

export interface User {
  accountId: string;
  displayName: string;
  /** The language that the person chose, such as `de-DE`. */
  locale: string;
  roles: string[];
}

/** Reads `?as=` of the address into the tab's memory, and takes it out of the address. */
export function adoptAddress(): void {
  const url = new URL(location.href);
  const as = url.searchParams.get('as');
  const color = url.searchParams.get('color');
  if (as !== null) sessionStorage.setItem(USER, as);
  if (color === 'light' || color === 'dark') sessionStorage.setItem(COLOR, color);
  url.searchParams.delete('as');
  url.searchParams.delete('color');
  history.replaceState(history.state, '', url);
}

/** The tab's user, or the first one when none was chosen or the chosen one is unknown. */
export function currentUser(users: readonly User[]): User | undefined {
  const chosen = sessionStorage.getItem(USER);
  return users.find(({ accountId }) => accountId === chosen) ?? users[0];
}

export function chooseUser(accountId: string): void {
  sessionStorage.setItem(USER, accountId);
}

export function colorMode(): ColorMode {
  const chosen = sessionStorage.getItem(COLOR);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function chooseColorMode(mode: ColorMode): void {
  sessionStorage.setItem(COLOR, mode);
}
