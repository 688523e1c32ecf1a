import createCache, { type EmotionCache } from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { type ReactNode } from 'react';

/**
 * A few of Atlaskit's parts still write their styles with Emotion into a <style> element, which the content policy of
 * Forge refuses. This cache puts them into a constructed style sheet instead, which the policy allows.
 */
function constructedCache(): EmotionCache {
  // Without plugins: browsers that Jira supports need no prefixes, and `insertRule` throws at those of others.
  const cache = createCache({ key: 'needle', stylisPlugins: [] });
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  cache.sheet.insert = (rule: string): void => {
    sheet.insertRule(rule, sheet.cssRules.length);
  };
  return cache;
}

let cache: EmotionCache | undefined;

/** Stands around pages that use Atlaskit's tables; the issue panel does without. */
export function AtlaskitStyles({ children }: { children: ReactNode }): ReactNode {
  cache ??= constructedCache();
  return <CacheProvider value={cache}>{children}</CacheProvider>;
}
