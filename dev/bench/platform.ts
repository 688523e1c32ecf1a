/** A local platform of its own for each measurement, and its meter. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallName } from '../../src/contract';
import { type Client, type Place, connect } from '../client/client';

export interface Reading {
  invocations: number;
  kvs: { requests: number; reads: number; writes: number; readUnits: number; writeUnits: number; bytesIn: number; bytesOut: number };
  jira: { requests: number; points: number };
  replyBytes: number;
  cpuMs: number;
  memory: { peakBytes: number };
}

export interface Measured extends Reading {
  ms: number;
}

export interface BenchPlatform extends Client {
  /** What the app used while the work was done and all that it set off had ended. */
  measure(work: () => Promise<unknown>): Promise<Measured>;
  /** A call that the resolver takes as every other and that asks for nothing: it is of another surface. */
  nothing(accountId: string, place: Place): Promise<void>;
  /** The platform's clock, in milliseconds since the epoch. */
  now(): Promise<number>;
  /** Lets things go wrong, by the rate of each; nothing does with none. */
  faults(rates: Readonly<Record<string, number>>): Promise<void>;
  stop(): Promise<void>;
}

/** A call of the global page alone. */
const NOT_OF_A_PANEL: CallName = 'kpi.create';

const START_MS = 600_000;
const POLL_MS = 200;

/** `variables` are the app's own environment. */
export async function startOn(lines: Iterable<string>, now: string, variables: Readonly<Record<string, string>>): Promise<BenchPlatform> {
  const folder = mkdtempSync(join(tmpdir(), 'needle-bench-'));
  const seed = join(folder, 'site.jsonl');
  writeFileSync(seed, '');
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length === 1_000) batch = appended(seed, batch);
  }
  appended(seed, batch);
  const port = await freePort();
  const args = ['--import', 'tsx', join('dev', 'host', 'main.ts'), '--port', String(port), '--data', join(folder, 'data'), '--seed', seed, '--now', now, ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  const deadline = Date.now() + START_MS;
  while (!written.includes('The site is at')) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The platform did not start: ${written}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const url = `http://localhost:${port}`;
  const post = async (path: string, body: object = {}): Promise<Reading> => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    return (await response.json()) as Reading;
  };
  return {
    ...connect(url),
    async measure(work) {
      await post('/_host/idle');
      await post('/_host/meter/reset');
      const began = performance.now();
      await work();
      await post('/_host/idle');
      const ms = performance.now() - began;
      const reading = (await (await fetch(`${url}/_host/meter`)).json()) as Reading;
      return { ...reading, ms };
    },
    async nothing(accountId, place) {
      await post('/_host/invoke', { accountId, ...place, functionKey: NOT_OF_A_PANEL, payload: {} });
    },
    async now() {
      return Date.parse(((await (await fetch(`${url}/_host/clock`)).json()) as { now: string }).now);
    },
    async faults(rates) {
      await post('/_host/faults', { rates });
    },
    async stop() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function appended(file: string, lines: readonly string[]): string[] {
  if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`);
  return [];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port is free.'))));
    });
  });
}
