import { type CallName, calls } from '../../src/contract';
import { type ModuleKey } from '../../src/contract/call';
import { type RightName, STANDINGS, type Standing, grants } from '../../src/domain/access';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';
import { payloadOf } from '../support/payload-of';
import { type LocalPlatform, startPlatform } from '../support/platform';

/**
 * Every call × every standing × own and foreign project × own and others' outcome × open and restricted, as the table of
 * rights has it; from each of the pages that may make the call.
 */

const PROJECTS = ['HRB', 'QAY'] as const;
const MANY = 8;

let platform: LocalPlatform;
let needle: Needle;
const people: Record<string, string> = { 'site-admin': ADMIN, 'project-admin': PROJECT_ADMIN, member: ENGINEER, nobody: OUTSIDER };
interface Scenario {
  project: (typeof PROJECTS)[number];
  issueKey: string;
  /** Whether the roles on the outcome and its KPI are held by those whom they are tried with. */
  held: boolean;
  restricted: boolean;
  outcomeId: string;
  kpiId: string;
  issueId: string;
}
/** All but the administrator belong to the first project alone. In the second they have roles on outcomes, or nothing. */
const SCENES = [
  { project: 'HRB', issueKey: 'HRB-1', held: true },
  { project: 'HRB', issueKey: 'HRB-2', held: false },
  { project: 'QAY', issueKey: 'QAY-1', held: true },
] as const;
const scenarios: Scenario[] = [];
/** By person and project, as Jira itself says. */
const jiraSays = new Map<string, { browse: boolean; administer: boolean }>();

async function jira<T>(who: string, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await platform.jira(who)<T>(method, path, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

async function somebody(name: string): Promise<string> {
  const { accountId } = await jira<{ accountId: string }>(ADMIN, 'POST', '/rest/api/3/user', { emailAddress: `${name}@example.com`, displayName: name, products: [] });
  return accountId;
}

async function permissionsOf(who: string, projectKey: string): Promise<{ browse: boolean; administer: boolean }> {
  const { permissions } = await jira<{ permissions: Record<string, { havePermission: boolean }> }>(who, 'GET', `/rest/api/3/mypermissions?projectKey=${projectKey}&permissions=BROWSE_PROJECTS,ADMINISTER_PROJECTS`).catch(() => ({ permissions: {} as Record<string, { havePermission: boolean }> }));
  const has = (name: string): boolean => permissions[name]?.havePermission === true;
  return { browse: has('BROWSE_PROJECTS'), administer: has('ADMINISTER_PROJECTS') };
}

beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  await platform.clock({ now: '2026-03-20T10:00:00.000Z', frozen: true });
  needle = needleOn(platform);
  for (const name of ['outcome-manager', 'outcome-owner', 'kpi-owner', 'approver']) people[name] = await somebody(name);
  const { groupId } = await jira<{ groupId: string }>(ADMIN, 'POST', '/rest/api/3/group', { name: 'managers' });
  await jira(ADMIN, 'POST', `/rest/api/3/group/user?groupId=${groupId}`, { accountId: people['outcome-manager'] });
  await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'roles.set', { groupId });
  await belongToTheFirst();
  for (const project of PROJECTS) {
    for (const [who, accountId] of Object.entries(people)) jiraSays.set(`${who} ${project}`, await permissionsOf(accountId, project));
  }
  for (const scene of SCENES) {
    const issueId = await needle.issueId(scene.issueKey);
    for (const [version, restricted] of [false, true].entries()) {
      const title = `${scene.issueKey} ${restricted ? 'secret' : 'open'}`;
      const { outcomeId, kpiId } = await needle.outcomeWithKpi(title, { restricted, ...(scene.held ? { ownerId: people['outcome-owner'] ?? '', approverIds: [people['approver'] ?? ''] } : {}) });
      if (scene.held) await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId, version: 1, ownerId: people['kpi-owner'] ?? '' });
      await needle.call(ADMIN, inSettings(scene.project), 'link.set', { issueId, outcomeId, ...(version > 0 ? { version } : {}) });
      scenarios.push({ ...scene, restricted, outcomeId, kpiId, issueId });
    }
  }
  // A list of everything lags behind.
  await platform.clock({ advance: 'PT5M' });
}, 120_000);
afterAll(() => platform?.stop());

