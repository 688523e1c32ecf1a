import { JOBS } from '../../src/domain/installation';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { ADMIN, ENGINEER, GLOBAL, type Needle, type Place, PROJECT_ADMIN, needleOn, onIssue, onProject } from '../support/needle';

let platform: LocalPlatform;
let needle: Needle;
let groupId: string;
const ADMIN_PAGE: Place = { moduleKey: 'admin-page' };

async function jira<T>(method: string, path: string, body?: unknown): Promise<T> {
  const reply = await platform.jira(ADMIN)<T>(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
  ({ groupId } = await jira<{ groupId: string }>('POST', '/rest/api/3/group', { name: 'outcome-managers' }));
}, 60_000);
afterAll(() => platform?.stop());

const join = (accountId: string) => jira('POST', `/rest/api/3/group/user?groupId=${groupId}`, { accountId });
const leave = (accountId: string) => jira('DELETE', `/rest/api/3/group/user?groupId=${groupId}&accountId=${accountId}`);
const create = (who: string, title = 'Faster berth requests') => needle.ask(who, GLOBAL, 'outcome.create', { title });

describe('outcome managers', () => {
  it('are Jira’s administrators alone until a group is named', async () => {
    await join(ENGINEER);
    expect(await needle.call(ADMIN, ADMIN_PAGE, 'roles.read', {})).toEqual({});
    expect(await create(ENGINEER)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect((await needle.call(ENGINEER, GLOBAL, 'access.read', {})).manageOutcomes).toBe(false);
  });

  it('are then the group’s members too, from the next call on', async () => {
    const { groups } = await needle.call(ADMIN, ADMIN_PAGE, 'group.find', { query: 'manag' });
    expect(groups).toEqual([{ groupId, name: 'outcome-managers' }]);
    expect(await needle.call(ADMIN, ADMIN_PAGE, 'roles.set', { groupId })).toEqual({ version: 1, managersGroup: { groupId, name: 'outcome-managers' } });
    expect((await needle.call(ENGINEER, GLOBAL, 'access.read', {})).manageOutcomes).toBe(true);
    expect(await create(ENGINEER)).toMatchObject({ ok: true });
    expect(await create(PROJECT_ADMIN)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it('see restricted outcomes everywhere, and no longer once they left the group', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Secret', restricted: true });
    const { outcomeId } = outcome;
    await needle.call(ADMIN, { moduleKey: 'project-settings', projectKey: 'HRB' }, 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId });
    const seen = async () => {
      const panel = await needle.call(ENGINEER, onIssue('HRB-1'), 'panel.read', {});
      const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
      const list = await needle.call(ENGINEER, GLOBAL, 'outcome.list', {});
      return [panel.outcomes.length, page.rows.length, list.outcomes.filter((o) => o.title === 'Secret').length];
    };
    expect(await seen()).toEqual([1, 1, 1]);
    await leave(ENGINEER);
    expect(await seen()).toEqual([0, 0, 0]);
    expect(await needle.ask(ENGINEER, GLOBAL, 'outcome.read', { outcomeId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it.each([
    ['an engineer', ENGINEER, 'forbidden'],
    ['a project administrator', PROJECT_ADMIN, 'forbidden'],
  ])('%s may neither read nor set roles', async (_who, account, code) => {
    expect(await needle.ask(account, ADMIN_PAGE, 'roles.read', {})).toMatchObject({ ok: false, error: { code } });
    expect(await needle.ask(account, ADMIN_PAGE, 'roles.set', { groupId: null, version: 1 })).toMatchObject({ ok: false, error: { code } });
    expect(await needle.ask(account, ADMIN_PAGE, 'group.find', { query: '' })).toMatchObject({ ok: false, error: { code } });
  });

  it('a group that is not there is refused, and so is a stale page', async () => {
    expect(await needle.ask(ADMIN, ADMIN_PAGE, 'roles.set', { version: 1, groupId: 'gone' })).toMatchObject({ ok: false, error: { code: 'not-found', field: 'groupId' } });
    expect(await needle.ask(ADMIN, ADMIN_PAGE, 'roles.set', { groupId: null })).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } });
    expect(await needle.call(ADMIN, ADMIN_PAGE, 'roles.set', { version: 1, groupId: null })).toEqual({ version: 2 });
  });
});

describe('named roles', () => {
  it('an approver sees a restricted outcome and may not change it', async () => {
    const input = { title: 'Quiet berths', restricted: true, approverIds: [ENGINEER] };
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', input);
    const { outcomeId, version } = outcome;
    const read = await needle.call(ENGINEER, GLOBAL, 'outcome.read', { outcomeId });
    expect(read).toMatchObject({ outcome: { approverIds: [ENGINEER] }, mayEdit: false });
    expect(await needle.ask(ENGINEER, GLOBAL, 'outcome.update', { outcomeId, version, title: 'Mine' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
    expect(JSON.stringify(records)).not.toContain(ENGINEER);
    await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, approverIds: [] });
    expect(await needle.ask(ENGINEER, GLOBAL, 'outcome.read', { outcomeId })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('an outcome is handed over to another owner, who may then change it', async () => {
    const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Handed over', ownerId: PROJECT_ADMIN });
    const { outcomeId, version } = outcome;
    const changed = await needle.call(PROJECT_ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, ownerId: ENGINEER });
    expect(changed.outcome.ownerId).toBe(ENGINEER);
    expect(await needle.ask(PROJECT_ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: 2, title: 'Back' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('an outcome’s owner puts a KPI of others back that they took out themselves, and takes in no other', async () => {
    const { outcomeId, kpiId } = await needle.outcomeWithKpi('Tugs by night', { ownerId: ENGINEER });
    const terms = { baseline: { kind: 'stated' as const, level: 9 }, target: { kind: 'value' as const, value: 6, by: '2026-12-18' } };
    const take = (who: string, kpi: string) => needle.ask(who, GLOBAL, 'measure.set', { outcomeId, kpiId: kpi, role: 'supporting', ...terms });
    const { kpi: other } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Tugs', unit: 'tugs', direction: 'decrease', cadence: 'week' });
    expect(await take(ENGINEER, other.kpiId)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'kpiId' } });
    expect(await take(ADMIN, other.kpiId)).toMatchObject({ ok: true });
    const out = (who: string) => needle.call(who, GLOBAL, 'measure.remove', { outcomeId, kpiId: other.kpiId, version: 1 });
    await out(ENGINEER);
    expect(await take(ENGINEER, other.kpiId)).toMatchObject({ ok: true });
    await out(ADMIN);
    expect(await take(ENGINEER, other.kpiId)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'kpiId' } });
    expect(await take(ENGINEER, kpiId)).toMatchObject({ ok: false, error: { code: 'already-exists' } });
  });

  it.each([
    ['ownerId', { ownerId: 'nobody-here' }],
    ['approverIds', { approverIds: [ENGINEER, 'nobody-here'] }],
  ])('someone whom Jira does not show cannot be %s', async (field, wrong) => {
    expect(await needle.ask(ADMIN, GLOBAL, 'outcome.create', { title: 'Unowned', ...wrong })).toMatchObject({ ok: false, error: { code: 'invalid-input', field } });
  });
});

describe('pinning the panel', () => {
  const list = (query = '') => needle.call(ADMIN, ADMIN_PAGE, 'pin.list', { query });
  const pinned = async () => (await list()).projects.filter((project) => project.pinned).map(({ key }) => key);

  it('pins it to projects through Jira, and takes it off again', async () => {
    const { projects } = await list();
    expect(projects.map(({ key }) => key).sort()).toEqual(['HRB', 'QAY']);
    expect(await pinned()).toEqual([]);
    const harbour = projects.filter(({ key }) => key === 'HRB').map(({ projectId }) => projectId);
    await needle.call(ADMIN, ADMIN_PAGE, 'pin.set', { projectIds: harbour, pinned: true });
    expect(await pinned()).toEqual(['HRB']);
    await needle.call(ADMIN, ADMIN_PAGE, 'pin.set', { projectIds: harbour, pinned: false });
    expect(await pinned()).toEqual([]);
  });

  it('finds projects by name, and refuses one that is not there without pinning any', async () => {
    const [first] = (await list()).projects;
    expect((await list(first?.key)).projects.map(({ key }) => key)).toEqual([first?.key]);
    const asked = { projectIds: [first?.projectId ?? '', '99999'], pinned: true };
    expect(await needle.ask(ADMIN, ADMIN_PAGE, 'pin.set', asked)).toMatchObject({ ok: false, error: { code: 'not-found', field: 'projectIds' } });
    expect(await pinned()).toEqual([]);
  });

  it('is for administrators only', async () => {
    expect(await needle.ask(PROJECT_ADMIN, ADMIN_PAGE, 'pin.list', {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await needle.ask(PROJECT_ADMIN, ADMIN_PAGE, 'pin.set', { projectIds: ['1'], pinned: true })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

it('names are those that Jira shows to the one who looks', async () => {
  const { people } = await needle.call(ENGINEER, GLOBAL, 'person.names', { accountIds: [ADMIN, 'nobody-here', ADMIN] });
  expect(people).toEqual([{ accountId: ADMIN, name: expect.stringMatching(/\w/) }]);
  const [admin] = people;
  const found = await needle.call(ENGINEER, GLOBAL, 'person.find', { query: admin?.name.slice(0, 3) ?? '' });
  expect(found.people).toContainEqual(admin);
});

describe('health', () => {
  it('the check runs on the installation itself, leaves nothing behind, and tells when a schedule does not run', async () => {
    const check = () => needle.call(ADMIN, ADMIN_PAGE, 'installation.check', {});
    const failed = (report: Awaited<ReturnType<typeof check>>) => report.checks.filter(({ ok }) => !ok).map((one) => one.check);
    expect(failed(await check())).toEqual(['schedule.every-hour', 'events.lag']);
    await platform.clock({ advance: 'PT2H' });
    await jira('PUT', '/rest/api/3/issue/HRB-2', { fields: { labels: ['quay'] } });
    await platform.idle();
    const report = await check();
    expect(failed(report)).toEqual([]);
    expect(report.checks.length).toBeGreaterThanOrEqual(14);
    expect(report.checks.find((one) => one.check === 'events.lag')?.detail).toMatch(/^\d+ ms, 2026-03-20T12:/);
    const { jobs } = await needle.call(ADMIN, ADMIN_PAGE, 'jobs.read', {});
    expect(jobs).toMatchObject(JOBS.map((name) => ({ name, ok: true, late: false })));
  });

  it('is for administrators only', async () => {
    for (const name of ['installation.check', 'jobs.read'] as const) {
      expect(await needle.ask(PROJECT_ADMIN, ADMIN_PAGE, name, {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
  });
});
