import createCache, { type EmotionCache } from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { type ReactNode } from 'react';

/**
 * A few of Atlaskit's parts still write their styles with Emotion into a <style> element, which the content policy of
 * Forge refuses. This cache puts them into a constructed style sheet instead, which the policy allows.
 */
function constructedCache(): EmotionCache {
  // Without plugins: browsers that Jira supports need no prefixes.
  const cache = createCache({ key: 'needle', stylisPlugins: [] });
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  cache.sheet.insert = (rule: string): void => take(sheet, rule);
  return cache;
}

/**
 * Takes a rule into the sheet, and passes over one that the browser does not know, as it would in a <style> element:
 * Atlaskit writes some for other browsers only, and `insertRule` throws at those, in the middle of drawing the page.
 */
function take(sheet: CSSStyleSheet, rule: string): void {
  try {
    sheet.insertRule(rule, sheet.cssRules.length);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'SyntaxError') throw error;
  }
}

let cache: EmotionCache | undefined;

/** Stands around pages that use Atlaskit's tables; the issue panel does without. */
export function AtlaskitStyles({ children }: { children: ReactNode }): ReactNode {
  cache ??= constructedCache();
  return <CacheProvider value={cache}>{children}</CacheProvider>;
}
