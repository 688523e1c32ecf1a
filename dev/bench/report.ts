import { type Measured } from './platform';

export interface Row extends Measured {
  what: string;
}

/** What was measured on one site. */
export interface SiteReport {
  issues: number;
  outcomes: number;
  rows: Row[];
  /** A project view that searches all issues on every load. */
  usual: { requests: number; points: number; bytes: number; ms: number };
  fill: { pages: number; writes: number };
}

const HEAD = ['what', 'invocations', 'Jira requests', 'points', 'KVS requests', 'KVS writes', 'KVS bytes read', 'reply bytes', 'ms'];
const PROJECT_VIEW = ['project page: outcomes', 'project page: run and change'];

/** Markdown for people, JSON for programs. Counts do not depend on the machine; times do. */
export function reportOf(sites: readonly SiteReport[], machine: string): { markdown: string; json: unknown } {
  const parts = sites.map((site) => [`## ${whole(site.issues)} issues, ${whole(site.outcomes)} outcomes`, table(site), ratios(site).join('\n')].join('\n\n'));
  const markdown = ['# What Needle costs', `Measured by \`npm run bench\` on the local platform. Counts are the same on every machine; times are of this one: ${machine}.`, ...parts, growth(sites)].join('\n\n');
  return { markdown: `${markdown}\n`, json: { machine, sites } };
}

function table({ rows }: SiteReport): string {
  const cells = rows.map((row) => [
    ...[row.what, row.invocations, row.jira.requests, row.jira.points, row.kvs.requests, row.kvs.writes, row.kvs.bytesOut, row.replyBytes],
    Math.round(row.ms),
  ]);
  return [HEAD, HEAD.map((_, i) => (i === 0 ? '---' : '--:')), ...cells].map((line) => `| ${line.map((cell) => (typeof cell === 'number' ? whole(cell) : cell)).join(' | ')} |`).join('\n');
}

function ratios({ issues, rows, usual, fill }: SiteReport): string[] {
  const view = rows.filter(({ what }) => PROJECT_VIEW.includes(what));
  const points = view.reduce((sum, { jira }) => sum + jira.points, 0);
  const requests = view.reduce((sum, { jira }) => sum + jira.requests, 0);
  return [
    `- First fill: ${(fill.writes / issues).toFixed(3)} KVS writes an issue; the least number of search pages is ${whole(fill.pages)}.`,
    `- The project view, searched anew on every load: ${whole(usual.requests)} requests, ${whole(usual.points)} points, ${whole(usual.bytes)} bytes, ${whole(Math.round(usual.ms))} ms. Needle's takes ${whole(requests)} requests and ${whole(points)} points: ${times(usual.points, points)} fewer points.`,
  ];
}

function growth(sites: readonly SiteReport[]): string {
  const [first, last] = [sites[0], sites.at(-1)];
  if (!first || !last || first === last) return '';
  const lines = last.rows.map((row) => {
    const small = first.rows.find(({ what }) => what === row.what);
    const grown = (of: (one: Row) => number) => (small && of(small) > 0 ? (of(row) / of(small)).toFixed(1) : '–');
    return `| ${row.what} | ${grown((r) => r.jira.requests)} | ${grown((r) => r.kvs.requests)} | ${grown((r) => r.replyBytes)} |`;
  });
  return [`## Growth from ${whole(first.issues)} to ${whole(last.issues)} issues`, ['| what | Jira requests | KVS requests | reply bytes |', '| --- | --: | --: | --: |', ...lines].join('\n')].join('\n\n');
}

function times(much: number, little: number): string {
  return little > 0 ? `${whole(Math.round(much / little))} times` : `${whole(much)}`;
}

function whole(n: number): string {
  return n.toLocaleString('en-US');
}
