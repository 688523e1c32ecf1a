import { type CallName, calls } from '../../src/contract';
import { type ModuleKey } from '../../src/contract/call';
import { STANDINGS, type Standing, grants } from '../../src/domain/access';
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn } from '../support/needle';
import { payloadOf } from '../support/payload-of';
import { type LocalPlatform, startPlatform } from '../support/platform';

/** Every call × every standing × own and foreign project × open and restricted outcome, as the table of rights has it. */

const PROJECTS = ['HRB', 'QAY'] as const;
const MANY = 8;

let platform: LocalPlatform;
let needle: Needle;
const people: Record<string, string> = { 'site-admin': ADMIN, 'project-admin': PROJECT_ADMIN, member: ENGINEER, nobody: OUTSIDER };
interface Scenario {
  project: (typeof PROJECTS)[number];
  restricted: boolean;
  outcomeId: string;
  kpiId: string;
  issueId: string;
}
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
  for (const project of PROJECTS) {
    for (const [who, accountId] of Object.entries(people)) jiraSays.set(`${who} ${project}`, await permissionsOf(accountId, project));
    const issueId = await needle.issueId(`${project}-1`);
    for (const restricted of [false, true]) {
      // The roles are held in the one project and not in the other.
      const mine = project === 'HRB';
      const { outcomeId, kpiId } = await needle.outcomeWithKpi(`${project} ${restricted ? 'secret' : 'open'}`, { restricted, ...(mine ? { ownerId: people['outcome-owner'] ?? '', approverIds: [people['approver'] ?? ''] } : {}) });
      if (mine) await needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId, version: 1, ownerId: people['kpi-owner'] ?? '' });
      const version = scenarios.filter((one) => one.project === project).length;
      await needle.call(ADMIN, inSettings(project), 'link.set', { issueId, outcomeId, ...(version > 0 ? { version } : {}) });
      scenarios.push({ project, restricted, outcomeId, kpiId, issueId });
    }
  }
}, 120_000);
afterAll(() => platform?.stop());

/** In what ways somebody stands to a scenario: their role where it is held, and what Jira says. */
function standingsIn(who: string, { project }: Scenario): Standing[] {
  const { browse, administer } = jiraSays.get(`${who} ${project}`) ?? { browse: false, administer: false };
  const role = STANDINGS.find((standing) => standing === who);
  const held = role === 'site-admin' || role === 'outcome-manager' ? true : project === 'HRB' && role !== 'member' && role !== 'project-admin';
  return ['nobody', ...(role && held ? [role] : []), ...(browse ? (['member'] as const) : []), ...(browse && administer ? (['project-admin'] as const) : [])];
}

function placeOf(moduleKey: ModuleKey, { project }: Scenario) {
  if (moduleKey.startsWith('issue-')) return { moduleKey, issueKey: `${project}-1` };
  return moduleKey.startsWith('project-') || moduleKey === 'gate' ? { moduleKey, projectKey: project } : { moduleKey };
}

/** Of what the permission looks at, a "not found" is a denial; of anything else it comes from behind it. */
const LOOKED_AT: Partial<Record<string, string>> = { 'view-outcome': 'outcomeId', 'edit-outcome': 'outcomeId', 'approve-outcome': 'outcomeId', 'view-kpi': 'kpiId', 'edit-kpi': 'kpiId', 'link-issue': 'issueId' };

function payloadFor(name: CallName, { outcomeId, kpiId, issueId }: Scenario): unknown {
  // An outcome that may not be linked is not found behind the permission; one that does not exist is so for all.
  const ofLink = calls[name].permission === 'link-issue' ? 'out_0000000000000000' : outcomeId;
  return payloadOf(name, { outcomeId: ofLink, kpiId, issueId, ...IDS, ...(VALUES[name] === undefined ? {} : { values: VALUES[name] }) });
}

async function isGranted(name: CallName, who: string, scenario: Scenario): Promise<boolean> {
  const { permission, modules } = calls[name];
  const payload = payloadFor(name, scenario);
  const place = placeOf(modules[0] as ModuleKey, scenario);
  const answer = await platform.invoke<{ ok: boolean; error?: { code: string; field?: string; message: string } }>(people[who] ?? '', { ...place, functionKey: name, payload });
  // The platform itself shows nobody a page of an issue or project that Jira would not show.
  if (!answer.ok) return false;
  const { error } = answer.result;
  if (error?.code === 'internal' || error?.code === 'not-allowed-here') throw new Error(`${name} as ${who}: ${JSON.stringify(error)}`);
  if (error?.code === 'forbidden') return false;
  return !(error?.code === 'not-found' && error.field === LOOKED_AT[permission]);
}

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
const SCENE_FREE = new Set(['signed-in', 'administer-jira', 'manage-outcomes']);

it('every call has a payload that its schema lets through', () => {
  const refused = all.flatMap((name) => {
    const [issue] = calls[name].input.safeParse(payloadFor(name, { project: 'HRB', restricted: false, outcomeId: 'out_0000000000000001', kpiId: 'kpi_0000000000000001', issueId: '1' })).error?.issues ?? [];
    return issue ? [`${name}: ${issue.path.join('.')} ${issue.message}`] : [];
  });
  expect(refused).toEqual([]);
});

it.each(STANDINGS)('what the table grants, and nothing else, is granted to: %s', async (who) => {
  const wrong: string[] = [];
  const tried = all.flatMap((name) => (SCENE_FREE.has(calls[name].permission) ? scenarios.slice(0, 1) : scenarios).map((scenario) => ({ name, scenario })));
  for (let from = 0; from < tried.length; from += MANY) {
    await Promise.all(
      tried.slice(from, from + MANY).map(async ({ name, scenario }) => {
        const { permission } = calls[name];
        const expected = grants(permission, standingsIn(who, scenario), scenario.restricted);
        const granted = await isGranted(name, who, scenario);
        if (granted !== expected && permission !== 'signed-in') wrong.push(`${name} (${permission}) in ${scenario.project}, ${scenario.restricted ? 'restricted' : 'open'}: ${granted ? 'granted' : 'denied'}`);
      }),
    );
  }
  expect(wrong).toEqual([]);
}, 120_000);