/** Takes the seeded people out of the second project, and those with other roles into the first. */
async function belongToTheFirst(): Promise<void> {
  const roleOf = async (project: string, name: 'Administrators' | 'Member'): Promise<string> => {
    const roles = await jira<Record<string, string>>(ADMIN, 'GET', `/rest/api/3/project/${project}/role`);
    const [role] = /\/role\/\d+$/.exec(roles[name] ?? '') ?? [];
    if (role === undefined) throw new Error(`${project} has no role ${name}.`);
    return `/rest/api/3/project/${project}${role}`;
  };
  const members = await roleOf('QAY', 'Member');
  for (const accountId of [PROJECT_ADMIN, ENGINEER]) await jira(ADMIN, 'DELETE', `${members}?user=${accountId}`);
  await jira(ADMIN, 'DELETE', `${await roleOf('QAY', 'Administrators')}?user=${PROJECT_ADMIN}`);
  const named = ['outcome-manager', 'outcome-owner', 'kpi-owner', 'approver'].map((name) => people[name]);
  await jira(ADMIN, 'POST', await roleOf('HRB', 'Member'), { user: named });
}

/** In what ways somebody stands to a scenario: their role where it is held, and what Jira says. */
function standingsIn(who: string, { project, held }: Scenario): Standing[] {
  const { browse, administer } = jiraSays.get(`${who} ${project}`) ?? { browse: false, administer: false };
  const role = STANDINGS.find((standing) => standing === who);
  const isHeld = role === 'site-admin' || role === 'outcome-manager' ? true : held && role !== 'member' && role !== 'project-admin';
  return ['nobody', ...(role && isHeld ? [role] : []), ...(browse ? (['member'] as const) : []), ...(browse && administer ? (['project-admin'] as const) : [])];
}

function placeOf(moduleKey: ModuleKey, { project, issueKey }: Scenario) {
  if (moduleKey.startsWith('issue-')) return { moduleKey, issueKey };
  return moduleKey.startsWith('project-') || moduleKey === 'gate' ? { moduleKey, projectKey: project } : { moduleKey };
}

/** The platform itself shows nobody a page of an issue or project that Jira would not show. */
function isShown(moduleKey: ModuleKey, who: string, scenario: Scenario): boolean {
  return Object.keys(placeOf(moduleKey, scenario)).length === 1 || jiraSays.get(`${who} ${scenario.project}`)?.browse === true;
}

/** Another one of the call's pages in each scene, of those that are shown to them where there are any. */
function moduleFor(name: CallName, who: string, scenario: Scenario): ModuleKey {
  const all: readonly ModuleKey[] = calls[name].modules;
  const shown = all.filter((moduleKey) => isShown(moduleKey, who, scenario));
  const some = shown.length > 0 ? shown : all;
  return some[(scenarios.indexOf(scenario) + name.length) % some.length] as ModuleKey;
}

/** Of what the permission looks at, a "not found" is a denial; of anything else it comes from behind it. */
const LOOKED_AT: Partial<Record<string, string>> = { 'view-outcome': 'outcomeId', 'edit-outcome': 'outcomeId', 'approve-outcome': 'outcomeId', 'view-kpi': 'kpiId', 'edit-kpi': 'kpiId', 'link-issue': 'issueId' };

function payloadFor(name: CallName, { outcomeId, kpiId, issueId }: Pick<Scenario, 'outcomeId' | 'kpiId' | 'issueId'>): unknown {
  return payloadOf(name, { outcomeId, kpiId, issueId, ...IDS, ...(VALUES[name] === undefined ? {} : { values: VALUES[name] }) });
}

interface Tried {
  granted: boolean;
  /** What came back, as text; of a denial nothing. */
  told: string;
}

