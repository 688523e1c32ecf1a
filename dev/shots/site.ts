/** A local platform to take pictures of, and where on it things stand. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Client, connect } from '../client/client';

const START_MS = 300_000;
const POLL_MS = 200;

export interface Site extends Client {
  url: string;
  stop(): Promise<void>;
}

/** Starts the platform on a free port over a folder that keeps its state, and fills it when it is new. */
export async function startSite(seed: 'demo' | 'empty', folder: string): Promise<Site> {
  const port = await freePort();
  const args = ['--import', 'tsx', join('dev', 'host', 'main.ts'), '--port', String(port), '--data', folder, '--seed', seed];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  const deadline = Date.now() + START_MS;
  while (!written.includes('The site is at')) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The platform did not start: ${written}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const url = `http://localhost:${port}`;
  return {
    ...connect(url),
    url,
    async stop() {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

/** Ids and keys on Northbank, looked up by what people call them. */
export interface Northbank {
  outcome: (title: string) => string;
  kpi: (name: string) => string;
  epic: (summary: string) => string;
  /** An issue below that epic. */
  child: (epicSummary: string) => string;
}

export async function northbankOn(site: Client): Promise<Northbank> {
  const place = { moduleKey: 'global-page' } as const;
  const { outcomes } = await site.call('admin', place, 'outcome.list', { state: 'open' });
  const { kpis } = await site.call('admin', place, 'kpi.list', { state: 'open' });
  const { issues } = await search(site, 'issuetype = Epic');
  const children = new Map<string, string | undefined>();
  for (const { key } of issues) children.set(key, (await search(site, `parent = ${key} ORDER BY created DESC`)).issues[0]?.key);
  const epic = (summary: string): string => named(issues.find(({ fields }) => fields.summary === summary)?.key, summary);
  return {
    outcome: (title) => named(outcomes.find((one) => one.title === title)?.outcomeId, title),
    kpi: (name) => named(kpis.find((one) => one.name === name)?.kpiId, name),
    epic,
    child: (summary) => named(children.get(epic(summary)), `an issue below ${summary}`),
  };
}

interface Found {
  issues: { key: string; fields: { summary: string } }[];
}

function search(site: Client, jql: string): Promise<Found> {
  return site.jira<Found>('admin', 'GET', `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}&maxResults=100&fields=summary`);
}

function named(found: string | undefined, name: string): string {
  if (found === undefined) throw new Error(`Northbank has no “${name}”.`);
  return found;
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
