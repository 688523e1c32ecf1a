/** Who sees and may do what by a site's schemes, and what a service desk has: a part of the contract suite. */
import { list, pick, text, type Reply } from './json';

type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** The suite's own hands on the site under test. */
interface Hands {
  admin: Ask;
  /** Somebody who is in no project until let in. */
  other: Ask;
  otherId: () => string;
  /** The administrator, below no particular API. */
  anywhere: Ask;
  /** Key of the suite's project, once it is made. */
  project: () => string;
  wait: (milliseconds: number) => Promise<void>;
}

/** How often, each a second, what a real site does in its own time is asked for. */
const MOST_LOOKS = 60;
const SLA = 'com.atlassian.servicedesk:sd-sla-field';
const REQUEST_TYPE = 'com.atlassian.servicedesk:vp-origin';

/** Registers the tests of schemes and of service desks. */
export function schemesContract({ admin, other, otherId, anywhere, project, wait }: Hands): void {
  const until = async (look: () => Promise<boolean>): Promise<void> => {
    for (let looks = 0; !(await look()); looks += 1) {
      if (looks === MOST_LOOKS) throw new Error('The site did not come so far within a minute.');
      await wait(1_000);
    }
  };
  const makeProject = async (key: string, projectTypeKey: string): Promise<{ id: string; types: unknown[] }> => {
    const leadAccountId = text((await admin('GET', '/myself')).json, 'accountId');
    const made = await admin('POST', '/project', { key, name: `Contract ${key}`, projectTypeKey, leadAccountId });
    expect(made).toMatchObject({ status: 201, json: { key } });
    return { id: String(pick(made.json, 'id')), types: list((await admin('GET', `/project/${key}`)).json, 'issueTypes') };
  };
  const roleOf = async (key: string, named: RegExp): Promise<string> => {
    const roles = (await admin('GET', `/project/${key}/role`)).json as Record<string, string>;
    const [, address = ''] = Object.entries(roles).find(([name]) => named.test(name)) ?? [];
    return address.slice(address.lastIndexOf('/') + 1);
  };

  it('hides issues by the levels of a security scheme, also from those who see the project', async () => {
    const key = `${project().slice(0, 8)}S`;
    const { id: projectId, types } = await makeProject(key, 'software');
    const issuetype = { id: text(types.find((type) => pick(type, 'name') === 'Task'), 'id') };
    const myself = text((await admin('GET', '/myself')).json, 'accountId');
    const made = await admin('POST', '/issuesecurityschemes', { name: `Contract ${key}`, levels: [{ name: 'Few', members: [{ type: 'user', parameter: myself }] }] });
    expect(made.status).toBe(201);
    const schemeId = text(made.json, 'id');
    expect(list((await admin('GET', '/issuesecurityschemes')).json, 'issueSecuritySchemes').map((scheme) => String(pick(scheme, 'id')))).toContain(schemeId);
    expect((await admin('GET', `/project/${key}/issuesecuritylevelscheme`)).status).toBe(404);
    // The answer leads to a task, which some clients follow at once.
    expect([200, 303]).toContain((await admin('PUT', '/issuesecurityschemes/project', { projectId, schemeId })).status);
    await until(async () => (await admin('GET', `/project/${key}/issuesecuritylevelscheme`)).status === 200);

    const scheme = String(pick((await admin('GET', `/project/${key}/permissionscheme`)).json, 'id'));
    const grants = `/permissionscheme/${scheme}/permission`;
    const memberRole = await roleOf(key, /^(member|developers)/i);
    const held = list((await admin('GET', grants)).json, 'permissions').filter((one) => pick(one, 'permission') === 'SET_ISSUE_SECURITY').map((one) => String(pick(one, 'holder', 'value')));
    const granted: string[] = [];
    for (const value of [await roleOf(key, /^administrators$/i), memberRole].filter((id) => !held.includes(id))) {
      const made = await admin('POST', grants, { permission: 'SET_ISSUE_SECURITY', holder: { type: 'projectRole', value } });
      expect(made).toMatchObject({ status: 201, json: { permission: 'SET_ISSUE_SECURITY', holder: { type: 'projectRole' } } });
      granted.push(String(pick(made.json, 'id')));
    }

    const levels = list((await admin('GET', `/project/${key}/securitylevel`)).json, 'levels');
    expect(levels).toMatchObject([{ name: 'Few' }]);
    const level = text(levels[0], 'id');
    const issue = text((await admin('POST', '/issue', { fields: { project: { key }, issuetype, summary: 'For few', security: { id: level } } })).json, 'key');
    const open = text((await admin('POST', '/issue', { fields: { project: { key }, issuetype, summary: 'For all' } })).json, 'key');
    expect((await admin('POST', `/project/${key}/role/${memberRole}`, { user: [otherId()] })).status).toBe(200);
    expect((await other('GET', `/project/${key}/securitylevel`)).json).toMatchObject({ levels: [{ id: level }] });
    expect((await other('GET', `/issue/${open}`)).status).toBe(200);
    expect((await other('GET', `/issue/${issue}`)).status).toBe(404);

    const members = `/issuesecurityschemes/${schemeId}/level/${level}/member`;
    expect((await admin('PUT', members, { members: [{ type: 'user', parameter: otherId() }] })).status).toBe(204);
    await until(async () => (await other('GET', `/issue/${issue}`)).status === 200);
    const told = list((await admin('GET', `/issuesecurityschemes/level/member?levelId=${level}`)).json, 'values');
    const theirs = told.find((one) => pick(one, 'holder', 'parameter') === otherId());
    expect((await admin('DELETE', `${members}/${text(theirs, 'id')}`)).status).toBe(204);
    await until(async () => (await other('GET', `/issue/${issue}`)).status === 404);

    expect((await admin('PUT', `/issuesecurityschemes/${schemeId}/level`, { levels: [{ name: 'Fewer', members: [{ type: 'user', parameter: myself }] }] })).status).toBe(204);
    expect(list((await admin('GET', `/project/${key}/issuesecuritylevelscheme`)).json, 'levels').map((one) => pick(one, 'name')).sort()).toEqual(['Few', 'Fewer']);
    for (const id of granted) expect((await admin('DELETE', `${grants}/${id}`)).status).toBe(204);
    // Whoever may set no level is shown none.
    expect((await other('GET', `/project/${key}/securitylevel`)).json).toEqual({ levels: [] });
    expect((await admin('DELETE', `/issuesecurityschemes/${schemeId}`)).status).toBe(400);
    expect((await admin('DELETE', `/project/${key}`)).status).toBe(204);
    expect((await admin('DELETE', `/issuesecurityschemes/${schemeId}`)).status).toBe(204);
    expect((await admin('DELETE', `/issuesecurityschemes/${schemeId}`)).status).toBe(404);
  });

  it('grants permissions to people and groups, and on an issue to its reporter and assignee', async () => {
    const key = `${project().slice(0, 8)}G`;
    const { types } = await makeProject(key, 'software');
    const issuetype = { id: text(types.find((type) => pick(type, 'name') === 'Task'), 'id') };
    const make = async (fields: object = {}): Promise<string> => text((await admin('POST', '/issue', { fields: { project: { key }, issuetype, summary: 'Granted', ...fields } })).json, 'key');
    const grants = `/permissionscheme/${String(pick((await admin('GET', `/project/${key}/permissionscheme`)).json, 'id'))}/permission`;
    const grant = async (permission: string, holder: object): Promise<string> => {
      const made = await admin('POST', grants, { permission, holder });
      expect(made).toMatchObject({ status: 201, json: { permission, holder } });
      return String(pick(made.json, 'id'));
    };
    const revoke = async (id: string): Promise<void> => expect((await admin('DELETE', `${grants}/${id}`)).status).toBe(204);
    const shows = (issue: string, status: number): Promise<void> => until(async () => (await other('GET', `/issue/${issue}`)).status === status);
    const issue = await make();
    await shows(issue, 404);

    const toUser = await grant('BROWSE_PROJECTS', { type: 'user', value: otherId() });
    await shows(issue, 200);
    expect(list((await admin('GET', grants)).json, 'permissions').map((one) => String(pick(one, 'id')))).toContain(toUser);
    expect((await admin('POST', grants, { permission: 'BROWSE_PROJECTS', holder: { type: 'user', value: otherId() } })).status).toBe(400);
    await revoke(toUser);
    await shows(issue, 404);

    const made = await admin('POST', '/group', { name: `contract-${key.toLowerCase()}` });
    const groupId = text(made.json, 'groupId');
    await admin('POST', `/group/user?groupId=${groupId}`, { accountId: otherId() });
    const toGroup = await grant('BROWSE_PROJECTS', { type: 'group', value: groupId });
    await shows(issue, 200);

    // Who may browse may not edit, but for what they are to do.
    const more = [await grant('ASSIGNABLE_USER', { type: 'user', value: otherId() }), await grant('EDIT_ISSUES', { type: 'assignee' })];
    const theirs = await make({ assignee: { accountId: otherId() } });
    await until(async () => (await other('PUT', `/issue/${theirs}`, { fields: { summary: 'Edited' } })).status === 204);
    expect((await other('PUT', `/issue/${issue}`, { fields: { summary: 'Edited' } })).status).toBe(403);
    const may = async (about: string): Promise<unknown> => pick((await other('GET', `/mypermissions?permissions=EDIT_ISSUES&issueKey=${about}`)).json, 'permissions', 'EDIT_ISSUES', 'havePermission');
    expect([await may(theirs), await may(issue)]).toEqual([true, false]);

    more.push(await grant('BROWSE_PROJECTS', { type: 'assignee' }));
    await revoke(toGroup);
    await shows(issue, 404);
    await shows(theirs, 200);
    const search = async (): Promise<unknown[]> => list((await other('POST', '/search/jql', { jql: `key in (${theirs})`, fields: ['summary'] })).json, 'issues').map((one) => pick(one, 'key'));
    await until(async () => (await search()).length === 1);
    // A real site's projects share their scheme.
    for (const id of more) await revoke(id);
    await shows(theirs, 404);
    await admin('DELETE', `/group?groupId=${groupId}`);
    expect((await admin('DELETE', `/project/${key}`)).status).toBe(204);
  });

  it('knows what a service desk is asked for, and runs the clocks of what it agreed to', async () => {
    const key = `${project().slice(0, 8)}D`;
    await makeProject(key, 'service_desk');
    const page = (await anywhere('GET', `/rest/servicedeskapi/servicedesk/${key}/requesttype`)).json;
    expect(page).toMatchObject({ start: 0, isLastPage: true });
    const types = list(page, 'values');
    expect(types.length).toBeGreaterThan(0);
    const [wanted] = types;
    const fields = list((await admin('GET', '/field')).json);
    const fieldsOf = (custom: string): unknown[] => fields.filter((one) => pick(one, 'schema', 'custom') === custom);
    const asked = text(fieldsOf(REQUEST_TYPE)[0], 'id');
    const clock = text(fieldsOf(SLA).find((one) => pick(one, 'name') === 'Time to resolution'), 'id');

    const issuetype = { id: text(wanted, 'issueTypeId') };
    const made = await admin('POST', '/issue', { fields: { project: { key }, issuetype, summary: 'The printer is out of ink', [asked]: text(wanted, 'id') } });
    expect(made.status).toBe(201);
    const path = `/issue/${text(made.json, 'key')}`;
    const read = async (): Promise<unknown> => pick((await admin('GET', `${path}?fields=${asked},${clock}`)).json, 'fields');
    expect(pick(await read(), asked, 'requestType', 'name')).toBe(text(wanted, 'name'));
    await until(async () => pick(await read(), clock, 'ongoingCycle') !== undefined);
    const running = pick(await read(), clock);
    expect(running).toMatchObject({ name: 'Time to resolution', completedCycles: [], ongoingCycle: { breached: false, paused: expect.any(Boolean) as boolean } });
    const [goal, spent, left] = ['goalDuration', 'elapsedTime', 'remainingTime'].map((name) => Number(pick(running, 'ongoingCycle', name, 'millis')));
    expect(goal).toBe((spent ?? 0) + (left ?? 0));
    const refused = await admin('PUT', path, { fields: { [asked]: 'nosuchtype' } });
    expect([refused.status, Object.keys(pick(refused.json, 'errors') as object)]).toEqual([400, [asked]]);

    const done = list((await admin('GET', `${path}/transitions`)).json, 'transitions').find((one) => pick(one, 'to', 'statusCategory', 'key') === 'done');
    expect((await admin('POST', `${path}/transitions`, { transition: { id: text(done, 'id') } })).status).toBe(204);
    await until(async () => pick(await read(), clock, 'ongoingCycle') === undefined);
    expect(pick(await read(), clock, 'completedCycles')).toEqual([expect.objectContaining({ breached: false, stopTime: expect.anything() as unknown })]);
    expect((await admin('DELETE', `/project/${key}`)).status).toBe(204);
  });
}
