/**
 * What Needle costs on sites of several sizes: counts first, then ratios, then times. `npm run bench` measures 1,000 and 10,000
 * issues; `npm run bench -- --large` 100,000 too. The report goes to docs/bench.md and docs/bench.json. Ends with code 1 when a
 * bound is broken.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { type CallInput, type CallName } from '../../src/contract';
import { type Place } from '../client/client';
import { boundsOf } from './bounds';
import { type BenchPlatform, type Measured, startOn } from './platform';
import { PROJECT, siteOf } from './site';
import { type FillReport, type Row, type SiteReport, type StageReport, reportOf } from './report';

const NOW = '2026-06-29T10:00:00.000Z';
const ADMIN = 'admin';
const LEAD = 'project-admin';
const READER = 'engineer';
/** Issues, outcomes at each of a site's stages, and whose Jira's points are. */
const SITES = [
  { issues: 1_000, stages: [5], quota: 'shared' },
  { issues: 10_000, stages: [5, 50], quota: 'shared' },
] as const;
const LARGE = { issues: 100_000, stages: [5, 1_000], quota: 'tenant' } as const;
const ISSUES_PER_EPIC = 50;
const EPICS_PER_OUTCOME = 2;
const PAGE = 100;
/** Assumed price of a search: 1, and 1 for each issue that it returns. */
const SEARCH_POINTS = 1;
const CHANGES_PER_HOUR = Math.ceil(20_000 / 24);
const VALUES_IMPORTED = 1_000;
const CPU_RUNS = 15;
const MOST_FILL_HOURS = 48;

const GLOBAL = { moduleKey: 'global-page' } as const;
const SETTINGS = { moduleKey: 'project-settings', projectKey: PROJECT } as const;
const IMPACT = { moduleKey: 'project-page', projectKey: PROJECT } as const;
const PANEL = { moduleKey: 'issue-panel', issueKey: `${PROJECT}-2` } as const;

