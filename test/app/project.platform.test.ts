import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

let platform: LocalPlatform;
let needle: Needle;
let outcomeId: string;

const link = async (project: string, key: string) =>
  needle.call(PROJECT_ADMIN, inSettings(project), 'link.set', { issueId: await needle.issueId(key), outcomeId });
const rowFor = async (who: string, project: string) => {
  const { rows } = await needle.call(who, onProject(project), 'project.read', {});
  return rows.find(({ outcome }) => outcome.outcomeId === outcomeId);
};

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  ({ outcomeId } = await needle.outcomeWithKpi('One harbour'));
  await link('HRB', 'HRB-1');
}, 60_000);
afterAll(() => platform?.stop());

it('tells no whole while the outcome is served here alone', async () => {
  const row = await rowFor(ENGINEER, 'HRB');
  expect(row?.delivery.epics).toBe(1);
  expect(row?.whole).toBeUndefined();
});

it('that a project’s history is read for a restricted outcome alone is told to those who see it, until there is another reason', async () => {
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quiet takeover', restricted: true });
  const issueId = await needle.issueId('QAY-1');
  const { version = 0 } = await needle.call(ADMIN, inSettings('QAY'), 'link.set', { issueId, outcomeId: outcome.outcomeId });
  await platform.idle();
  const told = async (who: string) => (await needle.call(who, onProject('QAY'), 'project.activity', {})).status.state;
  expect([await told(ADMIN), await told(ENGINEER)]).toEqual(['current', 'none']);
  expect(await needle.call(ENGINEER, onProject('QAY'), 'project.past', {})).toEqual({ weeks: [], epics: [] });
  await needle.call(ADMIN, inSettings('QAY'), 'link.remove', { issueId, outcomeId: outcome.outcomeId, version });
  await link('QAY', 'QAY-1');
  expect(await told(ENGINEER)).toBe('current');
});

it('adds up what the viewer may browse, and no part of what is not counted', async () => {
  for (const project of ['HRB', 'QAY']) await needle.call(ADMIN, onProject(project), 'project.count', {});
  const row = await rowFor(ADMIN, 'HRB');
  const there = await rowFor(ADMIN, 'QAY');
  expect(row?.whole).toMatchObject({ projects: 2, epics: 2, count: { total: (row?.delivery.count?.total ?? 0) + (there?.delivery.count?.total ?? 0) } });
  expect(there?.whole?.count).toEqual(row?.whole?.count);
});

it('leaves a project out that the viewer may not browse, even of the number of projects', async () => {
  expect((await rowFor(ENGINEER, 'HRB'))?.whole?.projects).toBe(2);
  for (const role of [10003, 10004]) await platform.jira(ADMIN)('DELETE', `/rest/api/3/project/QAY/role/${role}?user=${ENGINEER}`);
  expect((await platform.jira(ENGINEER)('GET', '/rest/api/3/project/QAY')).status).toBe(404);
  const row = await rowFor(ENGINEER, 'HRB');
  expect(row?.delivery.count?.total).toBeGreaterThan(0);
  expect(row?.whole).toBeUndefined();
  expect((await rowFor(ADMIN, 'HRB'))?.whole?.projects).toBe(2);
});

it('tells what the project is called to those who may browse it', async () => {
  expect(await needle.call(ENGINEER, onProject('HRB'), 'project.name', {})).toEqual({ key: 'HRB', name: expect.stringMatching(/./) });
  expect(await needle.ask(ENGINEER, onProject('QAY'), 'project.name', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('tells in the list of outcomes, where it is asked for, what was delivered in all projects that the viewer may browse', async () => {
  const listed = async (who: string, delivery: boolean) => {
    const { outcomes } = await needle.call(who, GLOBAL, 'outcome.list', { delivery });
    return outcomes.find((one) => one.outcomeId === outcomeId)?.delivery;
  };
  expect(await listed(ADMIN, true)).toEqual((await rowFor(ADMIN, 'HRB'))?.whole);
  expect(await listed(ENGINEER, true)).toEqual({ ...(await rowFor(ENGINEER, 'HRB'))?.delivery, projects: 1 });
  expect(await listed(ADMIN, false)).toBeUndefined();
});

it('an outcome is read in full from the project page, with its values', async () => {
  const { measures } = await needle.call(ENGINEER, onProject('HRB'), 'outcome.read', { outcomeId });
  const kpiId = measures[0]?.view.kpiId ?? '';
  const { values } = await needle.call(ENGINEER, onProject('HRB'), 'kpi.read', { kpiId });
  expect(values.map(({ value }) => value)).toEqual([8.4, 7.5]);
  expect(await needle.ask(ENGINEER, GLOBAL, 'kpi.read', { kpiId })).toMatchObject({ ok: true });
});

it('counts and pages only what the viewer may see', async () => {
  const before = (await needle.call(ENGINEER, onProject('HRB'), 'project.read', {})).rows.length;
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Quiet takeover', restricted: true });
  await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-2'), outcomeId: outcome.outcomeId });
  const beyond = { ok: false, error: { code: 'invalid-input', field: 'offset' } };
  expect(await needle.ask(ENGINEER, onProject('HRB'), 'project.read', { offset: before })).toMatchObject({ ok: true, data: { rows: [] } });
  expect(await needle.ask(ENGINEER, onProject('HRB'), 'project.read', { offset: before + 1 })).toMatchObject(beyond);
  expect(await needle.ask(ADMIN, onProject('HRB'), 'project.read', { offset: before + 1 })).toMatchObject({ ok: true });
});
