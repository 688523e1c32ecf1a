import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FIXTURE_APP } from './fixtures/build';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '..', '..', '..');

let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'needle-start-'));
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Runs the platform until it ends by itself. */
async function run(...args: string[]): Promise<{ code: number | null; written: string }> {
  const command = ['--import', 'tsx', join('dev', 'host', 'main.ts'), '--app', FIXTURE_APP, '--data', data, ...args];
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (written += text));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, written };
}

test('a port in use is named, with what to type instead', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await run('--port', String(port))).toEqual({ code: 1, written: `Port ${port} is in use. Choose another with --port N.\n` });
  server.close();
});

test.each([
  [['--port', 'many'], '--port needs a number from 0 to 65535, not "many".\n'],
  [['--now', 'soon'], '--now needs an ISO 8601 instant such as 2026-03-01T09:00:00Z, not "soon".\n'],
])('%j is refused in one sentence', async (args, sentence) => {
  expect(await run(...args)).toEqual({ code: 1, written: sentence });
});

test('an unknown option is answered with those there are', async () => {
  const { code, written } = await run('--sede', 'empty');
  expect(code).toBe(1);
  expect(written).toContain("Unknown option '--sede'");
  expect(written).toContain('--seed WHAT');
});

test('a broken line of a seed is refused by its number', async () => {
  const { code, written } = await run('--port', '0', '--seed', join(__dirname, 'fixtures', 'app', 'manifest.yml'));
  expect(code).toBe(1);
  expect(written).toMatch(/manifest\.yml: Line 1/);
});
