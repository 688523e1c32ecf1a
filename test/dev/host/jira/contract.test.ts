import { pick } from './json';
import { openLocal, APP, type Local, type Who } from './local';
import { OpenApi, hasDocument } from './openapi';
import { jiraContract, type SiteFetch } from './suite';

/** The operations that were answered with success. */
const served = new Set<string>();
const problems: string[] = [];
const openApi = hasDocument ? new OpenApi() : undefined;
let local: Local;

function fetchAs(who: Who): SiteFetch {
  return (path, init) => {
    const method = init?.method ?? 'GET';
    const reply = local.ask(who, method, path, init?.body === undefined ? undefined : JSON.parse(init.body));
    problems.push(...(openApi?.problems(method, path, reply.status, reply.json) ?? []));
    // 303 leads to the task that a request began.
    if (reply.status < 400) served.add(nameOf(method, path.split('?')[0] ?? ''));
    return Promise.resolve({ status: reply.status, text: () => Promise.resolve(reply.json === undefined ? '' : JSON.stringify(reply.json)) });
  };
}

/** The most specific operation that a path belongs to. */
function nameOf(method: string, path: string): string {
  const fits = local.jira.operations().filter((operation) => operation.method === method && new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
  const fixed = (template: string): number => template.split('/').filter((part) => !part.startsWith('{')).length;
  const [best] = fits.sort((one, other) => fixed(other.path) - fixed(one.path));
  return `${method} ${best?.path ?? path}`;
}

describe('the local Jira', () => {
  // In a block of its own, so that its project is gone before what was asked for is looked at.
  describe('as any Jira', () => {
    jiraContract(() => {
      local = openLocal();
      return Promise.resolve({
        admin: fetchAs('admin'),
        other: { accountId: 'outsider', fetch: fetchAs('outsider') },
        app: fetchAs(APP),
        wait: (milliseconds) => Promise.resolve(local.wait(milliseconds)),
      });
    });
  });

  // People and fields that a real site could not be rid of again, and pins, which only an app with a panel can set.
  it('serves what only a local site is asked for', async () => {
    const admin = fetchAs('admin');
    const ask = async (method: string, path: string, body?: unknown): Promise<number> =>
      (await admin(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).status;
    expect(await ask('POST', '/rest/api/3/user', { emailAddress: 'new@example.com', products: [] })).toBe(201);
    expect(await ask('GET', '/rest/api/3/user/search?query=ne')).toBe(200);
    expect(await ask('DELETE', '/rest/api/3/user?accountId=new')).toBe(204);
    expect(await ask('POST', '/rest/api/3/project', { key: 'DESK', name: 'Desk', projectTypeKey: 'service_desk' })).toBe(201);
    expect(await ask('POST', '/rest/api/3/field', { name: 'Weight', type: 'com.atlassian.jira.plugin.system.customfieldtypes:float' })).toBe(201);
    const pins = { moduleId: 'panel', projectList: [{ projectIdOrKey: 'DESK', action: 'PIN' }] };
    const pinned = await admin('/rest/api/3/forge/panel/action/bulk/async', { method: 'POST', body: JSON.stringify(pins) });
    const { taskId } = JSON.parse(await pinned.text()) as { taskId: string };
    expect(await ask('GET', `/rest/api/3/task/${taskId}`)).toBe(200);
    const status = await admin('/rest/api/3/forge/panel/action/bulk/status', { method: 'POST', body: JSON.stringify({ moduleId: 'panel', projectList: ['DESK', 'NOSUCH'] }) });
    expect(JSON.parse(await status.text())).toMatchObject({ statuses: [{ projectIdOrKey: 'DESK', pinned: true }, { projectIdOrKey: 'NOSUCH', pinned: false }] });
  });

  it('was asked for every operation that it serves', () => {
    const all = local.jira.operations().map(({ method, path }) => `${method} ${path}`);
    expect(all.filter((operation) => !served.has(operation))).toEqual([]);
  });

  (hasDocument ? it : it.skip)('answers as the OpenAPI document says (skipped without it)', () => {
    expect([...new Set(problems)]).toEqual([]);
  });

  (hasDocument ? it : it.skip)('asks apps for the classic scopes that the document names', () => {
    const wrong = local.jira.operations().flatMap(({ method, path }) => {
      const named = openApi?.operation(method, path)?.operation['x-atlassian-oauth2-scopes'] ?? [];
      const classic = named.find(({ state }) => state === 'Current')?.scopes;
      // Some admin operations name no classic scope at all, and those of panels are not in the document.
      if (classic === undefined) return [];
      const refused = local.ask({ kind: 'app', scopes: [] }, method, path.replace(/\{[^}]+\}/g, 'X'), {});
      const asked = /needs (.*)\.$/.exec(String(pick(refused.json, 'errorMessages', 0)))?.[1]?.split(', ') ?? [];
      return [...asked].sort().join() === [...classic].sort().join() ? [] : [`${method} ${path}: ${asked.join()} instead of ${classic.join()}`];
    });
    expect(wrong).toEqual([]);
  });

  it('answers 501 by name for anything else', () => {
    expect(local.ask('admin', 'GET', '/rest/api/3/dashboard')).toMatchObject({ status: 501, json: { errorMessages: [expect.stringContaining('GET /rest/api/3/dashboard')] } });
  });
});
