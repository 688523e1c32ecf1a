/** Runs the local platform as a process of its own and talks to it over HTTP, as tests of pages and functions do. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MeterReading } from '../../dev/host/types';
import { copyOfDemo } from './demo-site';

const ROOT = resolve(__dirname, '..', '..');
const START_MS = 60_000;
/** Making the demo takes most of a minute on a machine that is not busy with tests. */
const DEMO_MS = 200_000;
const POLL_MS = 50;

export interface StartOptions {
  /** `empty` (the default), `demo`, or the path of a JSON lines file. */
  seed?: string;
  /** The platform's present, an ISO 8601 instant. */
  now?: string;
  /** Folder of the app; by default the repository's own. */
  app?: string;
  /** Data folder; by default a new one, removed by `stop()`. */
  data?: string;
  /** Variables that the app's functions see. */
  variables?: Record<string, string>;
}

/** What `POST /_host/invoke` answers. */
export type InvokeReply<T = unknown> = { ok: true; result: T } | { ok: false; error: { code: string; message: string } };

export interface InvokeCall {
  moduleKey: string;
  functionKey: string;
  payload?: unknown;
  issueKey?: string;
  projectKey?: string;
}

export interface JiraReply<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

export interface ClockReply {
  now: string;
  frozen: boolean;
}

export interface LocalUser {
  accountId: string;
  displayName: string;
  roles: string[];
}

export interface LocalPlatform {
  /** Address of the site: shell, Jira, control. */
  url: string;
  controlUrl: string;
  /** The data folder, for starting again over it. */
  data: string;
  /** What the process has written so far. */
  log(): string;
  invoke<T = unknown>(accountId: string, call: InvokeCall): Promise<InvokeReply<T>>;
  users(): Promise<LocalUser[]>;
  meter(): Promise<MeterReading>;
  resetMeter(): Promise<void>;
  /** Reads the clock, or sets or advances it. */
  clock(change?: { now: string; frozen?: boolean } | { advance: string }): Promise<ClockReply>;
  idle(): Promise<{ pendingLater: number }>;
  /** The Jira API as a user: `jira(id)('GET', '/rest/api/3/myself')`. */
  jira(accountId: string): <T = unknown>(method: string, path: string, body?: unknown) => Promise<JiraReply<T>>;
  /** A control call, for paths that have no function here. */
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** Ends the process as a power cut would; the data folder stays. */
  kill(): Promise<void>;
  /** Ends the process and removes its data folder, unless one was named. */
  stop(): Promise<void>;
}

/** Starts a platform on a free port and waits until it is ready. The demo comes ready made. */
export async function startPlatform(options: StartOptions = {}): Promise<LocalPlatform> {
  const { seed, data, now, app } = options;
  if (seed !== 'demo' || [data, now, app].some((one) => one !== undefined)) return start(options);
  const copy = await copyOfDemo(ROOT, async (folder) => (await start({ seed, data: folder })).stop());
  return start({ data: copy }, true);
}

async function start(options: StartOptions, ownsData = options.data === undefined): Promise<LocalPlatform> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'needle-platform-'));
  const port = await freePort();
  const args = ['--port', String(port), '--data', data, '--app', options.app ?? ROOT];
  if (options.seed !== undefined || options.data === undefined) args.push('--seed', options.seed ?? 'empty');
  if (options.now !== undefined) args.push('--now', options.now);
  for (const [name, value] of Object.entries(options.variables ?? {})) args.push('--variable', `${name}=${value}`);
  const child = spawn(process.execPath, ['--import', 'tsx', join('dev', 'host', 'main.ts'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  const url = `http://localhost:${port}`;
  await waitUntilReady(child, url, options.seed === 'demo' ? DEMO_MS : START_MS, () => written);
  return client({ url, data, child, log: () => written, ownsData });
}

interface Running {
  url: string;
  data: string;
  child: ChildProcess;
  log: () => string;
  ownsData: boolean;
}

function client({ url, data, child, log, ownsData }: Running): LocalPlatform {
  const control = async <T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const response = await fetch(url + path, withBody(method, body));
    return { status: response.status, body: (await response.json()) as T };
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  };
  return {
    url,
    controlUrl: `${url}/_host`,
    data,
    log,
    control,
    invoke: async <T>(accountId: string, call: InvokeCall) =>
      (await control<InvokeReply<T>>('POST', '/_host/invoke', { accountId, ...call })).body,
    users: async () => (await control<{ users: LocalUser[] }>('GET', '/_host/users')).body.users,
    meter: async () => (await control<MeterReading>('GET', '/_host/meter')).body,
    resetMeter: async () => {
      await control('POST', '/_host/meter/reset', {});
    },
    clock: async (change) =>
      (await control<ClockReply>(change === undefined ? 'GET' : 'POST', '/_host/clock', change)).body,
    idle: async () => (await control<{ pendingLater: number }>('POST', '/_host/idle', {})).body,
    jira: (accountId) => async <T>(method: string, path: string, body?: unknown) => {
      const authorization = `Basic ${Buffer.from(`${accountId}:`).toString('base64')}`;
      const response = await fetch(url + path, withBody(method, body, { authorization }));
      const text = await response.text();
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers };
    },
    kill: () => end('SIGKILL'),
    stop: async () => {
      await end('SIGTERM');
      if (ownsData) rmSync(data, { recursive: true, force: true });
    },
  };
}

function withBody(method: string, body: unknown, headers: Record<string, string> = {}): RequestInit {
  if (body === undefined) return { method, headers };
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function waitUntilReady(child: ChildProcess, url: string, patience: number, log: () => string): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The platform did not start:\n${log()}`);
    // Until it listens, the connection is refused, which is what is waited for.
    const response = await fetch(`${url}/_host/ready`).catch(() => undefined);
    if (response?.status === 200) return;
    await new Promise((wait) => setTimeout(wait, POLL_MS));
  }
  child.kill('SIGKILL');
  throw new Error(`The platform was not ready within ${patience / 1000} s:\n${log()}`);
}

/** A port that was free a moment ago, and the one after it for the pages. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
