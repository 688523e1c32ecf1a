import { type ReactNode, createContext, useContext, useMemo } from 'react';
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

/** What Jira's context says of who looks. */
export interface ViewerContext {
  locale: string;
  timezone?: string;
  siteUrl?: string;
}

/** Gives the parts of a page the viewer's way of writing; without a context that of the browser. */
export function ViewerProvider({ context, children }: { context?: ViewerContext | undefined; children: ReactNode }): ReactNode {
  const viewer = useMemo(() => viewerOf(context?.locale ?? navigator.language, context?.timezone, context?.siteUrl), [context]);
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
