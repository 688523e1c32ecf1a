import { createRequire } from 'node:module';
import { type Plugin } from 'vite';

const load = createRequire(import.meta.url);
const FILE = 'assets/tokens.css';
/** Only where a token is used: Atlaskit also ships lists of all their names. */
const TOKEN = /(?<=var\(\s*)--ds-[\w-]+/g;

/** The values of one of Atlassian's themes, by token. */
function valuesOf(theme: string): Map<string, string> {
  const { default: css } = load(`@atlaskit/tokens/dist/cjs/artifacts/themes/atlassian-${theme}.js`) as { default: string };
  return new Map([...css.matchAll(/(--ds-[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
}

/** Atlaskit's own provider could load whole themes; they name every token and are never loaded. */
function isTheme(moduleIds: readonly string[]): boolean {
  return moduleIds.every((id) => id.includes('/artifacts/themes/'));
}

function rule(selector: string, colorScheme: string, values: Map<string, string>, used: ReadonlySet<string>): string {
  const lines = [...values].filter(([name]) => used.has(name)).map(([name, value]) => `${name}:${value}`);
  return `${selector}{color-scheme:${colorScheme};${lines.join(';')}}`;
}

/**
 * Ships the values of the design tokens that the pages use, light and dark, as a file: setting them at run time, as
 * Atlaskit's own provider does, needs a <style> element, which the content policy refuses. Jira switches by an
 * attribute of the html element.
 */
export function tokenValues(): Plugin {
  return {
    name: 'needle-token-values',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'link', attrs: { rel: 'stylesheet', href: `./${FILE}` }, injectTo: 'head-prepend' }],
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle).filter((file) => file.type === 'asset' || !isTheme(file.moduleIds));
        const texts = files.map((file) => (file.type === 'chunk' ? file.code : String(file.source)));
        const used = new Set(texts.flatMap((text) => text.match(TOKEN) ?? []));
        const common = ['typography', 'spacing', 'shape', 'motion'].flatMap((theme) => [...valuesOf(theme)]);
        const source = [
          rule(':root', 'light', new Map([...common, ...valuesOf('light')]), used),
          // What is printed is light.
          `@media screen{${rule('html[data-color-mode=dark]', 'dark', valuesOf('dark'), used)}}`,
        ].join('\n');
        this.emitFile({ type: 'asset', fileName: FILE, source });
      },
    },
  };
}
