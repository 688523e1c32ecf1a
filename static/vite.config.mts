import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { tokenValues } from './vite.tokens';

const here = import.meta.dirname;

/** One page for each entry of the manifest's static resource; what several pages need becomes a shared chunk. */
const PAGES = ['issue-panel', 'issue-context', 'project-page', 'project-settings', 'global-page', 'admin-page', 'gate-rule'];

const shim = (file: string): string => resolve(here, 'kit/shims', file);

export default defineConfig({
  root: here,
  publicDir: 'kit/public',
  // Forge serves the resource below a path that is not known before it is deployed.
  base: './',
  plugins: [react(), tokenValues()],
  resolve: {
    alias: {
      // Writes a <style> element, which the content policy of Forge refuses.
      'react-scrolllock': shim('scroll-lock.tsx'),
      // Atlassian's experiment client: 28 KiB for switches that nobody can turn from outside Atlassian.
      '@atlaskit/feature-gate-js-client/feature-gates': shim('feature-gates.ts'),
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Atlaskit's tables and dialogs make the largest chunks; what counts is held by the tests on what a page loads.
    chunkSizeWarningLimit: 1024,
    rolldownOptions: { input: PAGES.map((page) => resolve(here, `${page}.html`)) },
  },
});
