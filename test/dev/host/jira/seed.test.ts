import Database from 'libsql';
import { SeedError, createJira } from '../../../../dev/host/jira';
import { PlatformMeter } from '../../../../dev/host/meter';
import { line, realHistory } from './history';
import { list, pick, text } from './json';
import { NOW, openLocal, type Local } from './local';

function count(local: Local, jql: string, who = 'engineer'): unknown {
  return pick(local.ask(who, 'POST', '/rest/api/3/search/approximate-count', { jql }).json, 'count');
}

const history = realHistory();

(history === undefined ? describe.skip : describe)('a real history (skipped without it)', () => {
  const lines = history ?? [];
  let local: Local;
  let done: number[];

  beforeAll(() => {
    local = openLocal();
    done = [];
    const started = performance.now();
    const report = local.jira.seed(lines, (issues) => done.push(issues));
    expect(performance.now() - started).toBeLessThan(8000);
    expect(report).toMatchObject({ issues: 1000, projects: ['FCREPO'] });
    expect(report.notes).toEqual(expect.arrayContaining([
      expect.stringContaining("51 Won't Fix"),
      expect.stringContaining('FCREPO-182'),
      expect.stringMatching(/^16 sub-tasks stand directly under an epic/),
    ]));
  });

  it('holds every issue with its type, and tells its progress', () => {
    expect(count(local, 'project = FCREPO')).toBe(1000);
    expect(['Epic', 'Story', 'Bug', 'Documentation', '"Technical task"'].map((type) => count(local, `type = ${type}`))).toEqual([5, 524, 366, 12, 93]);
    expect(done.at(-1)).toBe(1000);
    expect(done.length).toBeGreaterThan(10);
    expect(local.events).toEqual([]);
  });

  it('holds the sub-tasks of an epic', () => {
    const found = local.ask('engineer', 'POST', '/rest/api/3/search/jql', { jql: 'parent = FCREPO-1128 ORDER BY key', fields: ['parent', 'issuetype'] });
    expect(list(found.json, 'issues').map((issue) => text(issue, 'key'))).toEqual([1126, 1129, 1130, 1131, 1132, 1135].map((number) => `FCREPO-${String(number)}`));
    expect(pick(found.json, 'issues', 0, 'fields')).toMatchObject({ parent: { key: 'FCREPO-1128', fields: { issuetype: { hierarchyLevel: 1 } } }, issuetype: { hierarchyLevel: -1, subtask: true } });
    const epic = local.ask('engineer', 'GET', '/rest/api/3/issue/FCREPO-1128');
    expect(list(epic.json, 'fields', 'subtasks')).toHaveLength(6);
  });

  it('keeps the ids by which its changes call statuses and resolutions', () => {
    const statuses = list(local.ask('engineer', 'GET', '/rest/api/3/status').json);
    const closed = statuses.find((status) => pick(status, 'name') === 'Closed');
    expect(closed).toMatchObject({ id: '6', statusCategory: { key: 'done' } });
    const changes = local.ask('engineer', 'GET', '/rest/api/3/issue/FCREPO-1128/changelog');
    expect(list(changes.json, 'values').flatMap((change) => list(change, 'items'))).toEqual(expect.arrayContaining([
      expect.objectContaining({ field: 'status', fieldId: 'status', from: '1', to: '6', toString: 'Closed' }),
      expect.objectContaining({ field: 'assignee', to: 'u-71544a5807', toString: expect.any(String) as string }),
    ]));
  });

  it('knows a category for every status that was ever entered', () => {
    const known = new Set(list(local.ask('engineer', 'GET', '/rest/api/3/status').json).map((status) => text(status, 'name')));
    const entered = lines.flatMap((json) => list(JSON.parse(json), 'changelog', 'histories')).flatMap((change) => list(change, 'items'))
      .filter((item) => pick(item, 'field') === 'status').map((item) => text(item, 'toString'));
    expect(entered.filter((name) => !known.has(name))).toEqual([]);
  });

  it('loads nothing of a file with a broken line', () => {
    const empty = openLocal();
    const broken = lines.map((json, index) => (index === 499 ? json.slice(0, 100) : json));
    expect(() => empty.jira.seed(broken, () => undefined)).toThrow(new SeedError(500, 'this is not JSON.'));
    expect(empty.ask('admin', 'GET', '/rest/api/3/project/search')).toMatchObject({ json: { total: 0 } });
    expect(empty.ask('admin', 'GET', '/rest/api/3/user?accountId=u-71544a5807').status).toBe(404);
    expect(empty.jira.seed(lines, () => undefined)).toMatchObject({ issues: 1000 });
  });
});

