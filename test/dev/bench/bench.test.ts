import { reportOf } from '../../../dev/bench/report';
import { siteOf } from '../../../dev/bench/site';

const END = Date.parse('2026-06-29T10:00:00.000Z');
const measured = (what: string, points: number, replyBytes = 100) => ({
  ...{ what, invocations: 1, kvs: { requests: 3, reads: 3, writes: 0, bytesIn: 0, bytesOut: 20 }, jira: { requests: 1, points }, replyBytes, ms: 4.4 },
});
const site = (issues: number, replyBytes?: number) => ({
  ...{ issues, outcomes: 5, fill: { pages: issues / 100, writes: issues / 50 }, usual: { requests: issues / 100, points: issues, bytes: 1, ms: 1 } },
  rows: [measured('project page: outcomes', 1, replyBytes), measured('project page: run and change', 1), measured('event: an issue was edited', 2)],
});

it('makes the same site each time, of as many issues as asked for, each below an epic that comes before it', () => {
  const lines = [...siteOf(120, END)];
  expect(lines).toEqual([...siteOf(120, END)]);
  const issues = lines.map((line) => JSON.parse(line) as { id: string; fields: { issuetype: { name: string }; parent: { id: string } | null; created: string } });
  const epics = issues.filter(({ fields }) => fields.issuetype.name === 'Epic').map(({ id }) => id);
  expect([issues.length, epics]).toEqual([120, ['1', '51', '101']]);
  expect(issues.every(({ id, fields }) => epics.includes(fields.parent?.id ?? id))).toBe(true);
  expect(issues.every(({ fields }) => Date.parse(fields.created.replace('+0000', 'Z')) < END)).toBe(true);
});

it('reports counts, the ratio to searching on every load, and how counts grow with the site', () => {
  const { markdown } = reportOf([site(1_000), site(10_000, 250)], 'a machine');
  expect(markdown).toContain('| event: an issue was edited | 1 | 1 | 2 | 3 | 0 | 20 | 100 | 4 |');
  expect(markdown).toContain('First fill: 0.020 KVS writes an issue');
  expect(markdown).toContain("Needle's takes 2 requests and 2 points: 5,000 times fewer points.");
  expect(markdown).toContain('| project page: outcomes | 1.0 | 1.0 | 2.5 |');
});
