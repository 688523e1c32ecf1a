/**
 * What Needle costs on sites of several sizes: counts first, then ratios, then times. `npm run bench` measures 1,000 and 10,000
 * issues; `npm run bench -- --large` 100,000 too. The report goes to docs/bench.md and docs/bench.json. `-- --small` measures
 * a small site and only prints. Ends with code 1 when a bound is broken.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { boundsOf } from './bounds';
import { computed } from './computed';
import { cpuOf } from './cpu';
import { type BenchPlatform, type Measured, startOn } from './platform';
import { IMPACT, LEAD, READER, edit } from './places';
import { PROJECT, siteOf } from './site';
import { type FillReport, type SiteReport, type StageReport, reportOf } from './report';
import { link } from './set-up';
import { measureStage } from './stage';

const NOW = '2026-06-29T10:00:00.000Z';
/** Issues, in epics of how many, outcomes at each of a site's stages, and whose Jira's points are. Where there are many outcomes, epics are many: each serves one or two. */
const SMALL = { issues: 500, perEpic: 10, stages: [5, 20], quota: 'shared' } as const;
const SITES = [
  { issues: 1_000, perEpic: 50, stages: [5], quota: 'shared' },
  { issues: 10_000, perEpic: 5, stages: [5, 50, 1_000], quota: 'shared' },
] as const;
const LARGE = { issues: 100_000, perEpic: 50, stages: [5, 1_000], quota: 'tenant' } as const;
const PAGE = 100;
/** Assumed price of a search: 1, and 1 for each issue that it returns. */
const SEARCH_POINTS = 1;
const CHANGES_PER_HOUR = Math.ceil(20_000 / 24);
const MOST_FILL_HOURS = 48;

async function main(args: readonly string[]): Promise<void> {
  const sites: SiteReport[] = [];
  for (const size of args.includes('--small') ? [SMALL] : args.includes('--large') ? [...SITES, LARGE] : SITES) {
    process.stderr.write(`${size.issues} issues…\n`);
    sites.push(await measureSite(size));
  }
  const bounds = boundsOf(sites, computed());
  const { markdown, json } = reportOf(sites, bounds, `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  if (!args.includes('--small')) {
    writeFileSync('docs/bench.md', markdown);
    writeFileSync('docs/bench.json', `${JSON.stringify(json, null, 2)}\n`);
  }
  process.stdout.write(markdown);
  process.exitCode = bounds.every(({ holds }) => holds) ? 0 : 1;
}

async function measureSite({ issues, perEpic, stages, quota }: { issues: number; perEpic: number; stages: readonly number[]; quota: 'shared' | 'tenant' }): Promise<SiteReport> {
  const platform = await startOn(siteOf(issues, Date.parse(NOW), perEpic), NOW, { JIRA_QUOTA: quota });
  try {
    const fill = await measureFill(platform, quota, issues);
    const reports: StageReport[] = [];
    let linked = 0;
    for (const outcomes of stages) {
      process.stderr.write(`  ${outcomes} outcomes…\n`);
      await link(platform, { issues, perEpic }, linked, outcomes);
      linked = outcomes;
      await platform.advanceClock('PT1H');
      reports.push({ outcomes, rows: await measureStage(platform), pageGzip: await pageGzip(platform), cpu: await cpuOf(platform) });
    }
    return { issues, quota, fill, stages: reports, upkeep: await measureUpkeep(platform), usual: await searchAll(platform) };
  } finally {
    await platform.stop();
  }
}

/** Reads the project's history, an hour of the clock at a time, until it is there. */
async function measureFill(platform: BenchPlatform, quota: FillReport['quota'], issues: number): Promise<FillReport> {
  /** What was begun at once belongs to the first hour. */
  const hours: number[] = [];
  const total = await platform.measure(() => platform.call(LEAD, IMPACT, 'history.start', {}));
  const isRead = async (): Promise<boolean> => (await platform.call(READER, IMPACT, 'project.activity', {})).status.state === 'current';
  while (!(await isRead())) {
    if (hours.length > MOST_FILL_HOURS) throw new Error('The first fill did not end.');
    const hour = await platform.measure(() => platform.advanceClock('PT1H'));
    hours.push(hour.jira.points + (hours.length === 0 ? total.jira.points : 0));
    add(total, hour);
  }
  if (hours.length === 0) hours.push(total.jira.points);
  return { quota, hours, pages: Math.ceil(issues / PAGE), ...total };
}

function add(total: Measured, more: Measured): void {
  total.invocations += more.invocations;
  for (const name of Object.keys(total.kvs) as (keyof Measured['kvs'])[]) total.kvs[name] += more.kvs[name];
  total.jira.requests += more.jira.requests;
  total.jira.points += more.jira.points;
  total.cpuMs += more.cpuMs;
  total.ms += more.ms;
  total.memory.peakBytes = Math.max(total.memory.peakBytes, more.memory.peakBytes);
}

/** Bytes of the project page's first data as it crosses the network. */
async function pageGzip(platform: BenchPlatform): Promise<number> {
  const replies = [await platform.call(READER, IMPACT, 'project.read', {}), await platform.call(READER, IMPACT, 'project.activity', {})];
  return replies.reduce((sum, reply) => sum + gzipSync(JSON.stringify(reply)).length, 0);
}

/** Issues that are edited, most of them more than once. */
const ISSUES_EDITED = 480;

/** Points of an hour in which as many issues change as in one of a day with 20,000 changes, its sweep included. */
async function measureUpkeep(platform: BenchPlatform): Promise<SiteReport['upkeep']> {
  const { jira, kvs } = await platform.measure(async () => {
    for (let n = 0; n < CHANGES_PER_HOUR; n += 1) await edit(platform, 2 + (n % ISSUES_EDITED));
    await platform.advanceClock('PT1H');
  });
  return { changes: CHANGES_PER_HOUR, points: jira.points, kvsRequests: kvs.requests };
}

/** The same view the usual way: every issue of the project is searched whenever the page is opened. */
async function searchAll(platform: BenchPlatform): Promise<SiteReport['usual']> {
  const began = performance.now();
  let nextPageToken: string | undefined;
  const usual = { requests: 0, points: 0, bytes: 0, ms: 0 };
  do {
    const body = { jql: `project = ${PROJECT}`, fields: ['status', 'resolutiondate', 'parent', 'issuetype'], maxResults: PAGE, ...(nextPageToken ? { nextPageToken } : {}) };
    const page = await platform.jira<{ issues: unknown[]; nextPageToken?: string }>(READER, 'POST', '/rest/api/3/search/jql', body);
    usual.requests += 1;
    usual.points += SEARCH_POINTS + page.issues.length;
    usual.bytes += JSON.stringify(page).length;
    ({ nextPageToken } = page);
  } while (nextPageToken !== undefined);
  return { ...usual, ms: performance.now() - began };
}

void main(process.argv.slice(2));