async function tryAs(name: CallName, who: string, scenario: Scenario): Promise<Tried> {
  const { permission } = calls[name];
  const moduleKey = moduleFor(name, who, scenario);
  const answer = await platform.invoke<{ ok: boolean; error?: { code: string; field?: string; message: string } }>(people[who] ?? '', { ...placeOf(moduleKey, scenario), functionKey: name, payload: payloadFor(name, scenario) });
  const denied = { granted: false, told: '' };
  if (!answer.ok) {
    if (answer.error.code === 'UNKNOWN_PLACE' && !isShown(moduleKey, who, scenario)) return denied;
    throw new Error(`${name} as ${who} on ${moduleKey}: ${JSON.stringify(answer.error)}`);
  }
  const { error } = answer.result;
  if (error?.code === 'internal' || error?.code === 'not-allowed-here') throw new Error(`${name} as ${who}: ${JSON.stringify(error)}`);
  if (error?.code === 'forbidden' || (error?.code === 'not-found' && error.field === LOOKED_AT[permission])) return denied;
  return { granted: true, told: JSON.stringify(answer.result) };
}

/** Calls that anybody may make list what they may see: what of a scenario stands in them, and by which right. */
const LISTS: Partial<Record<CallName, { id: 'outcomeId' | 'kpiId'; right: RightName }>> = {
  'outcome.list': { id: 'outcomeId', right: 'view-outcome' },
  'trail.export': { id: 'outcomeId', right: 'view-outcome' },
  'kpi.seen': { id: 'kpiId', right: 'view-kpi' },
  'kpi.list': { id: 'kpiId', right: 'edit-kpi' },
};

/** What the schemas cannot tell by themselves. */
const IDS = {
  accountId: ADMIN,
  accountIds: [ADMIN],
  reviewBy: '2026-04-20',
  alarmId: 'silent-stall:2026-03-20T10:00:00.000Z',
  projectId: '10000',
  projectIds: ['10000'],
  itemId: `${'0'.repeat(16)}-1`,
  itemIds: [`${'0'.repeat(16)}-1`],
};
const VALUES: Partial<Record<CallName, unknown>> = { 'import.part': [[1, '2026-03-09', 1]] };
const all = Object.keys(calls) as CallName[];
/** What is the same wherever it is asked: tried in one's own project and a foreign one. */
const SCENE_FREE = new Set(['administer-jira', 'manage-outcomes']);

it('every call has a payload that its schema lets through', () => {
  const refused = all.flatMap((name) => {
    const [issue] = calls[name].input.safeParse(payloadFor(name, { outcomeId: 'out_0000000000000001', kpiId: 'kpi_0000000000000001', issueId: '1' })).error?.issues ?? [];
    return issue ? [`${name}: ${issue.path.join('.')} ${issue.message}`] : [];
  });
  expect(refused).toEqual([]);
});

it('whoever is tried belongs to the first project, and to the second the administrator alone', () => {
  const browse = (project: string) => STANDINGS.filter((who) => jiraSays.get(`${who} ${project}`)?.browse);
  expect(browse('HRB')).toEqual(STANDINGS.filter((who) => who !== 'nobody'));
  expect(browse('QAY')).toEqual(['site-admin']);
});

it.each(STANDINGS)('what the table grants, and nothing else, is granted to: %s', async (who) => {
  const wrong: string[] = [];
  const farthest = scenarios.filter((_, n) => n === 0 || n === scenarios.length - 1);
  const tried = all.flatMap((name) => (SCENE_FREE.has(calls[name].permission) ? farthest : scenarios).map((scenario) => ({ name, scenario })));
  const judge = async ({ name, scenario }: (typeof tried)[number]): Promise<void> => {
    const { permission } = calls[name];
    const { issueKey, held, restricted } = scenario;
    const standings = standingsIn(who, scenario);
    const { granted, told } = await tryAs(name, who, scenario);
    const where = `${name} (${permission}) at ${issueKey}, ${restricted ? 'restricted' : 'open'}, ${held ? 'own' : "others'"}`;
    if (permission !== 'signed-in' && granted !== grants(permission, standings, restricted)) wrong.push(`${where}: ${granted ? 'granted' : 'denied'}`);
    const list = LISTS[name];
    if (list && told.includes(scenario[list.id]) !== grants(list.right, standings, restricted)) wrong.push(`${where}: ${told.includes(scenario[list.id]) ? 'listed' : 'not listed'}`);
    if (permission === 'signed-in' && told.includes(scenario.outcomeId) && !grants('view-outcome', standings, restricted)) wrong.push(`${where}: told`);
  };
  for (let from = 0; from < tried.length; from += MANY) await Promise.all(tried.slice(from, from + MANY).map(judge));
  expect(wrong).toEqual([]);
}, 120_000);
