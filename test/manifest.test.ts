import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ManifestSchema } from '@forge/manifest';
import { stringify } from 'yaml';
import { MODULES } from '../src/contract/call';
import { readTree } from './architecture/tree';
import { bundle, lintApp, validate } from './manifest/atlassian';
import { moduleFindings, resourceFindings } from './manifest/modules';
import { type Manifest, type Module, allModules, readManifest } from './manifest/read';
import { CALLS, type Needs, neededScopes, scopeFindings } from './manifest/scopes';
import { storageFindings } from './manifest/storage';

const root = join(__dirname, '..');
const shared = process.env['NEEDLE_SHARED'] ?? join(root, '../shared');
const openApi = join(shared, 'jira-platform-v3.openapi.json');
const withOpenApi = existsSync(openApi) ? it : it.skip;

const manifest = readManifest(root);
const tree = readTree(root);
/** As Atlassian's packages type it; what they make of the file is what `validate` tells. */
const typed = manifest as unknown as ManifestSchema;

/** Paths as the Forge linter wants them. */
const files = [...tree].filter(([path, text]) => text && /^(src|static\/[^/]+)\/.*\.tsx?$/.test(path)).map(([path]) => path);

function changed(change: (manifest: Manifest) => void): Manifest {
  const copy = structuredClone(manifest);
  change(copy);
  return copy;
}

const temporary: string[] = [];
function temporaryApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'needle-manifest-'));
  temporary.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true });
});

/** The findings of Atlassian's validators on a changed manifest beside the real pages and handlers. */
async function validateChanged(change: (manifest: Manifest) => void): Promise<string> {
  const folder = temporaryApp();
  for (const name of ['src', 'static']) symlinkSync(join(root, name), join(folder, name));
  const file = join(folder, 'manifest.yml');
  writeFileSync(file, stringify(changed(change)));
  return (await validate(file)).join('\n');
}

beforeAll(() => {
  if (!existsSync(join(root, 'static/dist'))) {
    throw new Error('The pages are not built, and the manifest names them: run `npm run build` first.');
  }
});

describe("Atlassian's validators", () => {
  it('find nothing', async () => {
    expect(await validate(join(root, 'manifest.yml'))).toEqual([]);
  }, 60_000);

  it('find a module type that does not exist and an event without its scope', async () => {
    const found = await validateChanged((m) => {
      m.modules['jira:issuePane'] = [{ key: 'misspelt' }];
      withTrigger('avi:jira:created:issue', ['storage:app'])(m);
    });
    expect(found).toMatch(/issuePane/);
    expect(found).toMatch(/read:jira-work/);
  }, 60_000);

  it('find files that are missing and a runtime on its way out', async () => {
    const found = await validateChanged((m) => {
      first(m, 'function').handler = 'gone.resolver';
      first(m, 'jira:issuePanel').resource = 'main/nowhere';
      m.app.runtime.name = 'nodejs20.x';
    });
    expect(found).toMatch(/gone/);
    expect(found).toMatch(/nowhere/);
    expect(found).toMatch(/nodejs20/);
  }, 60_000);
});

/** With the linter of scopes, which reads the official descriptions; where they are not at hand, without. */
async function withScopes<T>(work: () => Promise<T>): Promise<T> {
  if (!existsSync(openApi)) return work();
  const names = ['CONF', 'CONF_V2', 'JIRA', 'JSM', 'JSW', 'BB'].map((name) => `LOCAL_${name}_SWAGGER`);
  for (const name of names) process.env[name] = openApi;
  process.env['USE_LOCAL_SWAGGER'] = 'true';
  try {
    return await work();
  } finally {
    for (const name of [...names, 'USE_LOCAL_SWAGGER']) delete process.env[name];
  }
}

describe("Forge's linters", () => {
  it('find nothing in the shipped code, and no scope missing where the official description of the API is at hand', async () => {
    const { findings, linters, parsed } = await withScopes(() => lintApp(typed, files));
    expect(findings).toEqual([]);
    expect(linters).toEqual(expect.arrayContaining(['HandlerLinter', 'FunctionTimeoutLinter', 'DeprecatedApiModuleLinter']));
    expect(linters.includes('PermissionLinter')).toBe(existsSync(openApi));
    expect(parsed.sort()).toEqual([...files].sort());
  }, 180_000);

  it('find storage that left its package, a handler that is not exported and a resolver that asks for a minute', async () => {
    const slow = changed((m) => (first(m, 'function').timeoutSeconds = 60)) as unknown as ManifestSchema;
    const planted = new Map([['src/index.ts', `import { storage } from '@forge/api';\nexport const other = storage;`]]);
    const { findings } = await lintApp(slow, ['src/index.ts'], planted);
    expect(findings.join('\n')).toMatch(/storage/);
    expect(findings.join('\n')).toMatch(/resolver.*60|60.*resolver/s);
    expect(findings.join('\n')).toMatch(/index\.ts.*resolver/);
  }, 60_000);

  withOpenApi('find a scope that a call needs and the manifest lacks', async () => {
    const planted = `import api, { route } from '@forge/api';
      export const resolver = () => api.asUser().requestJira(route\`/rest/api/3/field\`, { method: 'POST' });`;
    const broken = await withScopes(() => lintApp(typed, ['src/index.ts'], new Map([['src/index.ts', planted]])));
    expect(broken.findings.join('\n')).toMatch(/manage:jira-configuration/);
  }, 180_000);
});

