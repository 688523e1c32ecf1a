/** Teams over projects, components or a query: defined by an administrator, counted as issues change, told to whoever may see the projects. */
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, needleOn, onIssue, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';

const admin = { moduleKey: 'admin-page' } as const;
let platform: LocalPlatform;
let needle: Needle;

beforeAll(async () => {
  platform = await startPlatform({ seed: 'demo' });
  needle = needleOn(platform);
}, 300_000);
afterAll(() => platform?.stop());

const sum = (list: readonly (number | null)[] = []): number => list.reduce<number>((all, n) => all + (n ?? 0), 0);
const teamsOf = async (who: string, key: string) => (await needle.call(who, onProject(key), 'project.teams', {})).teams;
const named = async (name: string, key = 'NSP', who = ENGINEER) => (await teamsOf(who, key)).find((team) => team.name === name);

async function save(name: string, projectKeys: string[], query?: string) {
  const { version, teams } = await needle.call(ADMIN, admin, 'team.read', {});
  const teamId = teams.find((team) => team.name === name)?.teamId;
  const narrowing = query === undefined ? {} : { narrowing: { kind: 'jql' as const, query } };
  const set = await needle.call(ADMIN, admin, 'team.set', { name, projectKeys, ...narrowing, ...(teamId ? { teamId } : {}), ...(version === undefined ? {} : { version }) });
  await platform.idle();
  return set;
}

it('a team of whole projects, a service desk among them, is their run and change added up, and needs no reading', async () => {
  await save('Portal and desk', ['NSP', 'nsd']);
  const [portal, desk] = [await needle.call(ENGINEER, onProject('NSP'), 'project.activity', {}), await needle.call(ENGINEER, onProject('NSD'), 'project.activity', {})];
  const team = await named('Portal and desk');
  expect(team).toMatchObject({ projects: ['NSP', 'NSD'], pending: false });
  const shown = team?.activity;
  expect(shown?.change.items.some((n) => n !== null)).toBe(true);
  const week = shown?.weeks.at(-1);
  const at = (activity: typeof portal.activity, kind: 'change' | 'run') => activity?.[kind].items[activity.weeks.indexOf(week ?? '')] ?? 0;
  expect(shown?.change.items.at(-1)).toBe(at(portal.activity, 'change') + at(desk.activity, 'change'));
  expect(shown?.run.items.at(-1)).toBe(at(portal.activity, 'run') + at(desk.activity, 'run'));
  expect(await named('Portal and desk', 'NJM')).toBeUndefined();
});

it('says how often in a week it went over from run to change or back, at least', async () => {
  const shown = (await named('Portal and desk'))?.activity;
  expect(Math.max(...(shown?.switches.map((n) => n ?? 0) ?? []))).toBeGreaterThan(0);
  const { activity } = await needle.call(ENGINEER, onProject('NSP'), 'project.activity', {});
  expect(activity?.switches?.length).toBe(activity?.weeks.length);
});

it('a team by a query is tried on real issues, read again, and follows what changes from then on', async () => {
  const query = 'issuetype = Bug';
  const tried = await needle.call(ADMIN, admin, 'team.try', { projectKeys: ['NSP'], narrowing: { kind: 'jql', query } });
  expect(tried.found).toBeGreaterThan(0);
  expect(tried.found).toBeLessThan(tried.looked);
  expect(tried.samples.every(({ type }) => type === 'Bug')).toBe(true);
  await save('Fixers', ['NSP'], query);
  const before = await named('Fixers');
  expect(before).toMatchObject({ projects: ['NSP'], pending: false });
  const { activity } = await needle.call(ENGINEER, onProject('NSP'), 'project.activity', {});
  expect(sum(before?.activity?.run.items)).toBeGreaterThan(0);
  expect(sum(before?.activity?.run.items)).toBeLessThan(sum(activity?.run.items));
  expect(sum(before?.activity?.change.items)).toBe(0);
  // A new name reads nothing again; another query does.
  await platform.resetMeter();
  await save('Fixers', ['NSP'], 'issuetype = Story');
  expect(sum((await named('Fixers'))?.activity?.change.items)).toBeGreaterThan(0);
  expect((await platform.meter()).jira.requests).toBeGreaterThan(10);
  const { version, teams } = await needle.call(ADMIN, admin, 'team.read', {});
  const fixers = teams.find(({ name }) => name === 'Fixers');
  await platform.resetMeter();
  await needle.call(ADMIN, admin, 'team.set', { version, teamId: fixers?.teamId ?? '', name: 'Storytellers', projectKeys: ['NSP'], narrowing: { kind: 'jql', query: 'issuetype = Story' } });
  await platform.idle();
  expect((await platform.meter()).jira.requests).toBeLessThan(6);
  expect(sum((await named('Storytellers'))?.activity?.change.items)).toBeGreaterThan(0);
});

