import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN, ENGINEER, type Needle, OUTSIDER, PROJECT_ADMIN, needleOn, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { FCREPO, RULES, countedIn, sorted, storedIn } from '../support/fcrepo';
import { storedWeeks } from '../support/stored';
import { realHistory } from '../dev/host/jira/history';

async function projectId(platform: LocalPlatform, key: string): Promise<string> {
  const { body } = await platform.jira(ADMIN)<{ id: string }>('GET', `/rest/api/3/project/${key}`);
  return body.id;
}

async function fill(platform: LocalPlatform, needle: Needle, key: string): Promise<void> {
  await needle.call(PROJECT_ADMIN, onProject(key), 'history.start', {});
  await platform.idle();
}

const lines = realHistory();
(lines ? describe : describe.skip)('a real history of 1,000 issues', () => {
  let platform: LocalPlatform;
  let needle: Needle;
  beforeAll(async () => {
    platform = await startPlatform({ seed: join(process.env['NEEDLE_SHARED'] ?? '../shared', 'data/jira/fcrepo.jsonl') });
    needle = needleOn(platform);
    await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'rules.set', { rules: RULES });
    await platform.resetMeter();
    await fill(platform, needle, FCREPO);
  }, 90_000);
  afterAll(() => platform?.stop());

  it('gives, week by week, what a straightforward count over the file gives: 363 change and 263 run', async () => {
    const stored = storedIn(platform, await projectId(platform, FCREPO));
    expect(sorted(stored)).toEqual(sorted(countedIn(lines ?? [])));
    const total = (kind: 'change' | 'run') => [...stored.values()].reduce((sum, week) => sum + week[kind], 0);
    expect([total('change'), total('run')]).toEqual([363, 263]);
    const cancelled = [...storedWeeks(platform.data, await projectId(platform, FCREPO)).values()].reduce((sum, w) => sum + w.change.cancelled + w.run.cancelled + w.open.cancelled, 0);
    expect(cancelled).toBe(89);
  });

  it('takes the least number of Jira pages and a fraction of a write an issue', async () => {
    const { kvs, jira } = await platform.meter();
    // Ten pages of a hundred and one bulk request for their changes; five more to learn how the site works.
    expect(jira.requests).toBeLessThanOrEqual(Math.ceil(1.1 * 11) + 5);
    expect(kvs.writes / 1_000).toBeLessThanOrEqual(0.2);
  });
});

