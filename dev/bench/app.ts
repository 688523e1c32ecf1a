/**
 * What Needle costs on sites of several sizes: requests, points and bytes first, then times. `npm run bench` measures 1,000
 * and 10,000 issues; `npm run bench -- --large` 100,000 too. The report goes to docs/bench.md and docs/bench.json.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type BenchPlatform, type Measured, startOn } from './platform';
import { PROJECT, siteOf } from './site';
import { type Row, type SiteReport, reportOf } from './report';

const NOW = '2026-06-29T10:00:00.000Z';
const ADMIN = 'admin';
const LEAD = 'project-admin';
const READER = 'engineer';
const SIZES = [
  { issues: 1_000, outcomes: 5 },
  { issues: 10_000, outcomes: 50 },
];
const LARGE = { issues: 100_000, outcomes: 200 };
const ISSUES_PER_EPIC = 50;
const PAGE = 100;
/** Assumed price of a search: 1, and 1 for each issue that it returns. */
const SEARCH_POINTS = 1;

const GLOBAL = { moduleKey: 'global-page' } as const;
const SETTINGS = { moduleKey: 'project-settings', projectKey: PROJECT } as const;
const IMPACT = { moduleKey: 'project-page', projectKey: PROJECT } as const;
const PANEL = { moduleKey: 'issue-panel', issueKey: `${PROJECT}-2` } as const;

async function main(args: readonly string[]): Promise<void> {
  const sites: SiteReport[] = [];
  for (const size of args.includes('--large') ? [...SIZES, LARGE] : SIZES) {
    process.stderr.write(`${size.issues} issues…\n`);
    sites.push(await measureSite(size));
  }
  const { markdown, json } = reportOf(sites, `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  writeFileSync('docs/bench.md', markdown);
  writeFileSync('docs/bench.json', `${JSON.stringify(json, null, 2)}\n`);
  process.stdout.write(markdown);
}

async function measureSite({ issues, outcomes }: { issues: number; outcomes: number }): Promise<SiteReport> {
  const platform = await startOn(siteOf(issues, Date.parse(NOW)), NOW);
  try {
    const rows: Row[] = [];
    const add = async (what: string, work: () => Promise<unknown>): Promise<Measured> => {
      const measured = await platform.measure(work);
      rows.push({ what, ...measured });
      return measured;
    };
    const fill = await add('first fill of the project', () => platform.call(LEAD, IMPACT, 'history.start', {}));
    await link(platform, issues, outcomes);
    await platform.measure(() => platform.advanceClock('PT1H'));
    await add('issue panel', () => platform.call(READER, PANEL, 'panel.read', {}));
    await add('project page: outcomes', () => platform.call(READER, IMPACT, 'project.read', {}));
    await add('project page: run and change', () => platform.call(READER, IMPACT, 'project.activity', {}));
    await add('project page: look-back', () => platform.call(READER, IMPACT, 'project.past', {}));
    await add('global page: outcomes', () => platform.call(ADMIN, GLOBAL, 'outcome.list', {}));
    await add('global page: weekly review', () => platform.call(ADMIN, GLOBAL, 'review.list', {}));
    const edit = () => platform.jira(READER, 'PUT', `/rest/api/3/issue/${PROJECT}-2`, { fields: { summary: 'Work 2, once more' } });
    await add('event: an issue was edited', edit);
    await add('an hour’s jobs', () => platform.advanceClock('PT1H'));
    return { issues, outcomes, rows, usual: await searchAll(platform), fill: { pages: Math.ceil(issues / PAGE), writes: fill.kvs.writes } };
  } finally {
    await platform.stop();
  }
}

/** Each outcome with a KPI, and served by epics until all epics serve one. */
async function link(platform: BenchPlatform, issues: number, outcomes: number): Promise<void> {
  const epics = Math.ceil(issues / ISSUES_PER_EPIC);
  for (let n = 0; n < outcomes; n += 1) {
    const { outcome } = await platform.call(ADMIN, GLOBAL, 'outcome.create', { title: `Outcome ${n + 1}` });
    const { kpi } = await platform.call(ADMIN, GLOBAL, 'kpi.create', { name: `KPI ${n + 1}`, unit: 'hours', direction: 'decrease', cadence: 'week' });
    await platform.call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-03-02' },
      baseline: { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-12-18' },
    });
    await platform.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: [{ at: '2026-06-22', value: 8 }] });
    for (let epic = n; epic < epics; epic += outcomes) {
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