describe('a seed', () => {
  it('makes what is missing from the key', () => {
    const local = openLocal([line('ABC-7')]);
    const issue = local.ask('engineer', 'GET', '/rest/api/3/issue/ABC-7');
    expect(pick(issue.json, 'fields')).toMatchObject({ summary: 'Issue ABC-7', issuetype: { name: 'Task' }, status: { name: 'To Do', statusCategory: { key: 'new' } }, project: { key: 'ABC', name: 'ABC' } });
    expect(local.jira.isSeeded()).toBe(true);
  });

  it.each([
    ['this is not JSON', '{"key": '],
    ['this is no Jira issue', '[]'],
    ['key', JSON.stringify({ fields: {} })],
    ['key', line('not a key')],
    ['fields', JSON.stringify({ key: 'A-1' })],
    ['fields.created', line('A-1', { created: 'yesterday' })],
    ['fields.duedate', line('A-1', { duedate: '2026-02-30' })],
    ['A-9 was already on line 1', line('A-9')],
  ])('refuses a line with the reason: %s', (reason, broken) => {
    const local = openLocal();
    const load = (): unknown => local.jira.seed([line('A-9'), '', broken], () => undefined);
    expect(load).toThrow(SeedError);
    expect(load).toThrow(`Line 3: ${reason}`);
    expect(count(local, 'created >= 2000-01-01', 'admin')).toBe(0);
  });

  it('takes the category of an unknown status from its issues', () => {
    const local = openLocal([
      line('A-1', { status: { name: 'Shipped to Mars' }, resolution: { name: 'Fixed' } }),
      line('A-2', { status: { name: 'Somewhere' } }),
      line('A-3', { status: { name: 'Parked', statusCategory: { key: 'new' } } }),
    ]);
    expect(['done', 'indeterminate', 'new'].map((category) => count(local, `statusCategory = ${category}`))).toEqual([1, 1, 1]);
  });

  it('says who one can be', () => {
    const people = openLocal([line('A-1', { assignee: { accountId: 'u-two', displayName: 'Two' } }), line('B-1')]).jira.users();
    expect(Object.fromEntries(people.map(({ accountId, roles }) => [accountId, roles]))).toMatchObject({
      admin: ['siteAdmin', 'projectAdmin:A', 'member:A', 'projectAdmin:B', 'member:B'],
      'project-admin': ['projectAdmin:A', 'member:A', 'projectAdmin:B', 'member:B'],
      engineer: ['member:A', 'member:B'],
      manager: ['member:A', 'member:B'],
      outsider: [],
      'u-two': ['member:A', 'member:B'],
    });
    expect(people.map(({ accountId }) => accountId)).not.toContain('forge-app');
  });

  it('survives the end of the process', () => {
    const db = new Database(':memory:');
    const options = { db, clock: { now: () => NOW }, meter: new PlatformMeter(), emit: () => undefined };
    expect(createJira(options).isSeeded()).toBe(false);
    createJira(options).seed([line('A-1')], () => undefined);
    const again = createJira(options);
    expect(again.isSeeded()).toBe(true);
    expect(again.issueContext('A-1')).toMatchObject({ key: 'A-1', type: 'Task' });
    expect(again.projectContext('A')).toMatchObject({ key: 'A', type: 'software' });
    expect(again.issueContext('A-2')).toBeUndefined();
  });
});
