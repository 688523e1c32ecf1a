import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { undeclared, violations } from './architecture/check';
import { MAX_LINES, NEVER_SHIPS, PURE, SENTENCES, SURFACES, ZONES } from './architecture/table';
import { type Tree, readTree } from './architecture/tree';

const root = join(__dirname, '..');

describe('the repository', () => {
  const tree = readTree(root);

  it('keeps every rule of the import table', () => {
    expect(violations(tree)).toEqual([]);
  });

  it('names every package that it imports', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: object;
      devDependencies: object;
    };
    expect(undeclared(tree, new Set(Object.keys({ ...dependencies, ...devDependencies })))).toEqual([]);
  });

  it('has a row for every entry of the manifest', () => {
    const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as { resources: { entry?: object }[] };
    expect([...SURFACES]).toEqual(manifest.resources.flatMap((resource) => Object.keys(resource.entry ?? {})));
  });

  it('is read whole: the rules were not kept by looking at nothing', () => {
    const code = [...tree].filter(([, text]) => text !== '').map(([path]) => path);
    expect(code).toEqual(expect.arrayContaining(['src/index.ts', 'src/domain/kpi.ts', 'src/contract/index.ts']));
    expect(code.length).toBeGreaterThan(30);
  });
});

/** A small whole tree that keeps every rule, to plant breaks in. */
const sound: Tree = new Map([
  ['src/index.ts', `export { resolver } from './forge/resolver';`],
  ['src/domain/statistics/mean.ts', `export const mean = (xs: number[]) => xs.length;`],
  ['src/domain/kpi.ts', `import { mean } from './statistics/mean';\nexport const level = mean;`],
  ['src/domain/date.ts', `import { DateTime } from 'luxon';\nexport const day = (iso: string) => DateTime.fromISO(iso);`],
  ['src/contract/index.ts', `import { z } from 'zod';\nimport { level } from '../domain/kpi';\nexport { z, level };`],
  ['src/app/read.ts', `import { type level } from '../domain/kpi';\nexport type Read = typeof level;`],
  ['src/forge/resolver.ts', `import Resolver from '@forge/resolver';\nexport { type Read } from '../app/read';`],
  ['static/kit/call.ts', `import { invoke } from '@forge/bridge';\nimport { z } from '../../src/contract';`],
  ['static/issue-panel/main.tsx', `import { useState } from 'react';\nimport '../kit/call';\nimport './panel.css';`],
  ['static/issue-panel/panel.css', ''],
  ['static/global-page/main.tsx', `import Button from '@atlaskit/button/new';`],
  ['static/vite.config.mts', `import { defineConfig } from 'vite';`],
  ['dev/host/main.ts', `import Database from 'libsql';\nconst load = (path: string) => import(path);`],
  ['dev/cli/contract.ts', `import { z } from '../../src/contract';`],
  ['dev/setup.mjs', `import { join } from 'node:path';`],
  ['dev/test.mjs', `import './setup.mjs';\nconst late = await import('playwright-core');`],
  ['test/any.test.ts', `import '../src/forge/resolver';\nimport '../dev/host/main';`],
]);

function sentenceOf(name: string): string {
  const zone = ZONES.find((candidate) => candidate.name === name);
  if (!zone) throw new Error(`no zone ${name}`);
  return zone.sentence;
}

