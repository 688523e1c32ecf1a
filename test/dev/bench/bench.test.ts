import { boundsOf } from '../../../dev/bench/bounds';
import { computed } from '../../../dev/bench/computed';
import { type SiteReport, reportOf } from '../../../dev/bench/report';
import { siteOf } from '../../../dev/bench/site';

const COMPUTED = computed();
const END = Date.parse('2026-06-29T10:00:00.000Z');
const measured = (what: string, points: number, replyBytes = 100) => ({
  ...{ what, invocations: 1, kvs: { requests: 3, reads: 3, writes: 0, readUnits: 4, writeUnits: 0, bytesIn: 0, bytesOut: 20 }, jira: { requests: 1, points }, replyBytes, ms: 4.4 },
  ...{ cpuMs: 2, memory: { peakBytes: 1024 * 1024 } },
});
const site = (issues: number, { replyBytes = 100, kvs = 3, cpu = 1 } = {}): SiteReport => {
  const rows = [measured('issue panel', 2), measured('project page: outcomes', 1, replyBytes), measured('project page: run and change', 1), measured('event: an issue was edited', 2)];
  for (const row of rows) row.kvs.requests = kvs;
  return {
    ...{ issues, quota: 'shared', fill: { ...measured('', issues), quota: 'shared', hours: [issues], pages: issues / 100, kvs: { ...measured('', 1).kvs, writes: issues / 50 } } },
    ...{ upkeep: { changes: 100, points: 300, kvsRequests: 500 }, usual: { requests: issues / 100, points: issues, bytes: 1, ms: 1 } },
    stages: [{ outcomes: 5, rows, pageGzip: 1024, cpu: { empty: 1, panel: cpu, page: cpu } }],
  };
};

it('makes the same site each time, of as many issues as asked for, each below an epic that comes before it', () => {
  const lines = [...siteOf(120, END)];
  expect(lines).toEqual([...siteOf(120, END)]);
  const issues = lines.map((line) => JSON.parse(line) as { id: string; fields: { issuetype: { name: string }; parent: { id: string } | null; created: string } });
  const epics = issues.filter(({ fields }) => fields.issuetype.name === 'Epic').map(({ id }) => id);
  expect([issues.length, epics]).toEqual([120, ['1', '51', '101']]);
  expect(issues.every(({ id, fields }) => epics.includes(fields.parent?.id ?? id))).toBe(true);
  expect(issues.every(({ fields }) => Date.parse(fields.created.replace('+0000', 'Z')) < END)).toBe(true);
});

it('reports counts first, then the ratio to searching on every load and growth, then times', () => {
  const sites = [site(1_000), site(10_000, { replyBytes: 250 })];
  const { markdown } = reportOf(sites, boundsOf(sites, COMPUTED), 'a machine');
  expect(markdown).toContain('| event: an issue was edited | 1 | 1 | 2 | 3 | 0 | 4 | 0 | 20 | 100 |');
  expect(markdown).toContain('First fill: 0.020 KVS writes and 1.00 points an issue');
  expect(markdown).toContain("Needle's takes 2 requests and 2 points: 5,000 times fewer points.");
  expect(markdown).toContain('| project page: outcomes | 1.0 | 1.0 | 2.5 |');
  expect(['## Counts', '## Ratios', '## Times'].map((head) => markdown.indexOf(head))).toEqual([...['## Counts', '## Ratios', '## Times'].map((head) => markdown.indexOf(head))].sort((a, b) => a - b));
});

it('tells which bounds are broken: requests that grow with issues, processor time, shares of the hour’s points', () => {
  const broken = (sites: SiteReport[]) => boundsOf(sites, COMPUTED).filter(({ holds }) => !holds).map(({ what }) => what);
  expect(broken([site(1_000), site(10_000)])).toEqual([]);
  expect(broken([site(1_000), site(10_000, { kvs: 4 })])).toContain('issue panel: requests do not grow with issues');
  expect(broken([site(1_000, { cpu: 11 })])).toEqual(['1,000 issues, 5 outcomes: a panel’s processor time is at most 10 times an empty call’s']);
  expect(broken([site(14_000)])).toEqual(['14,000 issues: the first fill takes at most 20 % of an hour’s points that are shared']);
});

it('computes what is too large to be measured each time: a day with bulk edits, and fills of 100,000 issues on either quota, keep their bounds', () => {
  const { upkeep, fills } = COMPUTED;
  expect(upkeep).toMatchObject({ changes: 20_000, left: 0 });
  expect([upkeep.average <= 0.15, upkeep.most <= 0.5, upkeep.most > 0.15]).toEqual([true, true, true]);
  const [shared, tenant] = fills;
  expect([shared?.quota, (shared?.most ?? 1) <= 0.2, tenant?.quota, (tenant?.hours ?? 5) <= 4]).toEqual(['shared', true, 'tenant', true]);
  const broken = (edited: ReturnType<typeof computed>) => boundsOf([], edited).filter(({ holds }) => !holds).map(({ what }) => what.slice(0, 23));
  expect(broken(COMPUTED)).toEqual([]);
  expect(broken({ fills, upkeep: { ...upkeep, most: 0.51 } })).toEqual(['computed: a day of 20,0']);
  expect(broken({ fills, upkeep: { ...upkeep, left: 1 } })).toHaveLength(1);
  expect(broken({ upkeep, fills: fills.map((fill) => ({ ...fill, most: 0.3, hours: 4.1 })) })).toHaveLength(2);
});
