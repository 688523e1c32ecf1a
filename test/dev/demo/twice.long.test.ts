/** Northbank is made from a seed: made twice for the same present, it is the same bank. */
import { createHash } from 'node:crypto';
import { ADMIN, GLOBAL, needleOn } from '../../support/needle';
import { type LocalPlatform, startPlatform } from '../../support/platform';

jest.setTimeout(300_000);

const NOW = '2026-11-26T09:00:00.000Z';
const PAGE = 100;

interface Found {
  issues: { key: string; fields: Record<string, unknown> }[];
  nextPageToken?: string;
}

/** Every issue with where and when it stands, every KPI with its values, every outcome with what it says. */
async function tellingOf(platform: LocalPlatform): Promise<string[]> {
  const told: string[] = [];
  const fields = ['summary', 'status', 'parent', 'assignee', 'reporter', 'created', 'resolutiondate'];
  let nextPageToken: string | undefined;
  do {
    const asked = { jql: 'project is not EMPTY ORDER BY key', fields, maxResults: PAGE, ...(nextPageToken === undefined ? {} : { nextPageToken }) };
    const { body } = await platform.jira(ADMIN)<Found>('POST', '/rest/api/3/search/jql', asked);
    told.push(...body.issues.map(({ key, fields: { summary, status, parent, assignee, reporter, created, resolutiondate } }) =>
      JSON.stringify([key, summary, ...[status, parent, assignee, reporter].map(nameOf), created, resolutiondate])));
    nextPageToken = body.nextPageToken;
  } while (nextPageToken !== undefined);
  const needle = needleOn(platform);
  for (const { kpiId, name } of (await needle.call(ADMIN, GLOBAL, 'kpi.list', {})).kpis) {
    const { values } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
    told.push(JSON.stringify([name, values.map(({ at, value, source }) => [at, value, source])]));
  }
  for (const { title, signal } of (await needle.call(ADMIN, GLOBAL, 'outcome.list', { state: 'open' })).outcomes) told.push(JSON.stringify([title, signal.kind, signal.since]));
  return told;
}

function nameOf(thing: unknown): unknown {
  const { key, name, accountId } = (thing ?? {}) as { key?: string; name?: string; accountId?: string };
  return key ?? name ?? accountId ?? null;
}

test('two makings have the same keys, statuses, values and signals', async () => {
  const made: string[][] = [];
  for (let n = 0; n < 2; n += 1) {
    const platform = await startPlatform({ seed: 'demo', now: NOW });
    made.push(await tellingOf(platform));
    await platform.stop();
  }
  const [first = [], second = []] = made;
  expect(first.length).toBeGreaterThan(400);
  expect(second.filter((line) => !first.includes(line))).toEqual([]);
  const hashOf = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex');
  expect(hashOf(second)).toBe(hashOf(first));
});
