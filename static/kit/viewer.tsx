import { view } from '@forge/bridge';
import { type ReactNode, createContext, useContext, useEffect, useMemo, useState } from 'react';
import { type Format, formatFor } from './format';

/** What the page knows of who looks: how they write numbers and dates, and where their site is. */
interface Viewer {
  format: Format;
  siteUrl: string | undefined;
}

function viewerOf(locale: string, timeZone: string | undefined, siteUrl: string | undefined): Viewer {
  return { format: formatFor(locale, timeZone), siteUrl };
}

const Context = createContext<Viewer>(viewerOf('en-US', undefined, undefined));

/** Until Jira tells the person's language, the browser's stands in; both come before the first answer of a call. */
export function ViewerProvider({ children }: { children: ReactNode }): ReactNode {
  const [viewer, setViewer] = useState(() => viewerOf(navigator.language, undefined, undefined));
  useEffect(() => {
    view.getContext().then(
      ({ locale, timezone, siteUrl }) => setViewer(viewerOf(locale, timezone, siteUrl)),
      // The page works without it: the browser's language stays.
      () => undefined,
    );
  }, []);
  return <Context.Provider value={viewer}>{children}</Context.Provider>;
}

export function useFormat(): Format {
  return useContext(Context).format;
}

/** The address of an issue on the site, for links that may be opened in a new tab. */
export function useIssueAddress(key: string): string | undefined {
  const { siteUrl } = useContext(Context);
  return useMemo(() => siteUrl && `${siteUrl}/browse/${key}`, [siteUrl, key]);
}