/** What is planted, where, and the sentence that must come back. */
const BREAKS: [what: string, path: string, text: string, sentence: string][] = [
  ['a type-only import backwards', 'src/domain/kpi.ts', `import type { Read } from '../app/read';`, sentenceOf('domain')],
  ['an inline type import backwards', 'src/domain/kpi.ts', `type R = import('../app/read').Read;`, sentenceOf('domain')],
  ['a re-export backwards', 'src/contract/index.ts', `export * from '../app/read';`, sentenceOf('contract')],
  ['a dynamic import backwards', 'src/app/read.ts', `const f = () => import('../forge/resolver');`, sentenceOf('app')],
  ['a require backwards', 'src/app/read.ts', `const f = require('../forge/resolver');`, sentenceOf('app')],
  ['a reference backwards', 'src/domain/kpi.ts', `/// <reference path="../app/read.ts" />`, sentenceOf('domain')],
  ['the domain in its statistics', 'src/domain/statistics/mean.ts', `import '../kpi';`, sentenceOf('domain/statistics')],
  ['a package in the domain', 'src/domain/kpi.ts', `import { z } from 'zod';`, sentenceOf('domain')],
  ['a package in the statistics', 'src/domain/statistics/mean.ts', `import 'luxon';`, sentenceOf('domain/statistics')],
  ['a Node module in the domain', 'src/domain/kpi.ts', `import { readFileSync } from 'node:fs';`, sentenceOf('domain')],
  ['a Node module without its prefix', 'src/contract/index.ts', `import 'fs';`, sentenceOf('contract')],
  ['Forge in a use case', 'src/app/read.ts', `import { kvs } from '@forge/kvs';`, sentenceOf('app')],
  ['a file system in the adapter', 'src/forge/resolver.ts', `import 'node:fs';`, sentenceOf('forge')],
  ['the domain in the entry', 'src/index.ts', `export { level } from './domain/kpi';`, sentenceOf('index')],
  ['logic in the entry', 'src/index.ts', `export const resolver = () => 1;`, SENTENCES.logic],
  ['a surface in another', 'static/issue-panel/main.tsx', `import '../global-page/main';`, sentenceOf('static/issue-panel')],
  ['the bridge in a surface', 'static/global-page/main.tsx', `import '@forge/bridge';`, sentenceOf('static/global-page')],
  ['a surface in the kit', 'static/kit/call.ts', `import '../issue-panel/main';`, sentenceOf('static/kit')],
  ['a use case in the kit', 'static/kit/call.ts', `import '../../src/app/read';`, sentenceOf('static/kit')],
  ['the app in the host', 'dev/host/main.ts', `import '../../src/index';`, sentenceOf('dev/host')],
  ['the contract in the host', 'dev/host/main.ts', `import type {} from '../../src/contract';`, sentenceOf('dev/host')],
  ['a use case in a tool', 'dev/cli/contract.ts', `import '../../src/app/read';`, sentenceOf('dev/cli')],
  ['a package before it is installed', 'dev/test.mjs', `import 'playwright-core';`, sentenceOf('dev commands')],
  ['a test in what ships', 'src/domain/kpi.ts', `import '../../test/any.test';`, NEVER_SHIPS.sentence],
  ['a tool in a page', 'static/kit/call.ts', `import '../../dev/cli/contract';`, NEVER_SHIPS.sentence],
  ['a computed import', 'src/forge/resolver.ts', `const f = (p: string) => import(p);`, SENTENCES.computed],
  ['an import that leads nowhere', 'src/app/read.ts', `import './gone';`, SENTENCES.missing],
  ['an unlisted folder in src', 'src/helpers/x.ts', `export {};`, SENTENCES.unlisted],
  ['an unlisted folder in static', 'static/shared/x.css', ``, SENTENCES.unlisted],
  ['an unlisted folder in dev', 'dev/tools/x.ts', `export {};`, SENTENCES.unlisted],
  ['a circle', 'src/domain/statistics/mean.ts', `export * from './median';`, SENTENCES.cycle],
  ['a circle of types', 'src/domain/statistics/mean.ts', `import type {} from './median';`, SENTENCES.cycle],
  ['a long file', 'src/domain/kpi.ts', '//\n'.repeat(MAX_LINES + 1), SENTENCES.long],
  ['a suppression without a reason', 'test/any.test.ts', `// eslint-${'disable'}-next-line no-console\nvoid 0;`, SENTENCES.suppressed],
  ['a long test', 'test/any.test.ts', '//\n'.repeat(MAX_LINES + 1), SENTENCES.long],
  ['the clock', 'src/domain/kpi.ts', `export const now = Date.now();`, PURE.sentence],
  ['the clock in a date', 'src/domain/kpi.ts', `export const now = new Date();`, PURE.sentence],
  ['the clock through the zone library', 'src/domain/date.ts', `const now = DateTime.now();`, PURE.sentence],
  ['the clock in a use case', 'src/app/read.ts', `const now = Date.now;`, PURE.sentence],
  ['randomness', 'src/domain/kpi.ts', `export const id = Math.random();`, PURE.sentence],
  ['the environment', 'src/domain/kpi.ts', `export const home = process.env.HOME;`, PURE.sentence],
  ["the machine's time zone", 'src/domain/kpi.ts', `export const day = new Date(0).getDate();`, PURE.sentence],
  ['a request', 'src/contract/index.ts', `void fetch('/x');`, PURE.sentence],
  ['a message to the console', 'src/domain/kpi.ts', `console.log(1);`, PURE.sentence],
  ['a shorthand of the environment', 'src/app/read.ts', `export const world = { process };`, PURE.sentence],
];

describe('the check', () => {
  it('finds nothing in a sound tree', () => {
    expect(violations(sound)).toEqual([]);
  });

  it.each(BREAKS)('finds %s', (_what, path, text, sentence) => {
    const planted = new Map([
      ...sound,
      ['src/domain/statistics/median.ts', `import { mean } from './mean';\nexport const median = mean;`],
      [path, text],
    ]);
    const found = violations(planted);
    expect(found.filter((line) => line.includes(sentence))).toHaveLength(1);
  });

  it('finds a package that nobody declared', () => {
    const found = undeclared(sound, new Set(['luxon', 'zod', '@forge/resolver', '@forge/bridge', 'react', 'vite', 'libsql', 'playwright-core']));
    expect(found).toEqual([expect.stringMatching(/^static\/global-page\/main\.tsx: @atlaskit\/button is not in package\.json/)]);
  });

  it('says where', () => {
    const planted = new Map([...sound, ['src/domain/kpi.ts', `\nimport '../app/read';`]]);
    expect(violations(planted)).toContain(`src/domain/kpi.ts:2: ${sentenceOf('domain')}`);
  });

  it.each([
    ['a member that is called like the world', `interface Port { fetch(): void; process: string }\nexport type P = Port;`],
    ['a date that is given', `export const day = new Date('2026-01-01').toISOString();`],
    ['a field of an object', `export const p = { console: 1, now: (d: { now: number }) => d.now };`],
  ])('lets %s pass', (_what, text) => {
    expect(violations(new Map([...sound, ['src/domain/free.ts', text]]))).toEqual([]);
  });
});
