import { view } from '@forge/bridge';
import { useCallback, useEffect, useRef, useState } from 'react';

type History = Awaited<ReturnType<typeof view.createHistory>>;

export interface Route {
  /** The page's own part of the address, such as `/kpis/kpi_1`; undefined until Jira has told it. */
  path: string | undefined;
  go: (path: string) => void;
  /** True after the first move: then the new view's title takes the focus. */
  moved: boolean;
}

/** The place inside a page, kept in Jira's address bar, so that it can be shared and the browser's back button works. */
export function useRoute(): Route {
  const [path, setPath] = useState<string>();
  const [moved, setMoved] = useState(false);
  const history = useRef<History>();
  useEffect(() => {
    let stop = (): void => undefined;
    let left = false;
    view.createHistory().then(
      (created) => {
        if (left) return;
        history.current = created;
        stop = created.listen((location) => {
          setMoved(true);
          setPath(location.pathname);
        });
        setPath(created.location.pathname);
      },
      // A place without addresses of its own: the page still works, from its beginning.
      () => setPath('/'),
    );
    return () => {
      left = true;
      stop();
    };
  }, []);
  const go = useCallback((to: string): void => {
    if (history.current) history.current.push(to);
    else {
      setMoved(true);
      setPath(to);
    }
  }, []);
  return { path, go, moved };
}