async function main(args: readonly string[]): Promise<void> {
  const sites: SiteReport[] = [];
  for (const size of args.includes('--large') ? [...SITES, LARGE] : SITES) {
    process.stderr.write(`${size.issues} issues…\n`);
    sites.push(await measureSite(size));
  }
  const bounds = boundsOf(sites);
  const { markdown, json } = reportOf(sites, bounds, `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  writeFileSync('docs/bench.md', markdown);
  writeFileSync('docs/bench.json', `${JSON.stringify(json, null, 2)}\n`);
  process.stdout.write(markdown);
  process.exitCode = bounds.every(({ holds }) => holds) ? 0 : 1;
}

async function measureSite({ issues, stages, quota }: { issues: number; stages: readonly number[]; quota: 'shared' | 'tenant' }): Promise<SiteReport> {
  const platform = await startOn(siteOf(issues, Date.parse(NOW)), NOW, { JIRA_QUOTA: quota });
  try {
    const fill = await measureFill(platform, quota, issues);
    const reports: StageReport[] = [];
    let linked = 0;
    for (const outcomes of stages) {
      process.stderr.write(`  ${outcomes} outcomes…\n`);
      await link(platform, issues, linked, outcomes);
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

async function measureStage(platform: BenchPlatform): Promise<Row[]> {
  const rows: Row[] = [];
  const measured = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    rows.push({ what, ...(await platform.measure(work)) });
  };
  const view = <N extends CallName>(what: string, who: string, place: Place, name: N, input: CallInput<N>): Promise<void> => measured(what, () => platform.call(who, place, name, input));
  await view('issue panel', READER, PANEL, 'panel.read', {});
  await view('project page: outcomes', READER, IMPACT, 'project.read', {});
  await view('project page: run and change', READER, IMPACT, 'project.activity', {});
  await view('project page: look-back', READER, IMPACT, 'project.past', {});
  await view('global page: outcomes', ADMIN, GLOBAL, 'outcome.list', {});
  await view('global page: weekly review', ADMIN, GLOBAL, 'review.list', {});
  await measured('event: an issue was edited', () => edit(platform, 2));
  await measured(`import: ${VALUES_IMPORTED.toLocaleString('en-US')} values of a KPI`, () => importValues(platform));
  await measured('an hour’s jobs', () => platform.advanceClock('PT1H'));
  return rows;
}

let edits = 0;
function edit(platform: BenchPlatform, n: number): Promise<unknown> {
  return platform.jira(READER, 'PUT', `/rest/api/3/issue/${PROJECT}-${n}`, { fields: { summary: `Work ${n}, edit ${(edits += 1)}` } });
}

async function importValues(platform: BenchPlatform): Promise<void> {
  const { kpi } = await platform.call(ADMIN, GLOBAL, 'kpi.create', { name: `Imported ${(edits += 1)}`, unit: 'hours', direction: 'decrease', cadence: 'day' });
  const { importId } = await platform.call(ADMIN, GLOBAL, 'import.begin', { name: 'values.csv', rows: VALUES_IMPORTED, parts: 1, kpiId: kpi.kpiId });
  const values = Array.from({ length: VALUES_IMPORTED }, (_, i): [number, string, number] => [i + 2, new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10), i % 9]);
  await platform.call(ADMIN, GLOBAL, 'import.part', { importId, part: 0, kpiId: kpi.kpiId, values });
  await platform.call(ADMIN, GLOBAL, 'import.start', { importId, rows: [], repeated: 0, refused: 0 });
}

/** Bytes of the project page's first data as it crosses the network. */
async function pageGzip(platform: BenchPlatform): Promise<number> {
  const replies = [await platform.call(READER, IMPACT, 'project.read', {}), await platform.call(READER, IMPACT, 'project.activity', {})];
  return replies.reduce((sum, reply) => sum + gzipSync(JSON.stringify(reply)).length, 0);
}

/** Median processor time of a function's process, in milliseconds, for a call that does nothing, a panel and a page. */
async function cpuOf(platform: BenchPlatform): Promise<StageReport['cpu']> {
  const median = async (work: () => Promise<unknown>): Promise<number> => {
    const taken: number[] = [];
    for (let n = 0; n < CPU_RUNS; n += 1) taken.push((await platform.measure(work)).cpuMs);
    return taken.sort((a, b) => a - b)[Math.floor(CPU_RUNS / 2)] ?? 0;
  };
  return {
    empty: await median(() => platform.nothing(READER, PANEL)),
    panel: await median(() => platform.call(READER, PANEL, 'panel.read', {})),
    page: await median(() => platform.call(READER, IMPACT, 'project.read', {})),
  };
}

/** Points of an hour in which as many issues change as in one of a day with 20,000 changes, its sweep included. */
async function measureUpkeep(platform: BenchPlatform): Promise<SiteReport['upkeep']> {
  const { jira, kvs } = await platform.measure(async () => {
    for (let n = 0; n < CHANGES_PER_HOUR; n += 1) await edit(platform, 2 + (n % (ISSUES_PER_EPIC - 2)) + ISSUES_PER_EPIC * (n % 20));
    await platform.advanceClock('PT1H');
  });
  return { changes: CHANGES_PER_HOUR, points: jira.points, kvsRequests: kvs.requests };
}

/** Outcomes from the `from`-th on, each with a KPI and served by some epics. */
async function link(platform: BenchPlatform, issues: number, from: number, to: number): Promise<void> {
  const epics = Math.ceil(issues / ISSUES_PER_EPIC);
  for (let n = from; n < to; n += 1) {
    const { outcome } = await platform.call(ADMIN, GLOBAL, 'outcome.create', { title: `Outcome ${n + 1}` });
    const { kpi } = await platform.call(ADMIN, GLOBAL, 'kpi.create', { name: `KPI ${n + 1}`, unit: 'hours', direction: 'decrease', cadence: 'week' });
    await platform.call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-03-02' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-12-18' },
    });
    await platform.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: [{ at: '2026-06-22', value: 8 }] });
    for (let i = 0; i < EPICS_PER_OUTCOME; i += 1) {
      const epic = (n * EPICS_PER_OUTCOME + i) % epics;
      const { id } = await platform.jira<{ id: string }>(LEAD, 'GET', `/rest/api/3/issue/${PROJECT}-${1 + epic * ISSUES_PER_EPIC}?fields=summary`);
      await platform.call(LEAD, SETTINGS, 'link.set', { issueId: id, outcomeId: outcome.outcomeId });
    }
  }
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
