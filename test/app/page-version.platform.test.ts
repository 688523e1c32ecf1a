import { type CallInput } from '../../src/contract';
import { markOf } from '../../src/domain/mark';
import { watchedOf } from '../../static/kit/watched';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, type Place, inSettings, needleOn, onIssue, onProject } from '../support/needle';

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

const markFor = async (who: string, place: Place, watch: CallInput<'page.version'>) => (await needle.call(who, place, 'page.version', watch)).version;
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

test('what a panel, a list and an outcome were read with is what the mark says of them', async () => {
  const panel = await needle.call(ENGINEER, onIssue('HRB-7'), 'panel.read', {});
  const { watch, shown } = watchedOf(panel);
  expect(shown.map(({ id }) => id)).toEqual([ids.outcomeId, await needle.issueId('HRB-1')]);
  expect(await markFor(ENGINEER, onIssue('HRB-7'), watch)).toBe(markOf(shown));
  const { outcomes } = await needle.call(ADMIN, GLOBAL, 'outcome.list', { state: 'open' });
  const seen = outcomes.map(({ outcomeId, version: of = 0 }) => ({ id: outcomeId, version: of }));
  expect(await markFor(ADMIN, GLOBAL, { list: 'open' })).toBe(markOf(seen));
  const { shown: of = 0 } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: ids.outcomeId });
  expect(await markFor(ADMIN, GLOBAL, { outcomeIds: [ids.outcomeId] })).toBe(markOf([{ id: ids.outcomeId, version: of }]));
});

/** Lists lag behind what is written, on the local platform by 10 ms of the machine's own clock. */
const caughtUp = () => new Promise((done) => setTimeout(done, 200));

test('a new outcome is in the mark of the list for those who see it, and for nobody else', async () => {
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Seen by its makers', restricted: true });
  await caughtUp();
  expect(await markFor(ADMIN, GLOBAL, { list: 'open' })).toContain(`${outcome.outcomeId}:`);
  expect(await markFor(ENGINEER, GLOBAL, { list: 'open' })).not.toContain(outcome.outcomeId);
});