describe("Forge's bundler", () => {
  const handlers = (manifest.modules['function'] ?? []).map((one) => one.handler?.split('.') ?? []);

  it.each([...new Set(handlers.map(([file]) => file ?? ''))])('bundles src/%s, types checked', async (file) => {
    const code = await bundle(typed, root, file);
    for (const [, name] of handlers.filter(([of]) => of === file)) expect(code).toContain(`${name}:`);
  }, 120_000);

  it('refuses a handler that does not compile', async () => {
    const folder = temporaryApp();
    cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src/index.ts'), `export const resolver: number = 'text';`);
    await expect(bundle(typed, folder, 'index')).rejects.toThrow(/not assignable/);
  }, 120_000);
});

function first(m: Manifest, type: string): Module {
  const module = m.modules[type]?.[0];
  if (!module) throw new Error(`no ${type}`);
  return module;
}

function withTrigger(event: string, scopes: string[]): (m: Manifest) => void {
  return (m) => {
    m.modules['trigger'] = [{ key: 'heard', function: 'resolver', events: [event] }];
    m.permissions = { scopes };
  };
}

const schedule = (key: string, interval: string): Module => ({ key, function: 'resolver', interval });
const entity = (name: string) => ({ name, attributes: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'any' } } });
const indexed = (index: object) => (m: Manifest) => {
  m.app.storage = { entities: [{ ...entity('thing'), indexes: [index as { name: string }] }] };
};

function ourFindings(m: Manifest): string[] {
  return [...storageFindings(m), ...moduleFindings(m), ...resourceFindings(m, root)];
}

describe('our own rules', () => {
  it('find nothing', () => {
    expect(ourFindings(manifest)).toEqual([]);
  });

  it.each<[what: string, change: (m: Manifest) => void, said: RegExp]>([
    ['two range attributes', indexed({ name: 'by-both', range: ['a', 'b'] }), /exactly one/],
    ['no range attribute', indexed({ name: 'by-none', partition: ['a'] }), /exactly one/],
    ['a space in the name of an index', indexed({ name: 'by both', range: ['a'] }), /no spaces/],
    ['a reserved name', indexed({ name: 'by-key', range: ['a'] }), /reserved/],
    ['an index on what is not there', indexed({ name: 'by-ghost', range: ['ghost'] }), /no attribute "ghost"/],
    ['an index on type any', indexed({ name: 'by-any', range: ['c'] }), /cannot be indexed/],
    ['a short name of an entity', (m) => (m.app.storage = { entities: [entity('ab')] }), /not one that an entity/],
    ['more than 20 entities', manyEntities(21), /21 entities/],
    ['more than 50 attributes', manyAttributes(51), /50 attributes/],
    ['more than 7 indexes', manyIndexes(8), /7 indexes/],
    ['more than 5 schedules', (m) => (m.modules['scheduledTrigger'] = times(6, (i) => schedule(`s${i}`, 'hour'))), /6 schedules/],
    ['two schedules of 5 minutes', (m) => (m.modules['scheduledTrigger'] = times(2, (i) => schedule(`s${i}`, 'fiveMinute'))), /2 schedules of five/],
    ['a resolver that asks for a minute', (m) => (first(m, 'function').timeoutSeconds = 60), /at most 25 s/],
    ['a consumer that shares its function', (m) => (m.modules['consumer'] = [{ key: 'q', function: 'resolver' }]), /needs its own/],
    ['a function that nobody uses', (m) => m.modules['function']?.push({ key: 'idle', handler: 'index.idle' }), /"idle" is used by no/],
    ['a function that is not there', (m) => (first(m, 'jira:issuePanel').resolver = { function: 'ghost' }), /no function "ghost"/],
    ['a page of UI Kit 1', (m) => (m.modules['jira:issuePanel'] = [{ key: 'old', function: 'resolver' }]), /UI Kit 1/],
    ['another runtime', (m) => (m.app.runtime.name = 'nodejs20.x'), /nodejs22/],
    ['a request to elsewhere', (m) => (m.permissions = { external: { fetch: {} } }), /outside Atlassian/],
    ['a wider content policy', (m) => (m.permissions = { content: { styles: ['unsafe-inline'] } }), /content policy/],
    ['a remote', (m) => (m.remotes = [{ key: 'away' }]), /nothing runs elsewhere/],
    ['a dynamic web trigger', (m) => (m.modules['webtrigger'] = [{ key: 'hook', function: 'resolver' }]), /statically/],
    ['an entry whose file is missing', (m) => (m.resources![0]!.entry!['x'] = 'gone.html'), /lacks static\/dist\/gone\.html/],
    ['an entry that no module shows', (m) => (m.resources![0]!.entry!['x'] = 'issue-panel.html'), /No module shows "x"/],
    ['a page of a validator that is not there', (m) => (first(m, 'jira:workflowValidator').edit = { resource: 'main/nowhere' }), /no page main\/nowhere/],
    ['an icon that is missing', (m) => (first(m, 'jira:issuePanel').icon = 'resource:main;gone.svg'), /icon/],
  ])('find %s', (_what, change, said) => {
    expect(ourFindings(changed(change)).join('\n')).toMatch(said);
  });

  it('let the contract name exactly the pages that the manifest shows', () => {
    const pages = allModules(manifest).filter(({ module }) => module.resource ?? module.create);
    expect(pages.map(({ module }) => module.key).sort()).toEqual([...MODULES].sort());
  });
});

