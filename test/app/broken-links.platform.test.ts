/** What becomes of links when the epic that they are of is deleted or moved, whether or not the event of that came. */
import { firstFault } from '../../src/domain/trail';
import { ADMIN, ENGINEER, GLOBAL, type Needle, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { sha256 } from '../support/trail';

let platform: LocalPlatform;
let needle: Needle;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  needle = needleOn(platform);
}, 60_000);
afterAll(() => platform?.stop());

const titles = async (projectKey: string): Promise<string[]> =>
  (await needle.call(ADMIN, onProject(projectKey), 'project.read', {})).rows.map(({ outcome }) => outcome.title);

async function linkedEpic(outcomeId: string, projectKey = 'HRB'): Promise<{ id: string; key: string }> {
  const fields = { project: { key: projectKey }, issuetype: { name: 'Epic' }, summary: 'Berths by night' };
  const { body } = await platform.jira(ADMIN)<{ id: string; key: string }>('POST', '/rest/api/3/issue', { fields });
  await needle.call(ADMIN, inSettings(projectKey), 'link.set', { issueId: body.id, outcomeId });
  return body;
}

it('of a deleted epic are taken back: the project no longer lists the outcome, counting goes on, and the trail says so', async () => {
  const { outcomeId } = await needle.outcomeWithKpi('Ships berth by night');
  const epic = await linkedEpic(outcomeId);
  expect(await titles('HRB')).toContain('Ships berth by night');
  expect((await platform.jira(ADMIN)('DELETE', `/rest/api/3/issue/${epic.key}`)).status).toBe(204);
  await platform.idle();
  expect(await titles('HRB')).not.toContain('Ships berth by night');
  await needle.call(PROJECT_ADMIN, onProject('HRB'), 'project.count', {});
  const { records } = await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId });
  expect(records.filter(({ kind }) => kind === 'link.removed')).toHaveLength(1);
  expect(firstFault([...records].sort((a, b) => a.seq - b.seq), sha256)).toBeUndefined();
});

it('of a moved epic follow it: the other project lists the outcome and may unlink it, the first one no longer', async () => {
  const { outcomeId } = await needle.outcomeWithKpi('Cranes wait less');
  const epic = await linkedEpic(outcomeId);
  const { body: quay } = await platform.jira(ADMIN)<{ issueTypes: { id: string; name: string }[] }>('GET', '/rest/api/3/project/QAY');
  const type = quay.issueTypes.find(({ name }) => name === 'Epic')?.id ?? '';
  const infer = { inferFieldDefaults: true, inferStatusDefaults: true, inferSubtaskTypeDefault: true, inferClassificationDefaults: true };
  const moved = await platform.jira(ADMIN)('POST', '/rest/api/3/bulk/issues/move', { targetToSourcesMapping: { [`QAY,${type}`]: { issueIdsOrKeys: [epic.key], ...infer } } });
  expect(moved.status).toBe(201);
  await platform.idle();
  expect(await titles('HRB')).not.toContain('Cranes wait less');
  expect(await titles('QAY')).toContain('Cranes wait less');
  const { body: now } = await platform.jira(ADMIN)<{ key: string }>('GET', `/rest/api/3/issue/${epic.id}?fields=summary`);
  expect(JSON.stringify(await needle.call(ADMIN, onIssue(now.key), 'panel.read', {}))).toContain('Cranes wait less');
  const { epics } = await needle.call(ADMIN, inSettings('QAY'), 'epic.list', {});
  const listed = epics.find(({ issueId }) => issueId === epic.id);
  expect(listed?.links.map(({ title }) => title)).toEqual(['Cranes wait less']);
  await needle.call(ADMIN, inSettings('QAY'), 'link.remove', { issueId: epic.id, outcomeId, version: listed?.version ?? 0 });
  expect(await titles('QAY')).not.toContain('Cranes wait less');
});

