import { type Measured } from './platform';

/** What must hold, and whether it was measured to. */
export interface Bound {
  what: string;
  measured: string;
  holds: boolean;
}

export interface Row extends Measured {
  what: string;
}

/** A first fill: all that it cost, and Jira's points hour by hour. */
export interface FillReport extends Measured {
  quota: 'shared' | 'tenant';
  hours: number[];
  /** The least number of search pages. */
  pages: number;
}

/** A site with so many outcomes. */
export interface StageReport {
  outcomes: number;
  rows: Row[];
  pageGzip: number;
  /** Milliseconds. */
  cpu: { empty: number; panel: number; page: number };
}

/** What was measured on one site. */
export interface SiteReport {
  issues: number;
  quota: 'shared' | 'tenant';
  fill: FillReport;
  stages: StageReport[];
  upkeep: { changes: number; points: number; kvsRequests: number };
  /** A project view that searches all issues on every load. */
  usual: { requests: number; points: number; bytes: number; ms: number };
}

const COUNTS = ['what', 'invocations', 'Jira requests', 'points', 'KVS requests', 'KVS writes', 'units read', 'units written', 'KVS bytes read', 'reply bytes'];
const PROJECT_VIEW = ['project page: outcomes', 'project page: run and change'];

/** Markdown for people, JSON for programs. Counts do not depend on the machine; times do. */
export function reportOf(sites: readonly SiteReport[], bounds: readonly Bound[], machine: string): { markdown: string; json: unknown } {
  const markdown = [
    '# What Needle costs',
    'Measured by `npm run bench` on the local platform. Counts are the same on every machine; times are of this one: ' + `${machine}.`,
    '## Bounds',
    table(['bound', 'measured', 'holds'], bounds.map(({ what, measured, holds }) => [what, measured, holds ? 'yes' : '**no**'])),
    '## Counts',
    ...sites.flatMap(countsOf),
    '## Ratios',
    sites.map(ratios).join('\n'),
    growth(sites),
    '## Times',
    ...sites.map(timesOf),
  ].join('\n\n');
  return { markdown: `${markdown}\n`, json: { machine, bounds, sites } };
}

function countsOf({ issues, fill, stages }: SiteReport): string[] {
  return stages.flatMap(({ outcomes, rows }, i) => [
    `### ${whole(issues)} issues, ${whole(outcomes)} outcomes`,
    table(COUNTS, [...(i === 0 ? [{ what: 'first fill of the project', ...fill }] : []), ...rows].map(countCells)),
  ]);
}

function countCells({ what, invocations, jira, kvs, replyBytes }: Row): string[] {
  return [what, ...[invocations, jira.requests, jira.points, kvs.requests, kvs.writes, kvs.readUnits, kvs.writeUnits, kvs.bytesOut, replyBytes].map(whole)];
}

function ratios({ issues, fill, stages, usual, upkeep }: SiteReport): string {
  const view = (stages.at(-1)?.rows ?? []).filter(({ what }) => PROJECT_VIEW.includes(what));
  const points = view.reduce((sum, { jira }) => sum + jira.points, 0);
  const requests = view.reduce((sum, { jira }) => sum + jira.requests, 0);
  return [
    `- ${whole(issues)} issues: the project view, searched anew on every load, takes ${whole(usual.requests)} requests, ${whole(usual.points)} points and ${whole(usual.bytes)} bytes. Needle's takes ${whole(requests)} requests and ${whole(points)} points: ${times(usual.points, points)} fewer points.`,
    `  - First fill: ${(fill.kvs.writes / issues).toFixed(3)} KVS writes and ${(fill.jira.points / issues).toFixed(2)} points an issue; the least number of search pages is ${whole(fill.pages)}. Points by the hour, ${fill.quota === 'shared' ? 'of points that all sites share' : 'of the site’s own'}: ${fill.hours.map(whole).join(', ')}.`,
    `  - Upkeep: ${whole(upkeep.changes)} changes of issues in an hour take ${whole(upkeep.points)} points (${(upkeep.points / upkeep.changes).toFixed(2)} each, the hour's sweep included) and ${(upkeep.kvsRequests / upkeep.changes).toFixed(1)} requests of the store each.`,
  ].join('\n');
}

function growth(sites: readonly SiteReport[]): string {
  const [small, large] = [sites[0], sites.at(-1)];
  const [few, some, many] = [small?.stages[0], large?.stages[0], large?.stages.at(-1)];
  if (!small || !large || !few || !some || !many || small === large) return '';
  const grown = (from: readonly Row[], to: readonly Row[]) =>
    table(
      ['what', 'Jira requests', 'KVS requests', 'reply bytes'],
      to.map((row) => {
        const before = from.find(({ what }) => what === row.what);
        const by = (of: (one: Row) => number) => (before && of(before) > 0 ? (of(row) / of(before)).toFixed(1) : '–');
        return [row.what, by((r) => r.jira.requests), by((r) => r.kvs.requests), by((r) => r.replyBytes)];
      }),
    );
  return [
    `### Growth from ${whole(small.issues)} to ${whole(large.issues)} issues, with ${whole(few.outcomes)} outcomes`,
    grown(few.rows, some.rows),
    `### Growth from ${whole(some.outcomes)} to ${whole(many.outcomes)} outcomes, with ${whole(large.issues)} issues`,
    grown(some.rows, many.rows),
  ].join('\n\n');
}

function timesOf({ issues, fill, stages, usual }: SiteReport): string {
  const rows = stages.flatMap(({ outcomes, rows: measured }) => measured.map((row) => [`${whole(outcomes)} outcomes: ${row.what}`, row.cpuMs.toFixed(0), row.ms.toFixed(0)]));
  const cpu = stages.map(({ outcomes, cpu: { empty, panel, page } }) => `- ${whole(outcomes)} outcomes: median processor time of an empty call (one that the resolver takes and that asks for nothing) ${empty.toFixed(2)} ms, a panel ${panel.toFixed(1)} ms, a project page ${page.toFixed(1)} ms.`);
  const first = ['first fill of the project', fill.cpuMs.toFixed(0), fill.ms.toFixed(0)];
  return [
    `### ${whole(issues)} issues`,
    table(['what', 'processor ms', 'ms'], [first, ...rows, ['the project view, searched anew', '', usual.ms.toFixed(0)]]),
    [...cpu, `- The largest process of the first fill took ${whole(Math.round(fill.memory.peakBytes / 1024 / 1024))} MB.`].join('\n'),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function times(much: number, little: number): string {
  return little > 0 ? `${whole(Math.round(much / little))} times` : whole(much);
}

function whole(n: number): string {
  return n.toLocaleString('en-US');
}
