/**
 * One kind of fault at a time, and often: each of these fails when the guard against it is taken away (docs/faults.md). The
 * run that lasts minutes takes them away, one after another (dev/soak/guards.ts).
 */
import { createHmac } from 'node:crypto';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../../support/needle';
import { type LocalPlatform, startPlatform } from '../../support/platform';
import { storedWeeks } from '../../support/stored';
import { People, faults, struck } from './people';
import { calm, equalsRebuild, nothingStuck, outcomeTitles, wholeTrail } from './truth';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20260323);
const NOW = '2026-03-23T10:00:00.000Z';
const TRIES = 9;
jest.setTimeout(60_000);

let platform: LocalPlatform;
let needle: Needle;
let people: People;
let outcomeId: string;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
  await platform.clock({ now: NOW, frozen: true });
  needle = needleOn(platform);
  people = new People(platform);
  // The very first changes of the site, at the same time: each finds that there is no key for pseudonyms yet.
  await faults(platform, SEED, { latency: 1 }, { latencyMs: 150 });
  await Promise.all(['First', 'Second'].map((title) => needle.call(ADMIN, GLOBAL, 'outcome.create', { title })));
  await faults(platform, SEED);
  ({ outcomeId } = await needle.outcomeWithKpi('Faster berths'));
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
  await platform.clock({ advance: 'PT2H' });
}, 60_000);
afterEach(() => faults(platform, SEED));
afterAll(() => platform?.stop());

const storm = (rates: Record<string, number>, more: object = {}) => faults(platform, SEED, rates, more);
const times = async <T>(n: number, what: (i: number) => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let i = 0; i < n; i += 1) results.push(await what(i));
  return results;
};
const create = (summary: string) => platform.jira(ADMIN)<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Story' }, summary, parent: { key: 'HRB-1' } } });

/** Issues created in a project by all that is stored of it. */
async function counted(key: string): Promise<number> {
  const { projects } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'history.read', {});
  const project = projects.find((one) => one.key === key);
  return [...storedWeeks(platform.data, project?.projectId ?? '').values()].reduce((sum, { change, run, open }) => sum + change.created + run.created + open.created, 0);
}

it('two that need the key of pseudonyms at once use the same: a person is one and the same in every record', async () => {
  const created = [...(await wholeTrail(needle)).values()].flat().filter(({ kind }) => kind === 'outcome.created');
  expect(created.length).toBeGreaterThan(2);
  expect(new Set(created.map(({ actor }) => actor)).size).toBe(1);
});

it.each([
  ['the store fails', { 'kvs.failed': 0.1 }],
  ['the store asks to slow down', { 'kvs.throttled': 0.1 }],
  ['Jira fails', { 'jira.failed': 0.15 }],
  ['Jira asks to slow down for seconds', { 'jira.throttled': 0.15 }],
] as const)('%s now and then: every view and every change is answered at the first go', async (_what, rates) => {
  await storm(rates);
  await times(TRIES, () => needle.call(ENGINEER, onIssue('HRB-3'), 'panel.read', {}));
  await times(TRIES, (n) => needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'on-track', note: `${_what} ${n}` }));
  expect(Object.keys(await struck(platform))).toHaveLength(1);
});

it('others seem faster half of the time: every change is made, once', async () => {
  await storm({ 'kvs.conflict': 0.5 });
  await times(6, (n) => needle.call(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'on-track', note: `conflict ${n}` }));
  await faults(platform, SEED);
  const { checkIns } = await needle.call(ADMIN, GLOBAL, 'checkin.read', { outcomeId });
  expect(checkIns.filter(({ note }) => note.startsWith('conflict'))).toHaveLength(6);
});

it('replies of the store are lost: what is recorded is there once, without a key of the page', async () => {
  await storm({ 'kvs.lostReply': 0.3 });
  const notes = await times(TRIES, async (n) => {
    const note = `lost ${n}`;
    const reply = await needle.ask(ADMIN, GLOBAL, 'checkin.record', { outcomeId, reported: 'on-track', note });
    return reply.ok ? note : undefined;
  });
  await faults(platform, SEED);
  const { checkIns } = await needle.call(ADMIN, GLOBAL, 'checkin.read', { outcomeId });
  const kept = checkIns.map(({ note }) => note).filter((note) => note.startsWith('lost'));
  expect(new Set(kept).size).toBe(kept.length);
  for (const note of notes) if (note !== undefined) expect(kept).toContain(note);
  await wholeTrail(needle);
});

it('functions are killed: what a page sends again under the same key is made once', async () => {
  const before = await outcomeTitles(needle);
  await storm({ 'function.killed': 0.8 });
  const titles = await times(4, async (n) => (await people.until(ADMIN, GLOBAL, 'outcome.create', { title: `Killed ${n}` })).outcome.title);
  await faults(platform, SEED);
  await platform.idle();
  expect(people.again.changes).toBeGreaterThan(0);
  // Queries lag behind for a moment.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await outcomeTitles(needle)).toEqual([...before, ...titles].sort());
});

