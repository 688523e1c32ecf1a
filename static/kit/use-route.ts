import { view } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';

type History = Awaited<ReturnType<typeof view.createHistory>>;

export interface Route {
  /** The page's own part of the address, such as `/kpis/kpi_1`; undefined until Jira has told it. */
  path: string | undefined;
  /** What the address says after `?`, such as a list's filters. */
  query: URLSearchParams;
  go: (path: string) => void;
  /** Says something else in the address of the present view, without a step to go back to. */
  replace: (path: string) => void;
  /** True after the first move: then the new view's title takes the focus. */
  moved: boolean;
}

/** The place inside a page, kept in Jira's address bar, so that it can be shared and the browser's back button works. */
export function useRoute(): Route {
  const [{ path, search }, setPlace] = useState<{ path: string | undefined; search: string }>({ path: undefined, search: '' });
  const [moved, setMoved] = useState(false);
  const history = useRef<History>();
  const replacing = useRef(false);
  useEffect(() => {
    let stop = (): void => undefined;
    let left = false;
    view.createHistory().then(
      (created) => {
        if (left) return;
        history.current = created;
        stop = created.listen(({ pathname, search: asked }) => {
          if (!replacing.current) setMoved(true);
          setPlace({ path: pathname, search: asked });
        });
        setPlace({ path: created.location.pathname, search: created.location.search });
      },
      // A place without addresses of its own: the page still works, from its beginning.
      () => setPlace({ path: '/', search: '' }),
    );
    return () => {
      left = true;
      stop();
    };
  }, []);
  const move = useCallback((how: 'push' | 'replace', to: string): void => {
    replacing.current = how === 'replace';
    if (history.current) {
      history.current[how](to);
    } else {
      const { pathname, search: asked } = new URL(to, 'https://page');
      if (how === 'push') setMoved(true);
      setPlace({ path: pathname, search: asked });
    }
    replacing.current = false;
  }, []);
  const go = useCallback((to: string): void => move('push', to), [move]);
  const replace = useCallback((to: string): void => move('replace', to), [move]);
  return { path, query: new URLSearchParams(search), go, replace, moved };
}
