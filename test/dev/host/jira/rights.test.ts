import { line } from './history';
import { list, pick } from './json';
import { APP, openLocal, type Local } from './local';

const API = '/rest/api/3';

describe('rights', () => {
  let local: Local;

  beforeAll(() => {
    local = openLocal([
      line('OPEN-1', { issuetype: { name: 'Epic' }, security: { name: 'Board only' } }),
      line('OPEN-2', { issuetype: { name: 'Story' }, parent: { key: 'OPEN-1' } }),
      line('OPEN-3', { issuetype: { name: 'Sub-task', subtask: true }, parent: { key: 'OPEN-2' }, security: { name: 'Board only' } }),
      line('OPEN-4', { issuelinks: [{ type: 'Blocks', outward: 'OPEN-1' }] }),
    ]);
  });

  const search = (who: string, jql: string): unknown[] => list(local.ask(who, 'POST', `${API}/search/jql`, { jql }).json, 'issues');

  it('hides secured issues wherever they could show', () => {
    expect(search('admin', 'project = OPEN')).toHaveLength(4);
    expect(search('engineer', 'project = OPEN')).toHaveLength(2);
    expect(search('engineer', 'created >= 2000-01-01 OR key IS NOT EMPTY')).toHaveLength(2);
    expect(local.ask('engineer', 'GET', `${API}/issue/OPEN-1`).status).toBe(404);
    expect(local.ask('engineer', 'GET', `${API}/issue/OPEN-1/changelog`).status).toBe(404);
    expect(local.ask('engineer', 'POST', `${API}/changelog/bulkfetch`, { issueIdsOrKeys: ['OPEN-1'] }).json).toEqual({ issueChangeLogs: [] });
    expect(local.ask('engineer', 'POST', `${API}/issue/bulkfetch`, { issueIdsOrKeys: ['OPEN-1', 'OPEN-2'] })).toMatchObject({ json: { issues: [{ key: 'OPEN-2' }], issueErrors: [{ id: 'OPEN-1' }] } });
    const story = pick(local.ask('engineer', 'GET', `${API}/issue/OPEN-2`).json, 'fields');
    expect(pick(story, 'parent', 'key')).toBe('OPEN-1');
    expect(pick(story, 'parent', 'fields')).toBeUndefined();
    expect(pick(story, 'subtasks')).toEqual([]);
    expect(pick(local.ask('engineer', 'GET', `${API}/issue/OPEN-4`).json, 'fields', 'issuelinks')).toEqual([]);
    expect(search('engineer', 'level IS EMPTY')).toHaveLength(2);
    // Even that the issue exists is not told.
    expect(local.ask('engineer', 'POST', `${API}/search/jql`, { jql: 'parent = OPEN-1' })).toMatchObject({ status: 400, json: { errorMessages: ["An issue with key 'OPEN-1' does not exist for field 'parent'."] } });
  });

  it('answers the permission check about the issue, not only about its project', () => {
    const id = Number(local.jira.issueContext('OPEN-1')?.id);
    const ask = (accountId: string): unknown => local.ask(APP, 'POST', `${API}/permissions/check`, { accountId, projectPermissions: [{ permissions: ['BROWSE_PROJECTS'], issues: [id] }] }).json;
    expect(ask('project-admin')).toMatchObject({ projectPermissions: [{ issues: [id] }] });
    expect(ask('engineer')).toMatchObject({ projectPermissions: [{ issues: [] }] });
    expect(ask('outsider')).toMatchObject({ projectPermissions: [{ issues: [] }] });
  });

  it('shows nothing to people without access and to nobody in particular', () => {
    expect(local.ask('outsider', 'GET', `${API}/project/OPEN`).status).toBe(404);
    expect(local.ask('outsider', 'GET', `${API}/project/search`)).toMatchObject({ json: { total: 0 } });
    expect(search('outsider', 'created >= 2000-01-01')).toEqual([]);
    expect(local.ask('nobody', 'GET', `${API}/myself`).status).toBe(401);
    expect(local.ask({ kind: 'anonymous' }, 'GET', `${API}/myself`).status).toBe(401);
    expect(local.ask({ kind: 'anonymous' }, 'GET', `${API}/issue/OPEN-2`).status).toBe(404);
  });

  it('refuses changes to those who may only look or not even that', () => {
    expect(local.ask('engineer', 'DELETE', `${API}/issue/OPEN-2`).status).toBe(403);
    expect(local.ask('engineer', 'PUT', `${API}/issue/OPEN-2`, { fields: { security: { name: 'Board only' } } }).status).toBe(400);
    expect(local.ask('outsider', 'PUT', `${API}/issue/OPEN-2`, { fields: { summary: 'x' } }).status).toBe(404);
    expect(local.ask('project-admin', 'POST', `${API}/project`, { key: 'NEW', name: 'New' }).status).toBe(403);
    expect(local.ask('engineer', 'PUT', `${API}/project/OPEN/properties/x`, 1).status).toBe(403);
    expect(local.ask('engineer', 'GET', `${API}/project/OPEN/role`).status).toBe(403);
  });

  it('refuses the app, and users through the app, what its scopes do not hold', () => {
    const reader = { kind: 'app' as const, scopes: ['read:jira-work'] };
    expect(local.ask(reader, 'GET', `${API}/issue/OPEN-2`).status).toBe(200);
    expect(local.ask(reader, 'PUT', `${API}/issue/OPEN-2`, { fields: { summary: 'x' } })).toMatchObject({ status: 403, json: { errorMessages: [expect.stringContaining('write:jira-work')] } });
    expect(local.ask({ kind: 'user', accountId: 'admin', scopes: [] }, 'GET', `${API}/myself`)).toMatchObject({ status: 403, json: { errorMessages: [expect.stringContaining('read:jira-user')] } });
    expect(local.ask({ kind: 'user', accountId: 'outsider', scopes: ['read:jira-work'] }, 'GET', `${API}/issue/OPEN-2`).status).toBe(404);
  });

  it('counts what the app asks, in points, and nothing else', () => {
    local.meter.reset();
    local.ask('engineer', 'GET', `${API}/issue/OPEN-2`);
    expect(local.meter.read().jira).toEqual({ requests: 0, points: 0 });
    local.ask(APP, 'GET', `${API}/issue/OPEN-2`);
    expect(local.meter.read().jira).toEqual({ requests: 1, points: 2 });
    local.ask(APP, 'POST', `${API}/search/jql`, { jql: 'project = OPEN' });
    expect(local.meter.read().jira).toEqual({ requests: 2, points: 7 });
    local.ask({ kind: 'user', accountId: 'engineer', scopes: ['read:jira-user'] }, 'GET', `${API}/myself`);
    expect(local.meter.read().jira).toEqual({ requests: 3, points: 10 });
    local.ask(APP, 'PUT', `${API}/issue/OPEN-2`, { fields: { summary: 'Changed' } });
    expect(local.meter.read().jira).toEqual({ requests: 4, points: 11 });
  });
});