describe('a project whose history is kept', () => {
  let platform: LocalPlatform;
  let needle: Needle;
  let jira: ReturnType<LocalPlatform['jira']>;
  let id: string;
  const WEEK = '2026-06-22';
  const here = () => storedWeeks(platform.data, id).get(WEEK);

  beforeAll(async () => {
    platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-06-23T10:00:00.000Z' });
    needle = needleOn(platform);
    jira = platform.jira(ADMIN);
    id = await projectId(platform, 'HRB');
    await fill(platform, needle, 'HRB');
  }, 60_000);
  afterAll(() => platform?.stop());

  async function create(fields: Record<string, unknown> = {}): Promise<string> {
    const { body } = await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: 'Story' }, summary: 'Mooring plan', ...fields } });
    await platform.idle();
    return body.key;
  }

  async function transition(key: string, category: string): Promise<void> {
    const { body } = await jira<{ transitions: { id: string; to: { statusCategory: { key: string } } }[] }>('GET', `/rest/api/3/issue/${key}/transitions`);
    const to = body.transitions.find((t) => t.to.statusCategory.key === category);
    await jira('POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id: to?.id } });
    await platform.idle();
  }

  it('follows an issue from its creation to its end, and back when it is reopened', async () => {
    const before = here()?.open;
    const key = await create();
    expect(here()?.open.created).toBe((before?.created ?? 0) + 1);
    await transition(key, 'done');
    expect(here()?.open.done).toBe((before?.done ?? 0) + 1);
    await transition(key, 'new');
    expect(here()?.open.done).toBe(before?.done ?? 0);
    await jira('DELETE', `/rest/api/3/issue/${key}`);
    await platform.idle();
    expect(here()?.open.created ?? 0).toBe(before?.created ?? 0);
  });

  it('counts nothing of an issue twice when its event comes twice', async () => {
    const key = await create();
    const before = here();
    const folder = mkdtempSync(join(tmpdir(), 'needle-replay-'));
    const file = join(folder, 'again.jsonl');
    writeFileSync(file, readFileSync('test/fixtures/harbour.jsonl'));
    await platform.control('POST', '/_host/replay', { file, seed: 3, duplicate: 0.5, shuffle: 20 });
    await platform.idle();
    rmSync(folder, { recursive: true });
    expect(here()).toEqual(before);
    await jira('DELETE', `/rest/api/3/issue/${key}`);
    await platform.idle();
  });

  it('counts story points, by whatever field has them, and logged hours in their weeks, until they are changed', async () => {
    const { body: fields } = await jira<{ id: string; name: string; schema?: { type: string } }[]>('GET', '/rest/api/3/field');
    const points = fields.find(({ name, schema }) => name === 'Story Points' && schema?.type === 'number')?.id ?? '';
    const key = await create({ [points]: 5 });
    const sums = () => [here()?.open.donePoints ?? 0, here()?.open.hours ?? 0];
    const before = sums();
    const since = () => sums().map((n, i) => n - (before[i] ?? 0));
    await jira('POST', `/rest/api/3/issue/${key}/worklog`, { started: '2026-06-22T09:00:00.000+0000', timeSpentSeconds: 5_400 });
    await transition(key, 'done');
    expect(since()).toEqual([5, 1.5]);
    await jira('PUT', `/rest/api/3/issue/${key}`, { fields: { [points]: 8 } });
    await platform.idle();
    expect(since()).toEqual([8, 1.5]);
    await jira('DELETE', `/rest/api/3/issue/${key}`);
    await platform.idle();
    expect(since()).toEqual([0, 0]);
  });

  it('takes at most 3 points and 6 requests to the store for an event', async () => {
    const key = await create();
    await platform.resetMeter();
    await jira('PUT', `/rest/api/3/issue/${key}`, { fields: { summary: 'Mooring plan, second draft', labels: ['quay'] } });
    await platform.idle();
    const { jira: used, kvs } = await platform.meter();
    // The edit itself costs a point.
    expect(used.points).toBeLessThanOrEqual(1 + 3);
    expect(kvs.requests).toBeLessThanOrEqual(6);
  });

  it('books a move to another epic in its week, from events as from a reading, within the same bounds', async () => {
    const epics = [await create({ issuetype: { name: 'Epic' } }), await create({ issuetype: { name: 'Epic' } })];
    const key = await create({ parent: { key: epics[0] } });
    const moved = () => [here()?.open.joined ?? 0, here()?.open.left ?? 0];
    expect(moved()).toEqual([0, 0]);
    await platform.resetMeter();
    await jira('PUT', `/rest/api/3/issue/${key}`, { fields: { parent: { key: epics[1] } } });
    await platform.idle();
    const { jira: used, kvs } = await platform.meter();
    expect(used.points).toBeLessThanOrEqual(1 + 3);
    expect(kvs.requests).toBeLessThanOrEqual(6);
    expect(moved()).toEqual([1, 1]);
    await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'history.refill', { projectId: id });
    await platform.idle();
    expect(moved()).toEqual([1, 1]);
    for (const one of [key, ...epics]) await jira('DELETE', `/rest/api/3/issue/${one}`);
    await platform.idle();
  });

  it('tells everyone who may browse it how far it was read, and nobody else', async () => {
    const { status } = await needle.call(ENGINEER, onProject('HRB'), 'project.activity', {});
    expect(status.state).toBe('current');
    expect(await needle.ask(OUTSIDER, onProject('HRB'), 'project.activity', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await needle.ask(ENGINEER, onProject('HRB'), 'history.start', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await needle.ask(PROJECT_ADMIN, { moduleKey: 'admin-page' }, 'history.read', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('names the project on the admin page, and reads it again there', async () => {
    const admin = { moduleKey: 'admin-page' } as const;
    expect((await needle.call(ADMIN, admin, 'history.read', {})).projects).toMatchObject([{ key: 'HRB', status: { state: 'current' } }]);
    const before = storedWeeks(platform.data, id);
    expect((await needle.call(ADMIN, admin, 'history.refill', { projectId: id })).status.state).toBe('filling');
    await platform.idle();
    expect(storedWeeks(platform.data, id)).toEqual(before);
    expect(await needle.ask(ADMIN, admin, 'history.refill', { projectId: '987654' })).toMatchObject({ ok: false, error: { code: 'not-found', field: 'projectId' } });
  });

  it('takes rules by a query, tried on real issues before they are saved, for the past and for what comes', async () => {
    const admin = { moduleKey: 'admin-page' } as const;
    const key = await create({ labels: ['dredging'] });
    const rules = [{ field: 'jql' as const, value: 'labels = dredging AND project = HRB', work: 'run' as const }];
    const tried = await needle.call(ADMIN, admin, 'rules.try', { rules });
    expect(tried.rules).toEqual([{ decides: 1, samples: [{ key, summary: 'Mooring plan', type: 'Story' }] }]);
    expect(tried.made).toEqual({ change: 0, run: 1, open: tried.looked - 1 });
    expect(here()?.run?.created ?? 0).toBe(0);
    const { version } = await needle.call(ADMIN, admin, 'rules.set', { rules });
    await platform.idle();
    expect(here()?.run.created).toBe(1);
    await jira('PUT', `/rest/api/3/issue/${key}`, { fields: { labels: [] } });
    await platform.idle();
    expect(here()?.run?.created ?? 0).toBe(0);
    const unreadable = [...rules, { field: 'jql' as const, value: 'labels = = x', work: 'run' as const }];
    expect((await needle.call(ADMIN, admin, 'rules.try', { rules: unreadable })).rules[1]?.fault).toMatch(/JQL/);
    expect(await needle.ask(ADMIN, admin, 'rules.set', { rules: unreadable, version })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'rules.1.value' } });
    expect((await needle.call(ADMIN, admin, 'rules.read', {})).rules).toEqual(rules);
  });

  it('counts weeks in the zone that an administrator sets, in the past too', async () => {
    const admin = { moduleKey: 'admin-page' } as const;
    await platform.clock({ now: '2026-06-28T22:30:00.000Z', frozen: true });
    const next = () => storedWeeks(platform.data, id).get('2026-06-29')?.open.created ?? 0;
    await create();
    expect(next()).toBe(0);
    expect(await needle.ask(ADMIN, admin, 'settings.set', { notices: true, zone: 'Mars/Olympus' })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'zone' } });
    expect(await needle.ask(PROJECT_ADMIN, admin, 'settings.set', { notices: true })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    await needle.call(ADMIN, admin, 'settings.set', { notices: true, zone: 'Europe/Berlin' });
    await platform.idle();
    expect(next()).toBe(1);
  });
});
