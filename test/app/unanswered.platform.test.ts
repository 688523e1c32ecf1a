/** Views whose viewer may see them, and of which Jira then does not answer a further question: shown as they are stored, dated, and never with more than was checked. */
import { ADMIN, ENGINEER, GLOBAL, type Needle, OUTSIDER, PROJECT_ADMIN, inSettings, needleOn, onIssue, onProject } from '../support/needle';
import { type LocalPlatform, startPlatform } from '../support/platform';
import { faults } from './chaos/people';

const NOW = '2026-03-23T10:00:00.000Z';
const SEED = 20260323;
/** Paths by which each further question is known. */
const GROUPS = '/myself';
const OTHER_PROJECTS = '/permissions/check';

let platform: LocalPlatform;
let needle: Needle;
/** The instant of the last sweep. */
let asOf: string;
beforeAll(async () => {
  platform = await startPlatform({ seed: 'test/fixtures/harbour.jsonl', now: NOW });
  await platform.clock({ now: NOW, frozen: true });
  needle = needleOn(platform);
  const jira = platform.jira(ADMIN);
  const { groupId } = (await jira<{ groupId: string }>('POST', '/rest/api/3/group', { name: 'outcome-managers' })).body;
  await jira('POST', `/rest/api/3/group/user?groupId=${groupId}`, { accountId: ENGINEER });
  await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'roles.set', { groupId });
  for (const [title, restricted, key] of [['Faster berths', false, 'HRB-1'], ['Fewer layoffs', true, 'HRB-1'], ['Calm quay', false, 'QAY-1']] as const) {
    const { outcomeId } = await needle.outcomeWithKpi(title, { restricted });
    const [project = ''] = key.split('-');
    const { links } = await needle.call(ADMIN, inSettings(project), 'link.set', { issueId: await needle.issueId(key), outcomeId, ...(title === 'Fewer layoffs' ? { version: 1 } : {}) });
    expect(links.length).toBeGreaterThan(0);
  }
  await platform.clock({ advance: 'PT2H' });
  const { projects } = await needle.call(ADMIN, { moduleKey: 'admin-page' }, 'history.read', {});
  asOf = projects.map(({ status }) => (status.state === 'current' ? status.filledAt : '')).sort()[0] ?? '';
}, 60_000);
afterEach(() => faults(platform, SEED));
afterAll(() => platform?.stop());

/** Jira fails for good, for one question alone. */
const unanswered = (jiraPath: string, fault = 'jira.failed') => faults(platform, SEED, { [fault]: 1 }, { jiraPath });
const titles = (outcomes: readonly { outcome: { title: string } }[]) => outcomes.map(({ outcome }) => outcome.title).sort();

describe('a panel', () => {
  it('tells what it can while Jira answers', async () => {
    const panel = await needle.call(ENGINEER, onIssue('HRB-3'), 'panel.read', {});
    expect(titles(panel.outcomes)).toEqual(['Faster berths', 'Fewer layoffs']);
    expect(panel.unanswered).toBeUndefined();
  });

  it.each(['jira.failed', 'jira.quota', 'jira.timedOut'])('shows what the issue alone lets its viewer see, where Jira does not tell their groups (%s)', async (fault) => {
    await unanswered(GROUPS, fault);
    const panel = await needle.call(ENGINEER, onIssue('HRB-3'), 'panel.read', {});
    expect(titles(panel.outcomes)).toEqual(['Faster berths']);
    expect(panel.outcomes[0]?.outcome.measures).toHaveLength(1);
    expect(panel.unanswered?.about).toEqual(['groups']);
    expect((panel.unanswered?.asOf ?? '') >= asOf).toBe(true);
  });

  it('of a sub-task says that what stands above it is not known, and not that it serves nothing', async () => {
    await unanswered(`/issue/${await needle.issueId((await parentOf('HRB-7')) ?? '')}`);
    const panel = await needle.call(PROJECT_ADMIN, onIssue('HRB-7'), 'panel.read', {});
    expect(panel).toMatchObject({ outcomes: [], unseenParent: false, unanswered: { about: ['parents'] } });
  });

  it('refuses as a whole where the issue itself is not shown: nothing was checked', async () => {
    await unanswered('/issue/');
    expect(await needle.ask(ENGINEER, onIssue('HRB-3'), 'panel.read', {})).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
  });
});

