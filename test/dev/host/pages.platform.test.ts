import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';
import { buildFixture, FIXTURE_APP } from './fixtures/build';
import { startFixture } from './fixtures/start';
import type { LocalPlatform } from '../../support/platform';

jest.setTimeout(60_000);

let platform: LocalPlatform;
let page: string;

beforeAll(async () => {
  await buildFixture();
  platform = await startFixture();
  const { body } = await platform.control<{ modules: { key: string; url: string }[] }>('GET', '/_host/modules');
  page = body.modules.find(({ key }) => key === 'panel')?.url ?? '';
});

afterAll(() => platform.stop());

test('pages are served from another port than control', () => {
  expect(new URL(page).port).not.toBe(new URL(platform.url).port);
});

test('a page has the policy that @forge/csp makes, but for where violations are reported', async () => {
  const html = readFileSync(join(FIXTURE_APP, 'static', 'dist', 'index.html'), 'utf8');
  const details = new CSPProcessingService({ info: () => undefined }, load).getCspDetails(html, { scopes: [] });
  const expected = new CSPInjectionService().getInjectableCSP({
    existingCSPDetails: details,
    microsEnv: 'prod',
    hostname: new URL(platform.url).host,
  });
  const served = (await fetch(page)).headers.get('content-security-policy')?.split('; ') ?? [];
  expect(served.slice(0, -1)).toEqual(expected.slice(0, -1));
  expect(served.at(-1)).toBe('report-uri /__csp-report');
  // The inline script of the page is let through by its hash, as on Forge.
  expect(served.find((directive) => directive.startsWith('script-src'))).toContain("'sha256-");
});

test('the bridge comes before any script of the page', async () => {
  const html = await (await fetch(page)).text();
  expect(html.indexOf('/__bridge.js')).toBeGreaterThan(html.indexOf('<head>'));
  expect(html.indexOf('/__bridge.js')).toBeLessThan(html.indexOf('dataset.inline'));
  expect((await fetch(new URL('/__bridge.js', page))).headers.get('content-type')).toContain('text/javascript');
});

test('only files of the resource are served', async () => {
  for (const path of ['/page/..%2f..%2fmanifest.yml', '/page/%2e%2e/%2e%2e/src/index.ts', '/page/', '/none/index.html', '/page/nothing.js']) {
    expect((await fetch(new URL(path, page))).status).toBe(404);
  }
  expect((await fetch(new URL('/page/page.js', page))).status).toBe(200);
});

test('control does not answer on the pages’ port, nor to a page', async () => {
  expect((await fetch(new URL('/_host/users', page))).status).toBe(404);
  const reply = await fetch(`${platform.url}/_host/users`, { headers: { origin: new URL(page).origin } });
  expect(reply.status).toBe(403);
});