it('an issue below a deleted epic serves nothing any more, and its panel says so', async () => {
  const { outcomeId } = await needle.outcomeWithKpi('Customs by day');
  const epic = await linkedEpic(outcomeId);
  const fields = { project: { key: 'HRB' }, issuetype: { name: 'Story' }, summary: 'One form less', parent: { key: epic.key } };
  const { body: story } = await platform.jira(ADMIN)<{ key: string }>('POST', '/rest/api/3/issue', { fields });
  expect(JSON.stringify(await needle.call(ENGINEER, onIssue(story.key), 'panel.read', {}))).toContain('Customs by day');
  await platform.jira(ADMIN)('DELETE', `/rest/api/3/issue/${epic.key}`);
  await platform.idle();
  expect(JSON.stringify(await needle.call(ENGINEER, onIssue(story.key), 'panel.read', {}))).not.toContain('Customs by day');
});

describe('without an event', () => {
  const jira = <T>(method: string, path: string, body?: unknown) => platform.jira(ADMIN)<T>(method, `/rest/api/3${path}`, body);
  const removals = async (outcomeId: string): Promise<number> =>
    (await needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId })).records.filter(({ kind }) => kind === 'link.removed').length;
  /** So many days later, with one run of the hourly job at the end of each. */
  async function days(count: number): Promise<void> {
    for (let day = 0; day < count; day += 1) {
      const { now } = await platform.clock();
      await platform.clock({ now: new Date(Date.parse(now) + 23 * 3_600_000).toISOString() });
      await platform.clock({ advance: 'PT1H' });
    }
    await platform.idle();
  }
  /** Does it while no event of Jira arrives. */
  async function unheard(work: () => Promise<{ status: number }>): Promise<void> {
    await platform.control('POST', '/_host/faults', { rates: { 'event.lost': 1 } });
    expect((await work()).status).toBe(204);
    await platform.control('POST', '/_host/faults', {});
  }

  it('the link of a deleted epic is taken back within two days, and no other with it', async () => {
    const { outcomeId } = await needle.outcomeWithKpi('Tugs are near');
    const gone = await linkedEpic(outcomeId);
    await linkedEpic(outcomeId);
    await unheard(() => jira('DELETE', `/issue/${gone.key}`));
    await days(1);
    expect(await removals(outcomeId)).toBe(0);
    await days(1);
    expect(await removals(outcomeId)).toBe(1);
    expect(await titles('HRB')).toContain('Tugs are near');
  });

  it('where security levels may hide an epic from the app, its link is kept', async () => {
    const { outcomeId } = await needle.outcomeWithKpi('Pilots in time');
    const { body: scheme } = await jira<{ id: string }>('POST', '/issuesecurityschemes', { name: 'Secrets', levels: [{ name: 'Few', members: [{ type: 'user', parameter: ADMIN }] }] });
    await jira('POST', '/project', { key: 'KEPT', name: 'Kept', projectTypeKey: 'software', leadAccountId: ADMIN, issueSecurityScheme: Number(scheme.id) });
    const { body: used } = await jira<{ levels: { id: string }[] }>('GET', '/project/KEPT/issuesecuritylevelscheme');
    const epic = await linkedEpic(outcomeId, 'KEPT');
    expect((await jira('PUT', `/issue/${epic.key}`, { fields: { security: { id: used.levels[0]?.id } } })).status).toBe(204);
    await days(3);
    expect(await removals(outcomeId)).toBe(0);
    expect(await titles('KEPT')).toEqual(['Pilots in time']);
  });

  it('those of a deleted project go with it, its history is let go, and the sweep of the others goes on', async () => {
    const { outcomeId } = await needle.outcomeWithKpi('One gate less');
    for (const key of ['QAY', 'QAY', 'HRB']) await linkedEpic(outcomeId, key);
    await platform.idle();
    await unheard(() => jira('DELETE', '/project/QAY'));
    await days(2);
    expect(await removals(outcomeId)).toBe(2);
    const admin = { moduleKey: 'admin-page' as const };
    const { projects } = await needle.call(ADMIN, admin, 'history.read', {});
    expect(projects.map(({ key }) => key)).toEqual(['HRB', 'KEPT']);
    const { jobs } = await needle.call(ADMIN, admin, 'jobs.read', {});
    expect(jobs.filter(({ ok }) => !ok)).toEqual([]);
  });
});