function times<T>(n: number, make: (i: number) => T): T[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

function manyEntities(n: number): (m: Manifest) => void {
  return (m) => (m.app.storage = { entities: times(n, (i) => entity(`entity-${i}`)) });
}

function manyAttributes(n: number): (m: Manifest) => void {
  const attributes = Object.fromEntries(times(n, (i) => [`a${i}`, { type: 'string' }]));
  return (m) => (m.app.storage = { entities: [{ name: 'wide', attributes }] });
}

function manyIndexes(n: number): (m: Manifest) => void {
  const indexes = times(n, (i) => ({ name: `by-${i}`, range: ['a'] }));
  return (m) => (m.app.storage = { entities: [{ ...entity('thing'), indexes }] });
}

describe('the scopes', () => {
  it('are exactly those that the calls of the app need', () => {
    expect(scopeFindings(manifest, neededScopes(manifest, tree))).toEqual([]);
  });

  const code = `import { kvs } from '@forge/kvs';
    await api.asUser().requestJira(route\`/rest/api/3/issue/\${id}?fields=parent\`);
    await api.asUser().requestJira(route\`/rest/api/3/search/jql\`, { method: 'POST', body });`;
  const needs = (text: string, m = manifest): Needs => neededScopes(m, new Map([['src/forge/x.ts', text]]));

  it('are read from the code', () => {
    expect(needs(code)).toEqual({ scopes: new Set(['read:jira-work', 'storage:app']), unknown: [] });
  });

  it('are missed when they are not asked for, and told when nothing needs them', () => {
    const few = changed((m) => (m.permissions = { scopes: ['storage:app', 'read:jira-user'] }));
    expect(scopeFindings(few, needs(code))).toEqual([
      'The scope read:jira-work is needed but not asked for.',
      'The scope read:jira-user is asked for but not needed.',
    ]);
  });

  it('are asked for by events too', () => {
    expect(needs('', changed(withTrigger('avi:jira:updated:issue', []))).scopes).toEqual(new Set(['read:jira-work']));
  });

  it('cannot be told for a call that nobody looked up', () => {
    expect(needs(`post('/rest/api/3/issue', { method: 'POST' })`).unknown).toEqual([
      'src/forge/x.ts: no scope is known for POST /rest/api/3/issue.',
    ]);
  });

  // Pinning is newer than the description that the tests read.
  const described = Object.entries(CALLS).filter(([call]) => !call.includes('/forge/panel/'));
  withOpenApi.each(described)('%s needs what the official description says', (call, scope) => {
    const { paths } = JSON.parse(readFileSync(openApi, 'utf8')) as {
      paths: Record<string, Record<string, { 'x-atlassian-oauth2-scopes'?: { state: string; scopes: string[] }[] }>>;
    };
    const [method = '', path = ''] = call.split(' ');
    const known = Object.keys(paths).find((one) => one.replace(/\{[^}]*\}/g, '{}') === path) ?? '';
    const listed = paths[known]?.[method.toLowerCase()]?.['x-atlassian-oauth2-scopes'];
    expect(listed?.find((one) => one.state === 'Current')?.scopes).toEqual(scope ? [scope] : []);
  });
});