describe('a project page', () => {
  it('shows the outcomes of the project without those that only a group lets its viewer see, and what its teams did', async () => {
    await unanswered(GROUPS);
    const page = await needle.call(ENGINEER, onProject('HRB'), 'project.read', {});
    expect(titles(page.rows)).toEqual(['Faster berths']);
    expect(page.unanswered?.about).toEqual(['groups']);
    expect((page.unanswered?.asOf ?? '') >= asOf).toBe(true);
    expect((await needle.call(ENGINEER, onProject('HRB'), 'project.activity', {})).unanswered?.about).toEqual(['groups']);
  });

  it('refuses where it cannot say what it lacks, and where nothing was checked', async () => {
    await unanswered(GROUPS);
    expect(await needle.ask(ENGINEER, onProject('HRB'), 'project.conflicts', {})).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
    await unanswered('/mypermissions');
    expect(await needle.ask(ENGINEER, onProject('HRB'), 'project.read', {})).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
  });

  it('looks back without epics that Jira did not show', async () => {
    await unanswered('/issue/bulkfetch');
    const past = await needle.call(ENGINEER, onProject('HRB'), 'project.past', {});
    expect(past).toMatchObject({ epics: [], unanswered: { about: ['epics'] } });
    expect(past.weeks.length).toBeGreaterThan(0);
  });
});

describe('the global page', () => {
  it('opens and lists what the projects that its viewer may browse let them see, while Jira does not tell their groups', async () => {
    await unanswered(GROUPS);
    expect(await needle.call(ENGINEER, GLOBAL, 'access.read', {})).toMatchObject({ manageOutcomes: false, unanswered: { about: ['groups'] } });
    const { outcomes, unanswered: lacks } = await needle.call(ENGINEER, GLOBAL, 'outcome.list', {});
    expect(outcomes.map(({ title }) => title)).toEqual(['Calm quay', 'Faster berths']);
    expect(lacks?.about).toEqual(['groups']);
    expect((lacks?.asOf ?? '') >= asOf).toBe(true);
  });

  it('lists nothing that only a project would let its viewer see, where Jira does not say which they may browse', async () => {
    await unanswered(OTHER_PROJECTS);
    for (const account of [PROJECT_ADMIN, OUTSIDER]) {
      const { outcomes, unanswered: lacks } = await needle.call(account, GLOBAL, 'outcome.list', {});
      expect([account, outcomes, lacks?.about]).toEqual([account, [], ['projects']]);
    }
    expect(await needle.call(PROJECT_ADMIN, GLOBAL, 'review.list', {})).toMatchObject({ outcomes: [], unanswered: { about: ['projects'] } });
    // A manager sees them by their role, which Jira did confirm.
    const { outcomes } = await needle.call(ENGINEER, GLOBAL, 'outcome.list', {});
    expect(outcomes.map(({ title }) => title)).toEqual(['Calm quay', 'Faster berths', 'Fewer layoffs']);
    // But how much was delivered for them cannot be told.
    expect(await needle.ask(ENGINEER, GLOBAL, 'outcome.list', { delivery: true })).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
  });

  it('refuses one outcome of which nobody could check who may see it', async () => {
    await unanswered(OTHER_PROJECTS);
    const { outcomes } = await needle.call(ADMIN, GLOBAL, 'outcome.list', {});
    const outcomeId = outcomes.find(({ title }) => title === 'Faster berths')?.outcomeId ?? '';
    expect(await needle.ask(PROJECT_ADMIN, GLOBAL, 'outcome.read', { outcomeId })).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
    expect((await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId })).unanswered).toBeUndefined();
  });
});

async function parentOf(key: string): Promise<string | undefined> {
  const { body } = await platform.jira(ADMIN)<{ fields: { parent?: { key: string } } }>('GET', `/rest/api/3/issue/${key}?fields=parent`);
  return body.fields.parent?.key;
}
