import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, inSettings, needleOn, onIssue } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let ids: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  ids = await needle.outcomeWithKpi('Faster berth requests');
  await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId: ids.outcomeId });
}, 60_000);
afterAll(() => platform?.stop());

const version = async (who: string) => (await needle.call(who, who === ADMIN ? GLOBAL : onIssue('HRB-7'), 'page.version', { outcomeIds: [ids.outcomeId] })).version;
const record = (value: number) => needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: ids.kpiId, values: [{ at: '2026-03-18', value }] });

test('a value that somebody records changes the mark for whoever sees the outcome, and nothing else does', async () => {
  const before = await version(ENGINEER);
  expect(await version(ENGINEER)).toBe(before);
  await record(7.1);
  expect(await version(ENGINEER)).not.toBe(before);
});

test('whoever may not see the outcome learns of no change', async () => {
  const before = await version(OUTSIDER);
  await record(6.9);
  expect(await version(OUTSIDER)).toBe(before);
  expect((await needle.call(ADMIN, GLOBAL, 'page.version', { outcomeIds: ['out_0000000000000000'] })).version).toBe(before);
});

test('it costs one read of the storage and at most three requests to Jira', async () => {
  await platform.resetMeter();
  await version(ENGINEER);
  const { kvs, jira } = await platform.meter();
  expect(kvs.writes).toBe(0);
  expect(kvs.requests).toBeLessThanOrEqual(2);
  expect(jira.requests).toBeLessThanOrEqual(3);
});