it('the panel tells the share of the team that the issue is counted for', async () => {
  const { body } = await platform.jira(ADMIN)<{ issues: { key: string }[] }>('POST', '/rest/api/3/search/jql', { jql: 'project = NSP AND issuetype = Story ORDER BY key', fields: ['key'], maxResults: 1 });
  const { body: others } = await platform.jira(ADMIN)<{ issues: { key: string }[] }>('POST', '/rest/api/3/search/jql', { jql: 'project = NSP AND issuetype = Task AND parent is not EMPTY ORDER BY key', fields: ['key'], maxResults: 1 });
  expect((await needle.call(ENGINEER, onIssue(body.issues[0]?.key ?? ''), 'panel.read', {})).share?.team).toBe('Storytellers');
  expect((await needle.call(ENGINEER, onIssue(others.issues[0]?.key ?? ''), 'panel.read', {})).share?.team).toBe('Portal');
});

it('whoever may not browse one of its projects is told of the others alone, and not that there is more', async () => {
  const { body: roles } = await platform.jira(ADMIN)<Record<string, string>>('GET', '/rest/api/3/project/NSP/role');
  const member = new URL(roles['Member'] ?? Object.values(roles)[0] ?? '').pathname;
  await platform.jira(ADMIN)('POST', member, { user: [OUTSIDER] });
  const seen = await named('Portal and desk', 'NSP', OUTSIDER);
  expect(seen?.projects).toEqual(['NSP']);
  const { activity } = await needle.call(OUTSIDER, onProject('NSP'), 'project.activity', {});
  expect(seen?.activity?.run.items).toEqual(activity?.run.items);
  expect(JSON.stringify(await teamsOf(OUTSIDER, 'NSP'))).not.toContain('NSD');
});

const conflictsIn = async (key: string, who = ENGINEER) => (await needle.call(who, onProject(key), 'project.conflicts', {})).conflicts;

it('a conflict is told only to those who may see the outcome as well as the team’s work', async () => {
  const [conflict] = await conflictsIn('NSD');
  expect(conflict).toMatchObject({ team: { name: 'Service desk' }, kpi: { name: 'Time to resolution' }, structural: true });
  const outcomeId = conflict?.outcome.outcomeId ?? '';
  // They see the outcome by its project, and not the desk: no word of it there.
  expect((await needle.call(OUTSIDER, onProject('NSP'), 'outcome.conflicts', { outcomeId })).conflicts).toEqual([]);
  expect(await needle.ask(OUTSIDER, onProject('NSD'), 'project.conflicts', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId });
  const restrict = (restricted: boolean, version: number) => needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version, restricted });
  const changeWork = async (who: string) => (await needle.call(who, onProject('NSD'), 'project.activity', {})).activity?.change.items.reduce<number>((all, n) => all + (n ?? 0), 0) ?? 0;
  const before = await changeWork(ENGINEER);
  const { outcome: hidden } = await restrict(true, outcome.version);
  expect(await conflictsIn('NSD')).toEqual([]);
  expect(await conflictsIn('NSD', ADMIN)).toHaveLength(1);
  // Its work is run work to others from now on, and not only from the next hourly run on.
  await platform.idle();
  expect(await changeWork(ENGINEER)).toBeLessThan(before);
  expect(await changeWork(ADMIN)).toBe(before);
  await restrict(false, hidden.version);
  await platform.idle();
  expect(await changeWork(ENGINEER)).toBe(before);
});

