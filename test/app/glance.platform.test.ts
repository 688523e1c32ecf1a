import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';

/** The mark beside the glance, which Jira shows without the glance being opened. */

let platform: LocalPlatform;
let needle: Needle;
let version: number | undefined;
const outcomes: { outcomeId: string; kpiId: string }[] = [];

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-06-23T10:00:00.000Z' });
  needle = needleOn(platform);
  for (const title of ['Faster berth requests', 'Quieter nights']) outcomes.push(await needle.outcomeWithKpi(title));
}, 60_000);
jest.setTimeout(60_000);
afterAll(() => platform?.stop());

async function link(outcome: number, version?: number): Promise<number | undefined> {
  const asked = { issueId: await needle.issueId('HRB-1'), outcomeId: outcomes[outcome]?.outcomeId ?? '', ...(version === undefined ? {} : { version }) };
  return (await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', asked)).version;
}

/** What an engineer's Jira shows beside the glance, after the next run of the hourly jobs. */
async function mark(): Promise<unknown> {
  await platform.clock({ advance: 'PT1H' });
  return markNow();
}

async function markNow(): Promise<unknown> {
  await platform.idle();
  const path = '/rest/api/3/issue/HRB-1/properties';
  const { body } = await platform.jira(ENGINEER)<{ keys: { key: string }[] }>('GET', path);
  const key = body.keys.find((property) => property.key.endsWith(':issue-context:status'))?.key;
  if (key === undefined) return undefined;
  return (await platform.jira(ENGINEER)<{ value: unknown }>('GET', `${path}/${encodeURIComponent(key)}`)).body.value;
}

async function edit(outcome: number, change: { restricted: boolean }): Promise<void> {
  const { outcomeId = '' } = outcomes[outcome] ?? {};
  const { version } = (await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId })).outcome;
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, ...change });
}

it('says the signal of what the epic serves', async () => {
  expect(await mark()).toBeUndefined();
  version = await link(0);
  expect(await mark()).toEqual({ type: 'lozenge', value: { label: 'Unproven', type: 'default' } });
});

it('follows the signal, the worst where the epic serves several, and is written only when it changes', async () => {
  await link(1, version);
  // Far above the baseline after the launch, after a stable time before it.
  const weeks = (from: string, level: number, n: number) =>
    Array.from({ length: n }, (_, week) => ({ at: new Date(Date.parse(from) + week * 604_800_000).toISOString().slice(0, 10), value: level + (week % 3) / 10 }));
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: outcomes[1]?.kpiId ?? '', values: [...weeks('2025-12-01', 9, 13), ...weeks('2026-03-09', 13, 16)] });
  expect(await mark()).toEqual({ type: 'lozenge', value: { label: 'Wrong way', type: 'removed' } });
  const { jobs } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'jobs.read', {});
  expect(jobs.find(({ name }) => name === 'glances')?.did).toEqual({ marks: 1, failed: 0 });
  await mark();
  const again = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'jobs.read', {});
  expect(again.jobs.find(({ name }) => name === 'glances')?.did).toEqual({ marks: 0, failed: 0 });
});

it('tells nothing of a restricted outcome, from when it is restricted, and of one that is opened from then on', async () => {
  await edit(1, { restricted: true });
  expect(await markNow()).toMatchObject({ value: { label: 'Unproven' } });
  await edit(0, { restricted: true });
  expect(await markNow()).toBeUndefined();
  await edit(0, { restricted: false });
  expect(await markNow()).toMatchObject({ value: { label: 'Unproven' } });
  await edit(0, { restricted: true });
});
