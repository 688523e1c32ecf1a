/**
 * What a Jira site does, said in public REST calls only, so that it can be run on the local one and on a real one.
 * It makes a project of its own and deletes it at the end.
 */
import { list, pick, text, type Reply } from './json';
import { bulkContract } from './suite-bulk';
import { schemesContract } from './suite-schemes';

/** As much of `fetch` as is needed, with the site's address and somebody's credentials already in it. */
export type SiteFetch = (path: string, init?: { method?: string; body?: string; headers?: Record<string, string> }) => Promise<{ status: number; text(): Promise<string> }>;

export interface SiteUnderTest {
  /** An administrator of the site. */
  admin: SiteFetch;
  /** Somebody with access to the site who is in no project of the suite until added. */
  other: { accountId: string; fetch: SiteFetch };
  /** The app, where the suite runs with one. */
  app?: SiteFetch;
  /** Changes are told apart by time where it has to be waited. */
  wait(milliseconds: number): Promise<void>;
}

async function ask(fetch: SiteFetch, method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = await response.text();
  return { status: response.status, json: content === '' ? undefined : (JSON.parse(content) as unknown) };
}

const doc = (words: string): unknown => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] });
const API = '/rest/api/3';

/** Registers the suite's tests. */
export function jiraContract(open: () => Promise<SiteUnderTest>): void {
  let site: SiteUnderTest;
  let key: string;
  let projectId: string;
  let typeIds: Map<string, string>;
  const admin = (method: string, path: string, body?: unknown): Promise<Reply> => ask(site.admin, method, `${API}${path}`, body);
  const other = (method: string, path: string, body?: unknown): Promise<Reply> => ask(site.other.fetch, method, `${API}${path}`, body);
  const create = async (fields: Record<string, unknown>, type = 'Task'): Promise<{ id: string; key: string }> => {
    const made = await admin('POST', '/issue', { fields: { project: { key }, issuetype: { id: typeIds.get(type) }, summary: 'Something', ...fields } });
    expect(made).toMatchObject({ status: 201 });
    return { id: text(made.json, 'id'), key: text(made.json, 'key') };
  };
  const keysOf = async (jql: string): Promise<string[]> => {
    const found = await admin('POST', '/search/jql', { jql, fields: ['summary'], maxResults: 100 });
    expect(found).toMatchObject({ status: 200, json: { isLast: true } });
    return list(found.json, 'issues').map((issue) => text(issue, 'key'));
  };
  const fieldsOf = async (issueKey: string): Promise<unknown> => pick((await admin('GET', `/issue/${issueKey}`)).json, 'fields');
  const lastChange = async (issueKey: string): Promise<unknown[]> => {
    const histories = list((await admin('GET', `/issue/${issueKey}?fields=summary&expand=changelog`)).json, 'changelog', 'histories');
    return list(histories[0], 'items');
  };
  const transition = async (issueKey: string, category: string, fields?: unknown): Promise<Reply> => {
    const possible = list((await admin('GET', `/issue/${issueKey}/transitions`)).json, 'transitions');
    const wanted = possible.find((candidate) => pick(candidate, 'to', 'statusCategory', 'key') === category);
    return admin('POST', `/issue/${issueKey}/transitions`, { transition: { id: text(wanted, 'id') }, ...(fields === undefined ? {} : { fields }) });
  };

  beforeAll(async () => {
    site = await open();
    key = `CT${Math.floor(Math.random() * 1e6).toString(36).toUpperCase()}`;
    const myself = await admin('GET', '/myself');
    const made = await admin('POST', '/project', { key, name: `Contract ${key}`, projectTypeKey: 'software', leadAccountId: text(myself.json, 'accountId') });
    expect(made).toMatchObject({ status: 201, json: { key } });
    projectId = String(pick(made.json, 'id'));
    const project = await admin('GET', `/project/${key}`);
    typeIds = new Map(list(project.json, 'issueTypes').map((type) => [text(type, 'name'), text(type, 'id')]));
  });

  afterAll(async () => {
    expect((await admin('DELETE', `/project/${key}`)).status).toBe(204);
  });

  it('lists what issues are made of', async () => {
    const fields = (await admin('GET', '/field')).json;
    expect(list(fields).map((field) => pick(field, 'id'))).toEqual(expect.arrayContaining(['summary', 'status', 'parent']));
    const categories = list((await admin('GET', '/statuscategory')).json).map((category) => pick(category, 'key'));
    expect(categories).toEqual(expect.arrayContaining(['new', 'indeterminate', 'done']));
    for (const path of ['/status', '/issuetype', '/priority', '/resolution', '/issueLinkType', '/label', '/serverInfo', '/users/search', '/group/bulk', '/role']) {
      expect([path, (await admin('GET', path)).status]).toEqual([path, 200]);
    }
  });

  it('describes its project to those who may see it', async () => {
    expect(await admin('GET', `/project/${projectId}`)).toMatchObject({ status: 200, json: { key, projectTypeKey: 'software' } });
    expect(await other('GET', `/project/${key}`)).toMatchObject({ status: 404, json: { errors: {} } });
    const found = await admin('GET', `/project/search?keys=${key}&action=edit`);
    expect(found).toMatchObject({ status: 200, json: { total: 1, isLast: true } });
    // Who may not see the project is told that its key is taken all the same.
    expect(pick((await other('GET', `/projectvalidate/key?key=${key}`)).json, 'errors', 'projectKey')).toEqual(expect.any(String));
    expect(pick((await other('GET', `/projectvalidate/key?key=${key}Q`)).json, 'errors')).toEqual({});
    for (const path of ['components', 'versions', 'statuses', 'securitylevel']) expect((await admin('GET', `/project/${key}/${path}`)).status).toBe(200);
    expect(await admin('GET', `/issue/createmeta/${key}/issuetypes`)).toMatchObject({ status: 200 });
    expect(await admin('GET', `/issue/createmeta/${key}/issuetypes/${typeIds.get('Task') ?? ''}`)).toMatchObject({ status: 200 });
  });

  it('creates issues and refuses what is no issue, naming the field', async () => {
    const issue = await create({ summary: 'A first issue', labels: ['one', 'two'], duedate: '2026-07-01', description: doc('words') });
    expect(await fieldsOf(issue.key)).toMatchObject({
      summary: 'A first issue', labels: ['one', 'two'], duedate: '2026-07-01', resolution: null, project: { key }, status: { statusCategory: { key: 'new' } },
    });
    const task = { id: typeIds.get('Task') };
    const refusals: [unknown, string][] = [
      [{ project: { key }, issuetype: task }, 'summary'],
      [{ project: { key: 'NOSUCH' }, issuetype: task, summary: 'x' }, 'project'],
      [{ project: { key }, summary: 'x' }, 'issuetype'],
      [{ project: { key }, issuetype: task, summary: 'x'.repeat(256) }, 'summary'],
      [{ project: { key }, issuetype: task, summary: 'x', duedate: '2026-02-30' }, 'duedate'],
      [{ project: { key }, issuetype: task, summary: 'x', nonsense: 1 }, 'nonsense'],
    ];
    for (const [fields, field] of refusals) {
      const refused = await admin('POST', '/issue', { fields });
      expect([refused.status, Object.keys(pick(refused.json, 'errors') as object)]).toEqual([400, [field]]);
    }
  });

  it('changes fields and writes each change into the history', async () => {
    const issue = await create({ summary: 'Before', labels: ['old'] });
    expect((await admin('PUT', `/issue/${issue.key}`, { fields: { summary: 'After' }, update: { labels: [{ add: 'new' }, { remove: 'old' }] } })).status).toBe(204);
    expect(await fieldsOf(issue.id)).toMatchObject({ summary: 'After', labels: ['new'] });
    expect(await lastChange(issue.key)).toEqual(expect.arrayContaining([
      expect.objectContaining({ field: 'summary', fromString: 'Before', toString: 'After' }),
      expect.objectContaining({ field: 'labels', fromString: 'old', toString: 'new' }),
    ]));
    const bean = await admin('GET', `/issue/${issue.key}/changelog?maxResults=10`);
    expect(bean).toMatchObject({ status: 200, json: { total: 1, isLast: true } });
    const bulk = await admin('POST', '/changelog/bulkfetch', { issueIdsOrKeys: [issue.key], fieldIds: ['summary'] });
    expect(bulk).toMatchObject({ status: 200, json: { issueChangeLogs: [{ issueId: issue.id }] } });
    expect((await admin('PUT', `/issue/${issue.key}`, { fields: { resolution: { name: 'Done' } } })).status).toBe(400);
  });

  it('keeps parents one level above', async () => {
    const epic = await create({ summary: 'Epic' }, 'Epic');
    const second = await create({ summary: 'Other epic' }, 'Epic');
    const story = await create({ summary: 'Story', parent: { key: epic.key } }, 'Story');
    const subtask = await create({ summary: 'Part', parent: { id: story.id } }, 'Sub-task');
    expect(await keysOf(`parent = ${epic.key}`)).toEqual([story.key]);
    expect(await fieldsOf(story.key)).toMatchObject({ parent: { key: epic.key }, subtasks: [{ key: subtask.key }] });
    expect((await admin('PUT', `/issue/${story.key}`, { fields: { parent: { key: second.key } } })).status).toBe(204);
    expect(await lastChange(story.key)).toEqual([expect.objectContaining({ field: 'IssueParentAssociation', from: epic.id, to: second.id })]);
    expect(await admin('PUT', `/issue/${epic.key}`, { fields: { parent: { key: story.key } } })).toMatchObject({ status: 400, json: { errors: { parent: expect.any(String) as string } } });
    expect((await admin('POST', '/issue', { fields: { project: { key }, issuetype: { id: typeIds.get('Sub-task') }, summary: 'Orphan' } })).status).toBe(400);
    expect((await admin('DELETE', `/issue/${story.key}`)).status).toBe(400);
    expect((await admin('DELETE', `/issue/${story.key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await admin('GET', `/issue/${subtask.key}`)).status).toBe(404);
  });

  it('moves issues through the workflow, with a resolution when done', async () => {
    const issue = await create({});
    expect((await transition(issue.key, 'indeterminate')).status).toBe(204);
    expect((await transition(issue.key, 'done')).status).toBe(204);
    expect(await fieldsOf(issue.key)).toMatchObject({ status: { statusCategory: { key: 'done' } }, resolution: { name: expect.any(String) as string }, resolutiondate: expect.any(String) as string });
    expect(await keysOf(`project = ${key} AND resolution IS NOT EMPTY`)).toEqual([issue.key]);
    expect((await transition(issue.key, 'new')).status).toBe(204);
    expect(await fieldsOf(issue.key)).toMatchObject({ resolution: null, resolutiondate: null });
    expect(await lastChange(issue.key)).toEqual(expect.arrayContaining([expect.objectContaining({ field: 'status' }), expect.objectContaining({ field: 'resolution', to: null })]));
    expect((await admin('POST', `/issue/${issue.key}/transitions`, { transition: { id: '987654' } })).status).toBe(400);
  });

  bulkContract({ admin, create, fieldsOf, lastChange, project: () => key, wait: (milliseconds) => site.wait(milliseconds) });
  schemesContract({
    ...{ admin, other, project: () => key, wait: (milliseconds) => site.wait(milliseconds) },
    otherId: () => site.other.accountId,
    anywhere: (method, path, body) => ask(site.admin, method, path, body),
  });

  it('keeps the language that a person chose', async () => {
    const before = (await other('GET', '/mypreferences/locale')).json;
    expect((await other('PUT', '/mypreferences/locale', { locale: 'de_DE' })).status).toBe(204);
    expect((await other('GET', '/mypreferences/locale')).json).toEqual({ locale: 'de_DE' });
    await other('PUT', '/mypreferences/locale', before);
  });

  it('searches in pages that together hold every issue once, and counts', async () => {
    for (let number = 0; number < 5; number += 1) await create({ summary: `Page ${String(number)}`, labels: ['paged'] });
    const jql = `project = ${key} AND labels = paged ORDER BY created DESC, key ASC`;
    const seen: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const page = await admin('POST', '/search/jql', { jql, maxResults: 2, ...(nextPageToken === undefined ? {} : { nextPageToken }) });
      expect(pick(page.json, 'total')).toBeUndefined();
      seen.push(...list(page.json, 'issues').map((issue) => text(issue, 'id')));
      nextPageToken = pick(page.json, 'nextPageToken') as string | undefined;
      expect(pick(page.json, 'isLast')).toBe(nextPageToken === undefined);
    } while (nextPageToken !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(seen.length).toBe(5);
    expect(await admin('POST', '/search/approximate-count', { jql: `project = ${key} AND labels = paged` })).toMatchObject({ json: { count: 5 } });
    const [first = '', ...rest] = seen;
    const jqls = [`project = ${key} AND labels = paged`, `key = ${text((await admin('GET', `/issue/${first}`)).json, 'key')} ORDER BY created`, 'project = = X'];
    const matched = list((await admin('POST', '/jql/match', { issueIds: seen.map(Number), jqls })).json, 'matches');
    expect(matched.map((one) => list(one, 'matchedIssues').length)).toEqual([1 + rest.length, 1, 0]);
    expect(matched.map((one) => list(one, 'errors').length > 0)).toEqual([false, false, true]);
    const parsed = list((await admin('POST', '/jql/parse?validation=strict', { queries: jqls })).json, 'queries');
    expect(parsed.map((one) => pick(one, 'errors') !== undefined)).toEqual([false, false, true]);
    const got = await admin('GET', `/search/jql?jql=${encodeURIComponent(jql)}&fields=summary,status&expand=names,schema&maxResults=1`);
    expect(got).toMatchObject({ status: 200, json: { issues: [{ fields: { summary: expect.any(String) as string } }], names: { summary: 'Summary' } } });
    const both = await admin('POST', '/issue/bulkfetch', { issueIdsOrKeys: [seen[0], 'NOSUCH-1'], fields: ['summary'] });
    expect(both).toMatchObject({ status: 200, json: { issues: [{ id: seen[0] }], issueErrors: [expect.anything()] } });
  });

  it('finds by what their status changed to, and when', async () => {
    const { key: issue } = await create({});
    const { transitions } = (await admin('GET', `/issue/${issue}/transitions`)).json as { transitions: { id: string; to: { id: string; name: string } }[] };
    const moved = transitions.at(-1);
    expect((await admin('POST', `/issue/${issue}/transitions`, { transition: { id: moved?.id } })).status).toBe(204);
    const finds = async (changed: string): Promise<boolean> => (await keysOf(`key = ${issue} AND status CHANGED ${changed}`)).length > 0;
    expect(await Promise.all(['', `TO ${moved?.to.id ?? ''}`, `TO "${moved?.to.name ?? ''}"`, `TO ${moved?.to.id ?? ''} AFTER "-30d"`, 'AFTER -1d', 'BEFORE -1d', `FROM ${moved?.to.id ?? ''}`].map(finds))).toEqual([true, true, true, true, true, false, false]);
  });

  it.each([
    ['', 'Unbounded'],
    ['ORDER BY created', 'Unbounded'],
    ['project = = X', 'Error in the JQL'],
    ['nosuchfield = 1', 'nosuchfield'],
    ['project = NOSUCHPROJECT', 'NOSUCHPROJECT'],
    ['assignee = nosuchfunction()', 'nosuchfunction'],
    ['created > "not a date"', 'not a date'],
    ['status > Done', '>'],
  ])('refuses the query "%s"', async (jql, named) => {
    const refused = await admin('POST', '/search/jql', { jql });
    expect(refused.status).toBe(400);
    expect(list(refused.json, 'errorMessages').join(' ')).toContain(named);
  });

  it('keeps comments and logged work', async () => {
    const issue = await create({});
    const comment = await admin('POST', `/issue/${issue.key}/comment`, { body: doc('hello') });
    expect(comment.status).toBe(201);
    const commentPath = `/issue/${issue.key}/comment/${text(comment.json, 'id')}`;
    expect((await admin('PUT', commentPath, { body: doc('changed') })).status).toBe(200);
    expect((await admin('GET', commentPath)).json).toMatchObject({ body: doc('changed') });
    expect((await admin('GET', `/issue/${issue.key}/comment`)).json).toMatchObject({ total: 1 });
    expect((await admin('POST', `/issue/${issue.key}/comment`, { body: 'plain text' })).status).toBe(400);
    expect((await admin('DELETE', commentPath)).status).toBe(204);

    const before = Date.now();
    const worklog = await admin('POST', `/issue/${issue.key}/worklog`, { timeSpent: '1d 2h', started: '2026-06-10T08:00:00.000+0000' });
    expect(worklog).toMatchObject({ status: 201, json: { timeSpentSeconds: 36_000 } });
    const id = Number(text(worklog.json, 'id'));
    expect((await admin('PUT', `/issue/${issue.key}/worklog/${String(id)}`, { timeSpentSeconds: 7200 })).json).toMatchObject({ timeSpentSeconds: 7200 });
    expect(await fieldsOf(issue.key)).toMatchObject({ timespent: 7200 });
    expect((await admin('GET', `/issue/${issue.key}/worklog`)).json).toMatchObject({ total: 1 });
    expect((await admin('GET', `/issue/${issue.key}/worklog/${String(id)}`)).status).toBe(200);
    expect((await admin('POST', '/worklog/list', { ids: [id] })).json).toMatchObject([{ id: String(id) }]);
    const changed = async (name: string): Promise<unknown[]> => {
      const ids: unknown[] = [];
      let since = before - 86_400_000 * 365;
      for (;;) {
        const page = (await admin('GET', `/worklog/${name}?since=${String(since)}`)).json;
        ids.push(...list(page, 'values').map((value) => pick(value, 'worklogId')));
        if (pick(page, 'lastPage') !== false) return ids;
        since = pick(page, 'until') as number;
      }
    };
    expect(await changed('updated')).not.toContain(id);
    await site.wait(61_000);
    expect(await changed('updated')).toContain(id);
    expect((await admin('DELETE', `/issue/${issue.key}/worklog/${String(id)}`)).status).toBe(204);
    await site.wait(61_000);
    expect(await changed('deleted')).toContain(id);
  });

  it('links issues', async () => {
    const one = await create({ summary: 'Blocker' });
    const two = await create({ summary: 'Blocked' });
    const name = text((await admin('GET', '/issueLinkType')).json, 'issueLinkTypes', 0, 'name');
    expect((await admin('POST', '/issueLink', { type: { name }, inwardIssue: { key: one.key }, outwardIssue: { key: two.key } })).status).toBe(201);
    const links = list(await fieldsOf(one.key), 'issuelinks');
    expect(links).toMatchObject([{ outwardIssue: { key: two.key } }]);
    expect((await admin('DELETE', `/issueLink/${text(links[0], 'id')}`)).status).toBeLessThan(300);
    expect(list(await fieldsOf(two.key), 'issuelinks')).toEqual([]);
  });

  it('keeps properties of issues and projects', async () => {
    const issue = await create({});
    for (const path of [`/issue/${issue.key}/properties`, `/project/${key}/properties`]) {
      expect((await admin('PUT', `${path}/contract`, { a: [1] })).status).toBe(201);
      expect((await admin('PUT', `${path}/contract`, { a: [2] })).status).toBe(200);
      expect((await admin('GET', `${path}/contract`)).json).toEqual({ key: 'contract', value: { a: [2] } });
      expect((await admin('GET', path)).json).toMatchObject({ keys: [{ key: 'contract' }] });
      expect((await admin('DELETE', `${path}/contract`)).status).toBe(204);
      expect((await admin('GET', `${path}/contract`)).status).toBe(404);
    }
  });

  it('keeps versions and components and shows them on issues', async () => {
    const version = await admin('POST', '/version', { name: '1.0', projectId: Number(projectId) });
    expect(version.status).toBe(201);
    expect(await admin('PUT', `/version/${text(version.json, 'id')}`, { released: true, releaseDate: '2026-06-01' })).toMatchObject({ status: 200, json: { released: true } });
    expect((await admin('POST', '/component', { name: 'Engine', project: key })).status).toBe(201);
    const issue = await create({ fixVersions: [{ name: '1.0' }], components: [{ name: 'Engine' }] });
    expect(await fieldsOf(issue.key)).toMatchObject({ fixVersions: [{ name: '1.0', released: true }], components: [{ name: 'Engine' }] });
    expect(await keysOf(`project = ${key} AND fixVersion = "1.0" AND component = Engine`)).toEqual([issue.key]);
    expect((await admin('DELETE', `/version/${text(version.json, 'id')}`)).status).toBe(204);
    expect(await fieldsOf(issue.key)).toMatchObject({ fixVersions: [] });
  });

  it('lets people in by role', async () => {
    const roles = (await admin('GET', `/project/${key}/role`)).json as Record<string, string>;
    const member = Object.entries(roles).find(([name]) => /^(member|developers)/i.test(name))?.[1] ?? Object.values(roles).at(-1) ?? '';
    const rolePath = `/project/${key}/role/${member.slice(member.lastIndexOf('/') + 1)}`;
    const issue = await create({ summary: 'For members' });
    expect((await other('GET', `/issue/${issue.key}`)).status).toBe(404);
    expect((await other('GET', `/mypermissions?permissions=BROWSE_PROJECTS&projectKey=${key}`)).status).toBe(404);
    expect((await admin('POST', rolePath, { user: [site.other.accountId] })).status).toBe(200);
    expect((await admin('GET', rolePath)).json).toMatchObject({ actors: expect.arrayContaining([expect.objectContaining({ actorUser: { accountId: site.other.accountId } })]) as unknown[] });
    expect((await other('GET', `/issue/${issue.key}`)).status).toBe(200);
    expect(await other('GET', `/mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER_PROJECTS,ADMINISTER&projectKey=${key}`)).toMatchObject({
      json: { permissions: { BROWSE_PROJECTS: { havePermission: true }, ADMINISTER_PROJECTS: { havePermission: false }, ADMINISTER: { havePermission: false } } },
    });
    const question = { projectPermissions: [{ permissions: ['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS'], projects: [Number(projectId)], issues: [Number(issue.id)] }] };
    expect((await other('POST', '/permissions/check', question)).json).toMatchObject({
      projectPermissions: expect.arrayContaining([{ permission: 'BROWSE_PROJECTS', projects: [Number(projectId)], issues: [Number(issue.id)] }]) as unknown[],
    });
    const myself = text((await admin('GET', '/myself')).json, 'accountId');
    expect((await other('POST', '/permissions/check', { ...question, accountId: myself })).status).toBe(403);
    expect((await admin('POST', '/permissions/check', { ...question, accountId: site.other.accountId })).status).toBe(200);
    expect((await other('PUT', `/version/1`, {})).status).toBeGreaterThanOrEqual(403);
    expect((await admin('DELETE', `${rolePath}?user=${site.other.accountId}`)).status).toBe(204);
    expect((await other('GET', `/issue/${issue.key}`)).status).toBe(404);
    expect((await admin('GET', '/mypermissions')).status).toBe(400);
    expect((await admin('GET', '/mypermissions?permissions=NOSUCH')).status).toBe(400);
  });

  it('tells which role holds which permission, to those who administer', async () => {
    expect(await admin('GET', '/permissions')).toMatchObject({ status: 200, json: { permissions: { BROWSE_PROJECTS: { type: 'PROJECT' } } } });
    expect((await admin('GET', '/permissionscheme')).status).toBe(200);
    const scheme = await admin('GET', `/project/${key}/permissionscheme`);
    expect(scheme.status).toBe(200);
    const grants = await admin('GET', `/permissionscheme/${String(pick(scheme.json, 'id'))}/permission`);
    expect(list(grants.json, 'permissions').map((grant) => pick(grant, 'permission'))).toEqual(expect.arrayContaining(['BROWSE_PROJECTS', 'ADMINISTER_PROJECTS']));
    expect((await other('GET', `/project/${key}/permissionscheme`)).status).toBeGreaterThanOrEqual(403);
  });

  it('knows people and groups', async () => {
    const { accountId } = site.other;
    expect((await admin('GET', `/user?accountId=${accountId}&expand=groups`)).json).toMatchObject({ accountId });
    expect((await admin('GET', `/user/bulk?accountId=${accountId}&accountId=nobody`)).json).toMatchObject({ values: [{ accountId }] });
    expect((await admin('GET', '/user?accountId=nosuchaccount')).status).toBe(404);
    const name = `contract-${key.toLowerCase()}`;
    const group = await admin('POST', '/group', { name });
    expect(group.status).toBe(201);
    const groupId = encodeURIComponent(text(group.json, 'groupId'));
    expect((await admin('POST', `/group/user?groupId=${groupId}`, { accountId })).status).toBe(201);
    expect((await admin('GET', `/groups/picker?query=${name.slice(0, 8)}`)).json).toMatchObject({ groups: expect.arrayContaining([expect.objectContaining({ name })]) as unknown[] });
    expect((await admin('GET', `/group/member?groupId=${groupId}`)).json).toMatchObject({ total: 1, values: [{ accountId }] });
    expect(list((await admin('GET', `/user/groups?accountId=${accountId}`)).json).map((row) => pick(row, 'name'))).toContain(name);
    expect((await admin('DELETE', `/group/user?groupId=${groupId}&accountId=${accountId}`)).status).toBe(200);
    expect((await admin('DELETE', `/group?groupId=${groupId}`)).status).toBe(200);
    expect((await other('POST', '/group', { name })).status).toBe(403);
  });

  it('notifies only when there is somebody to notify', async () => {
    const issue = await create({});
    expect((await admin('POST', `/issue/${issue.key}/notify`, { subject: 'Look', textBody: 'here', to: { users: [{ accountId: site.other.accountId }] } })).status).toBe(204);
    expect((await admin('POST', `/issue/${issue.key}/notify`, { subject: 'Look', textBody: 'here', to: {} })).status).toBe(400);
  });

  it('keeps properties of the app for the app alone', async () => {
    const path = '/rest/forge/1/app/properties';
    expect((await ask(site.admin, 'GET', path)).status).toBeGreaterThanOrEqual(400);
    if (site.app === undefined) return;
    expect(await ask(site.app, 'PUT', `${path}/contract`, { on: true })).toMatchObject({ status: 201, json: { statusCode: 201 } });
    expect((await ask(site.app, 'PUT', `${path}/contract`, { on: false })).status).toBe(200);
    expect((await ask(site.app, 'GET', `${path}/contract`)).json).toEqual({ key: 'contract', value: { on: false } });
    expect((await ask(site.app, 'GET', path)).json).toMatchObject({ keys: [{ key: 'contract' }] });
    expect((await ask(site.app, 'DELETE', `${path}/contract`)).status).toBe(204);
    expect((await ask(site.app, 'GET', `${path}/contract`)).status).toBe(404);
  });
}