it('Jira fails while events come: they come again, and need no sweep', async () => {
  const before = await counted('HRB');
  await storm({ 'jira.failed': 0.8, 'schedule.skipped': 1 });
  for (let n = 0; n < 4; n += 1) await create(`Failing ${n}`);
  await platform.idle();
  await storm({ 'schedule.skipped': 1 });
  await platform.clock({ advance: 'PT10M' });
  expect((await counted('HRB')) - before).toBe(4);
});

it('events are lost: the hourly sweep finds what changed, the daily comparison what is gone', async () => {
  const before = await counted('HRB');
  await storm({ 'event.lost': 1 });
  const made = await times(3, (n) => create(`Unheard ${n}`));
  await platform.idle();
  expect((await counted('HRB')) - before).toBe(0);
  await platform.clock({ advance: 'PT1H' });
  expect((await counted('HRB')) - before).toBe(3);
  await platform.jira(ADMIN)('DELETE', `/rest/api/3/issue/${made[0]?.body.key}`);
  await calm(platform);
  expect((await counted('HRB')) - before).toBe(2);
}, 60_000);

it('pushes to the queue fail: a fill that was asked for begins and ends all the same', async () => {
  await storm({ 'queue.failed': 0.4, 'schedule.skipped': 1 });
  await needle.call(PROJECT_ADMIN, onProject('HRB'), 'history.start', {});
  await platform.idle();
  await nothingStuck(needle);
});

it('what a queue accepted never comes: the fill is woken by the hour', async () => {
  await storm({ 'queue.lost': 1 });
  await needle.call(PROJECT_ADMIN, onProject('HRB'), 'history.start', {});
  await faults(platform, SEED);
  await platform.clock({ advance: 'PT2H' });
  await nothingStuck(needle);
});

it('a fill’s steps are killed, cut off, doubled and disordered: it is what a rebuild gives', async () => {
  await storm({ 'function.killed': 0.4, 'function.cutOff': 0.2, 'event.twice': 0.5, 'event.late': 0.5, 'jira.emptyPage': 0.5 });
  await people.until(PROJECT_ADMIN, onProject('HRB'), 'history.start', {});
  for (let n = 0; n < 3; n += 1) await create(`Meanwhile ${n}`);
  await platform.clock({ advance: 'PT30M' });
  await faults(platform, SEED);
  await platform.clock({ advance: 'PT2H' });
  await equalsRebuild(platform, needle);
}, 60_000);

it('one job fails: the others run all the same', async () => {
  await storm({ 'jira.failed': 1 });
  const now = (await platform.clock()).now;
  await platform.clock({ advance: 'PT1H' });
  await faults(platform, SEED);
  const { jobs } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'jobs.read', {});
  const run = (name: string) => jobs.find((job) => job.name === name);
  expect(run('sweep')?.ok).toBe(false);
  expect(run('escalation')).toMatchObject({ ok: true });
  expect((run('escalation')?.at ?? '') > now).toBe(true);
  await calm(platform);
  await nothingStuck(needle);
});

it('a batch of values that is sent again after a person corrected it does not take the correction back', async () => {
  const { kpiId } = await needle.outcomeWithKpi('Pushed');
  const { source, secret } = await needle.call(ADMIN, GLOBAL, 'source.create', { name: 'Monitoring', kpiIds: [kpiId] });
  const { address } = await needle.call(ADMIN, GLOBAL, 'source.list', {});
  const body = JSON.stringify([{ kpi: kpiId, at: '2026-03-16', value: 5 }]);
  const push = async (): Promise<number> => {
    const timestamp = String(Math.floor(Date.parse((await platform.clock()).now) / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-needle-source': source.sourceId, 'x-needle-timestamp': timestamp, 'x-needle-signature': `v1=${signature}` };
    return (await fetch(address, { method: 'POST', headers, body })).status;
  };
  expect(await push()).toBe(202);
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId, values: [{ at: '2026-03-16', value: 4 }] });
  expect(await push()).toBe(200);
  const { values } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
  expect(values.find(({ at }) => at === '2026-03-16')?.value).toBe(4);
});

it('Jira does not answer at all: a panel says so, in time and without its snapshot, as nobody could check who may see it', async () => {
  await storm({ 'jira.failed': 1 });
  expect(await needle.ask(ENGINEER, onIssue('HRB-3'), 'panel.read', {})).toMatchObject({ ok: false, error: { code: 'jira-unavailable', remedy: expect.any(String) } });
  await storm({ 'jira.quota': 1 });
  expect(await needle.ask(ENGINEER, onIssue('HRB-3'), 'panel.read', {})).toMatchObject({ ok: false, error: { code: 'busy' } });
});