test('a value changes the mark of its KPI; a suggestion that of the project’s settings, a link that of the issue too', async () => {
  const marks = async () => ({
    kpi: await markFor(ADMIN, GLOBAL, { kpiId: ids.kpiId }),
    settings: await markFor(PROJECT_ADMIN, inSettings('HRB'), { project: true }),
    issue: await markFor(ENGINEER, onIssue('HRB-2'), { issueIds: [await needle.issueId('HRB-2')] }),
  });
  const first = await marks();
  await record(5);
  const valued = await marks();
  expect(valued.kpi).not.toBe(first.kpi);
  expect(valued.issue).toBe(first.issue);
  await needle.call(ENGINEER, onIssue('HRB-2'), 'request.make', { outcomeId: ids.outcomeId });
  const suggested = await marks();
  expect(suggested).toEqual({ ...valued, settings: expect.not.stringMatching(new RegExp(`^${valued.settings}$`)) });
  await needle.call(PROJECT_ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-2'), outcomeId: ids.outcomeId });
  const linked = await marks();
  expect(linked.settings).not.toBe(suggested.settings);
  expect(linked.issue).not.toBe(suggested.issue);
});

test('a new KPI, a value and a new source are news to whoever manages outcomes, and to nobody else', async () => {
  const marks = async (who: string) => ({ kpis: await markFor(who, GLOBAL, { kpis: 'open' }), sources: await markFor(who, GLOBAL, { sources: true }) });
  const [before, engineer] = [await marks(ADMIN), await marks(ENGINEER)];
  await record(4);
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Idle cranes', unit: 'hours', direction: 'decrease', cadence: 'week' });
  await caughtUp();
  const after = await marks(ADMIN);
  expect(after.kpis).toContain(kpi.kpiId);
  expect(after.sources).toBe(before.sources);
  expect(after.kpis.split(' ').filter((one) => before.kpis.includes(one)).join(' ')).not.toContain(ids.kpiId);
  await needle.call(ADMIN, GLOBAL, 'source.create', { name: 'Crane computer', kpiIds: [kpi.kpiId] });
  expect((await marks(ADMIN)).sources).not.toBe(before.sources);
  expect(await marks(ENGINEER)).toEqual(engineer);
  expect(engineer).toEqual({ kpis: '', sources: '' });
});

test('the work of a project is in the mark of its page for those who are told of it, and in no other', async () => {
  await platform.clock({ advance: 'PT1H' });
  await platform.idle();
  const worked = (mark: string) => mark.split(' ').find((one) => one.startsWith('activity/'));
  const before = worked(await markFor(ENGINEER, onProject('HRB'), { project: true }));
  expect(before).toBeDefined();
  expect(worked(await markFor(PROJECT_ADMIN, inSettings('HRB'), { project: true }))).toBeUndefined();
  expect(worked(await markFor(OUTSIDER, onProject('HRB'), { project: true }))).toBeUndefined();
  await platform.clock({ advance: 'PT1H' });
  await platform.idle();
  expect(worked(await markFor(ENGINEER, onProject('HRB'), { project: true }))).not.toBe(before);
  // Read for the sake of a restricted outcome alone: nobody else learns that it is.
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Behind doors', restricted: true });
  await needle.call(ADMIN, inSettings('QAY'), 'link.set', { issueId: await needle.issueId('QAY-1'), outcomeId: outcome.outcomeId });
  await platform.idle();
  expect(worked(await markFor(ADMIN, onProject('QAY'), { project: true }))).toBeDefined();
  expect(await markFor(ENGINEER, onProject('QAY'), { project: true })).toBe('');
});

test('it costs one read of the storage and at most three requests to Jira', async () => {
  await platform.resetMeter();
  await version(ENGINEER);
  const { kvs, jira } = await platform.meter();
  expect(kvs.writes).toBe(0);
  expect(kvs.requests).toBeLessThanOrEqual(2);
  expect(jira.requests).toBeLessThanOrEqual(3);
});

test('what the guided set-up tells is in the mark for those who manage outcomes, and for nobody else', async () => {
  const PAGES: Place[] = [GLOBAL, { moduleKey: 'admin-page' }];
  const marks = () => Promise.all(PAGES.map((place) => markFor(ADMIN, place, { setup: true })));
  const before = await marks();
  expect(await marks()).toEqual(before);
  expect(before[1]).toBe(before[0]);
  const { epics } = await needle.call(ADMIN, inSettings('HRB'), 'epic.list', {});
  const epic = epics.find(({ key }) => key === 'HRB-2');
  await needle.call(ADMIN, inSettings('HRB'), 'link.remove', { issueId: epic?.issueId ?? '', outcomeId: ids.outcomeId, version: epic?.version ?? 0 });
  await caughtUp();
  expect(await marks()).not.toEqual(before);
  expect(await markFor(ENGINEER, GLOBAL, { setup: true })).toBe('');
});

test('the admin page is told of roles, settings, rules, teams, readings, jobs and pins; nobody else is, and no other page', async () => {
  const PAGE: Place = { moduleKey: 'admin-page' };
  const site = () => markFor(ADMIN, PAGE, { site: true });
  const projectId = (await platform.jira(ADMIN)<{ id: string }>('GET', '/rest/api/3/project/HRB')).body.id;
  const { groups } = await needle.call(ADMIN, PAGE, 'group.find', { query: '' });
  const changes: (() => Promise<unknown>)[] = [
    () => needle.call(ADMIN, PAGE, 'roles.set', { groupId: groups[0]?.groupId ?? '' }),
    () => needle.call(ADMIN, PAGE, 'settings.set', { notices: false }),
    () => needle.call(ADMIN, PAGE, 'rules.set', { rules: [{ field: 'type', value: 'Bug', work: 'run' }] }),
    () => needle.call(ADMIN, PAGE, 'team.set', { name: 'Harbour', projectKeys: ['HRB'] }),
    () => needle.call(ADMIN, PAGE, 'history.refill', { projectId }),
    () => needle.call(ADMIN, PAGE, 'pin.set', { projectIds: [projectId], pinned: true }).then(() => platform.clock({ advance: 'PT1M' })),
    () => platform.clock({ advance: 'PT2H' }),
  ];
  for (const [at, make] of changes.entries()) {
    await platform.idle();
    const before = await site();
    expect(await site()).toBe(before);
    await make();
    expect([at, await site()]).not.toEqual([at, before]);
  }
  expect(await markFor(ENGINEER, PAGE, { site: true })).toBe('');
  expect(await markFor(ADMIN, GLOBAL, { site: true })).toBe('');
});
