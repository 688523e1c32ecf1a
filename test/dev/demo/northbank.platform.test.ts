/** The demo tells its story: through the app's own calls, read as the people whom it concerns. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../dev/host/database';
import { HostState } from '../../../dev/host/state';
import { lookBack } from '../../../src/domain/look-back';
import { outcomeTrees, rolledUp } from '../../../src/domain/outcome-tree';
import { stall } from '../../../src/domain/stall';
import { type LocalPlatform, startPlatform } from '../../support/platform';
import { ADMIN, ENGINEER, GLOBAL, OUTSIDER, PROJECT_ADMIN, type Needle, inSettings, needleOn, onIssue, onProject } from '../../support/needle';

const MANAGER = 'manager';
const OWNER = 'lena.moreau';
const APPROVER = 'sam.okoye';
const DAY = 86_400_000;
const FIVE_WEEKS = 35 * DAY;

let platform: LocalPlatform;
let needle: Needle;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'demo' });
  needle = needleOn(platform);
}, 300_000);
afterAll(async () => {
  await platform?.stop();
  rmSync(platform.data, { recursive: true, force: true });
});

async function outcomesOf(projectKey: string) {
  const { rows } = await needle.call(ENGINEER, onProject(projectKey), 'project.read', {});
  return new Map(rows.map((row) => [row.outcome.title, row]));
}
const primary = (row: Awaited<ReturnType<typeof outcomesOf>> extends Map<string, infer R> ? R | undefined : never) =>
  row?.outcome.measures.find((m) => m.role === 'primary')?.verdict;

it('holds two projects and more, a service desk, 26 weeks of work up to now, epics, outcomes, KPIs and people of every kind', async () => {
  const admin = platform.jira(ADMIN);
  const { body: projects } = await admin<{ values: { projectTypeKey: string }[] }>('GET', '/rest/api/3/project/search');
  expect(projects.values.filter(({ projectTypeKey }) => projectTypeKey === 'software').length).toBeGreaterThanOrEqual(2);
  expect(projects.values.filter(({ projectTypeKey }) => projectTypeKey === 'service_desk')).toHaveLength(1);
  const count = async (jql: string): Promise<number> => (await admin<{ count: number }>('POST', '/rest/api/3/search/approximate-count', { jql })).body.count;
  expect(await count('project is not empty')).toBeGreaterThanOrEqual(400);
  expect(await count('issuetype = Epic')).toBeGreaterThanOrEqual(8);
  expect([await count('created < -27w'), await count('created >= -26w AND created < -25w') > 0, await count('created >= -1w') > 0]).toEqual([0, true, true]);
  expect((await needle.call(ADMIN, GLOBAL, 'kpi.list', { state: 'open' })).kpis.length).toBeGreaterThanOrEqual(8);
  const roles = (await platform.users()).map((user) => user.roles.map((role) => role.split(':')[0]));
  expect(roles.some((own) => own.includes('siteAdmin'))).toBe(true);
  expect(roles.some((own) => own.includes('projectAdmin') && !own.includes('siteAdmin'))).toBe(true);
  expect(roles.filter((own) => own.includes('member')).length).toBeGreaterThanOrEqual(8);
  expect(roles.some((own) => own.length === 0)).toBe(true);
});

it('holds four outcomes that tell its story, one above two of them that shows the worse of both, and one that is restricted', async () => {
  const { outcomes } = await needle.call(ADMIN, GLOBAL, 'outcome.list', { state: 'open' });
  const above = outcomes.find(({ title }) => title === 'One portal for every request');
  const told = outcomes.filter(({ restricted, outcomeId }) => !restricted && outcomeId !== above?.outcomeId);
  expect(told.map(({ title }) => title).sort()).toEqual(['Customers serve themselves', 'Faster service requests', 'Off the old portal', 'Ready on day one']);
  expect(told.filter(({ parentId }) => parentId === above?.outcomeId).map(({ title }) => title).sort()).toEqual(['Customers serve themselves', 'Off the old portal']);
  const tree = outcomeTrees(outcomes).find(({ item }) => item.outcomeId === above?.outcomeId);
  expect([above?.signal.kind, tree && rolledUp(tree).signal.kind]).toEqual(['unproven', 'silent-stall']);
  expect(outcomes.filter(({ restricted }) => restricted).map(({ title }) => title)).toEqual(['End the old portal’s contract']);
});

it('shows each role: who manages outcomes without administering Jira, who owns, who approves, and who may not know', async () => {
  const { managersGroup } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'roles.read', {});
  const { body: members } = await platform.jira(ADMIN)<{ values: { accountId: string }[] }>('GET', `/rest/api/3/group/member?groupId=${managersGroup?.groupId}`);
  expect(members.values.map(({ accountId }) => accountId)).toEqual([MANAGER]);
  const seen = async (accountId: string) => (await needle.call(accountId, GLOBAL, 'outcome.list', { state: 'open' })).outcomes;
  for (const [accountId, mayKnow] of [[MANAGER, true], [OWNER, true], [APPROVER, false], [ENGINEER, false]] as const) {
    expect([accountId, (await seen(accountId)).some(({ restricted }) => restricted)]).toEqual([accountId, mayKnow]);
  }
  const outcomeId = (await seen(MANAGER)).find(({ title }) => title === 'Off the old portal')?.outcomeId ?? '';
  expect((await needle.call(ENGINEER, GLOBAL, 'outcome.read', { outcomeId })).outcome).toMatchObject({ ownerId: OWNER, approverIds: [APPROVER] });
});

it('one outcome stopped after six weeks while its reports say on track', async () => {
  const row = (await outcomesOf('NSP')).get('Off the old portal');
  expect(row?.delivery.count).toMatchObject({ total: 62, done: 39 });
  expect(primary(row)).toMatchObject({ kind: 'no detectable change' });
  expect(row?.outcome.report).toMatchObject({ reported: 'on-track' });
  expect(row?.outcome.report?.gap?.weeks).toBeGreaterThan(8);
});

it('whose stall is flagged by week 12, while the check-ins say on track', async () => {
  const row = (await outcomesOf('NSP')).get('Off the old portal');
  const outcomeId = row?.outcome.outcomeId ?? '';
  const { activity } = await needle.call(ENGINEER, onProject('NSP'), 'project.activity', {});
  const work = activity?.outcomes.find((one) => one.outcomeId === outcomeId);
  const all = (activity?.weeks ?? []).map((_, i) => (activity?.change.items[i] ?? 0) + (activity?.run.items[i] ?? 0));
  const change = work?.delivered ?? [];
  const { alarmWeek } = stall({ change, run: all.map((n, i) => n - (change[i] ?? 0)), openChange: work?.open });
  // Weeks are counted from 1: the last of the migration is the sixth.
  expect(change.findLastIndex((n) => n > 0) + 1).toBe(6);
  expect((alarmWeek ?? Infinity) + 1).toBeLessThanOrEqual(12);
  const flagged = activity?.weeks[alarmWeek ?? -1] ?? '';
  const { checkIns } = await needle.call(ENGINEER, onProject('NSP'), 'checkin.read', { outcomeId });
  const since = checkIns.filter(({ at }) => at >= flagged);
  expect(since.length).toBeGreaterThan(4);
  expect(new Set(since.map(({ reported }) => reported))).toEqual(new Set(['on-track']));
  expect(row?.outcome.signal).toMatchObject({ kind: 'silent-stall' });
  expect(row?.outcome.alarms).toMatchObject([{ kind: 'silent-stall', state: 'awaiting' }]);
  const { alarms } = await needle.call(ENGINEER, onProject('NSP'), 'outcome.read', { outcomeId });
  expect(alarms).toMatchObject([{ evidence: [{ kind: 'stall', done: 0 }] }]);
});

it('told to the engineer on an issue of it: what remains, and the team’s share', async () => {
  const { outcomes, share } = await needle.call(ENGINEER, onIssue('NSP-1'), 'panel.read', {});
  expect(outcomes[0]).toMatchObject({ work: { scope: 62, open: 23, forecast: { kind: 'refused', reason: 'nothing-gets-done' } } });
  expect(share?.now).toBeGreaterThan(0);
});

it('and stopped, in the look-back, where no one had linked anything yet', async () => {
  const { weeks, epics } = await needle.call(ENGINEER, onProject('NSP'), 'project.past', {});
  const moved = epics.find(({ summary }) => summary === 'Move teams to the new portal');
  const past = { weeks, change: (moved?.delivered ?? []).map((n) => Math.max(0, n)), run: moved?.others ?? [], openChange: moved?.open };
  expect(lookBack(past, 4)).toBeUndefined();
  expect(weeks.indexOf(lookBack(past, 11)?.soundedIn ?? '')).toBeGreaterThan(5);
});

it('a service desk finishes less and less change work beside its requests', async () => {
  const { activity } = await needle.call(ENGINEER, onProject('NSD'), 'project.activity', {});
  const share = (from: number, to: number) => {
    const sum = (list: readonly (number | null)[] = []) => list.slice(from, to).reduce<number>((all, n) => all + (n ?? 0), 0);
    return sum(activity?.change.items) / (sum(activity?.change.items) + sum(activity?.run.items));
  };
  const length = activity?.weeks.length ?? 0;
  expect(share(length - 8, length)).toBeLessThan(share(0, 12) / 2);
});

it('whose team is rewarded by a KPI that is no part of the outcome, and gets better the less it does for it', async () => {
  const { conflicts } = await needle.call(ENGINEER, onProject('NSD'), 'project.conflicts', {});
  expect(conflicts).toMatchObject([
    { team: { name: 'Service desk' }, outcome: { title: 'Faster service requests' }, kpi: { name: 'Time to resolution' }, structural: true, pull: { kind: 'pulls' } },
  ]);
  const [conflict] = conflicts;
  const { rho = 0, high = 0, weeks = 0 } = conflict?.pull.kind === 'pulls' ? conflict.pull : {};
  expect(rho).toBeLessThan(-0.4);
  expect(high).toBeLessThan(0);
  expect(weeks).toBeGreaterThan(18);
  // An engineer can take neither way out, and is shown none.
  expect([conflict?.adopt, conflict?.guard]).toEqual([undefined, undefined]);
  const outcomeId = conflict?.outcome.outcomeId ?? '';
  expect((await needle.call(ADMIN, GLOBAL, 'outcome.conflicts', { outcomeId })).conflicts[0]).toMatchObject({ adopt: { name: 'Handling time' }, guard: { baseline: { kind: 'window' } } });
  // The portal's team is rewarded by what its outcome is measured by.
  expect((await needle.call(ENGINEER, onProject('NSP'), 'project.conflicts', {})).conflicts.filter(({ outcome }) => outcome.outcomeId === outcomeId)).toEqual([]);
});

it('one really moves', async () => {
  const row = (await outcomesOf('NSP')).get('Faster service requests');
  expect(primary(row)).toMatchObject({ kind: 'improved', strength: 'confirmed' });
  expect(row?.outcome.report?.gap).toBeUndefined();
});

it('one closes its tickets while its KPI stays flat', async () => {
  const row = (await outcomesOf('NSP')).get('Customers serve themselves');
  const { total = 1, done = 0 } = row?.delivery.count ?? {};
  expect(done / total).toBeGreaterThan(0.8);
  expect(primary(row)).toMatchObject({ kind: 'no detectable change' });
  expect(row?.outcome.signal.kind).toBe('activity-trap');
  expect(row?.outcome.alarms).toMatchObject([{ kind: 'activity-trap', state: 'awaiting' }]);
});

it('one is too early to tell', async () => {
  expect(primary((await outcomesOf('NJM')).get('Ready on day one'))).toMatchObject({ kind: 'not enough data' });
});

it('each linked epic says what it should move, and a suggestion for another awaits its answer', async () => {
  const { epics } = await needle.call(PROJECT_ADMIN, inSettings('NSP'), 'epic.list', {});
  const links = epics.flatMap((epic) => epic.links);
  expect(links.length).toBeGreaterThan(0);
  expect(links.every((link) => link.hypothesis)).toBe(true);
  const { requests } = await needle.call(PROJECT_ADMIN, inSettings('NSP'), 'request.read', {});
  expect(requests).toMatchObject([{ summary: 'Migrate request history from the old portal', title: 'Off the old portal' }]);
});

it('one KPI is counted by Jira itself, back to the first week, and shows what the desk gets done', async () => {
  const { kpis } = await needle.call(ADMIN, GLOBAL, 'kpi.list', {});
  const kpiId = kpis.find(({ name }) => name === 'Requests done each week')?.kpiId ?? '';
  const { values } = await needle.call(ADMIN, GLOBAL, 'kpi.read', { kpiId });
  expect(values.length).toBeGreaterThanOrEqual(24);
  expect(new Set(values.map(({ source }) => source))).toEqual(new Set(['jira']));
  const mean = (part: typeof values) => part.reduce((sum, { value }) => sum + value / part.length, 0);
  expect(mean(values.slice(-10))).toBeGreaterThan(mean(values.slice(0, 10)) + 1);
});

it('one person has no access to any of it', async () => {
  for (const project of ['NSP', 'NJM', 'NSD']) {
    expect(await needle.ask(OUTSIDER, onProject(project), 'project.read', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  }
});

it('kept for five weeks and opened again, it tells the same story, says that it is made up, and which day it shows', async () => {
  await platform.clock({ now: new Date(Date.parse((await platform.clock()).now) - DAY).toISOString() });
  await platform.kill();
  const state = new HostState(openDatabase(join(platform.data, 'platform.db')));
  const kept = state.get<{ instant: number; real: number }>('clock');
  state.set('clock', { ...kept, real: Date.now() - FIVE_WEEKS });
  platform = await startPlatform({ data: platform.data });
  needle = needleOn(platform);
  expect(platform.log()).toContain('Synthetic data: Northbank is a made-up bank.\n');
  expect(platform.log()).toMatch(/so it shows \d{4}-\d\d-\d\d, 1 day ago\. Add --reset to make it anew, up to today\.\n/);
  expect(primary((await outcomesOf('NSP')).get('Faster service requests'))).toMatchObject({ kind: 'improved', strength: 'confirmed' });
});