it('it ends when the team is rewarded by the outcome’s KPI too, but not the pull that was measured; and when the rewarded KPI is taken in as a guardrail', async () => {
  const [conflict] = await conflictsIn('NSD', ADMIN);
  if (!conflict?.adopt || !conflict.guard) throw new Error('The administrator has no way out.');
  const { team, outcome, kpi, adopt, guard } = conflict;
  expect(await needle.ask(PROJECT_ADMIN, onProject('NSD'), 'incentive.set', { teamId: team.teamId, kpiId: adopt.kpiId, since: '2026-01-05' })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  const rewarded = await needle.call(ADMIN, onProject('NSD'), 'incentive.set', { teamId: team.teamId, kpiId: adopt.kpiId, since: '2026-01-05' });
  expect(rewarded.incentives.map(({ name }) => name)).toEqual(['Time to resolution', 'Handling time']);
  expect(await conflictsIn('NSD', ADMIN)).toMatchObject([{ structural: false, pull: { kind: 'pulls' } }]);
  await needle.call(ADMIN, onProject('NSD'), 'measure.set', { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'guardrail', ...guard });
  expect(await conflictsIn('NSD', ADMIN)).toEqual([]);
  const { records } = await needle.call(ADMIN, GLOBAL, 'kpi.trail', { kpiId: adopt.kpiId, from: 1 });
  expect(records.at(-1)).toMatchObject({ kind: 'incentive.set', data: { team: 'Service desk', since: '2026-01-05' } });
  const removed = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'incentive.remove', { teamId: team.teamId, kpiId: adopt.kpiId });
  expect(removed.incentives.map(({ name }) => name)).toEqual(['Time to resolution']);
});

it('only Jira administrators define teams, and what cannot be read or found is refused with its field', async () => {
  for (const name of ['team.read', 'team.try', 'team.set', 'team.remove'] as const) {
    const payload = { 'team.read': {}, 'team.try': { projectKeys: ['NSP'] }, 'team.set': { name: 'Mine', projectKeys: ['NSP'] }, 'team.remove': { version: 1, teamId: 'team_0000000000000000' } }[name];
    expect(await needle.ask(PROJECT_ADMIN, admin, name, payload as never)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  }
  const { version } = await needle.call(ADMIN, admin, 'team.read', {});
  const ask = (more: object) => needle.ask(ADMIN, admin, 'team.set', { version, name: 'New', projectKeys: ['NSP'], ...more } as never);
  expect(await ask({ projectKeys: ['NSP', 'NOWHERE'] })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'projectKeys.1' } });
  expect(await ask({ narrowing: { kind: 'jql', query: 'labels = = x' } })).toMatchObject({ ok: false, error: { code: 'invalid-input', field: 'narrowing.query' } });
  expect(await ask({ name: 'portal AND desk' })).toMatchObject({ ok: false, error: { code: 'already-exists', field: 'name' } });
  expect(await ask({ version: 1 })).toMatchObject({ ok: false, error: { code: 'changed-meanwhile' } });
  expect((await needle.call(ADMIN, admin, 'team.try', { projectKeys: ['NSP'], narrowing: { kind: 'jql', query: 'labels = = x' } })).fault).toMatch(/JQL/);
});

it('a removed team is gone', async () => {
  const { version = 1, teams } = await needle.call(ADMIN, admin, 'team.read', {});
  await needle.call(ADMIN, admin, 'team.remove', { version, teamId: teams.find(({ name }) => name === 'Storytellers')?.teamId ?? '' });
  await platform.idle();
  expect((await teamsOf(ENGINEER, 'NSP')).map(({ name }) => name)).toEqual(['Portal', 'Portal and joiners', 'Portal and desk']);
});
