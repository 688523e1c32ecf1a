/** The history object of `view.createHistory()`: the page's own locations, kept in the site's address. */
import type { CallbackRef, PageLocation } from '../messages';

type Ask = (op: string, payload: unknown) => Promise<unknown>;
type Listener = (location: PageLocation, action: Action) => void;
type Action = 'PUSH' | 'REPLACE' | 'POP';
type To = string | Partial<PageLocation>;

export async function createHistory(ask: Ask, refTo: (callback: (...args: unknown[]) => unknown) => CallbackRef): Promise<unknown> {
  const listeners = new Set<Listener>();
  const history = {
    action: 'POP' as Action,
    location: toLocation('/'),
    push: (to: To, state?: unknown) => go('PUSH', to, state),
    replace: (to: To, state?: unknown) => go('REPLACE', to, state),
    go: (delta: number) => void ask('historyGo', { delta }),
    goBack: () => void ask('historyGo', { delta: -1 }),
    goForward: () => void ask('historyGo', { delta: 1 }),
    createHref: (to: To) => pathOf(toLocation(to)),
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  function tell(action: Action, location: PageLocation): void {
    history.action = action;
    history.location = location;
    for (const listener of listeners) listener(location, action);
  }
  function go(action: 'PUSH' | 'REPLACE', to: To, state: unknown): void {
    const location = { ...toLocation(to), state };
    void ask('historyGo', { action, path: pathOf(location) });
    tell(action, location);
  }
  const popped = refTo((path) => tell('POP', toLocation(String(path))));
  history.location = toLocation(String(await ask('createHistory', popped)));
  return history;
}

function toLocation(to: To): PageLocation {
  const key = Math.random().toString(36).slice(2, 10);
  if (typeof to !== 'string') return { pathname: to.pathname ?? '/', search: to.search ?? '', hash: to.hash ?? '', key };
  const { pathname, search, hash } = new URL(to, 'http://page');
  return { pathname, search, hash, key };
}

function pathOf({ pathname, search, hash }: PageLocation): string {
  return pathname + search + hash;
}
