import { ADMIN, ENGINEER, GLOBAL, OUTSIDER, PROJECT_ADMIN, inSettings, onIssue } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const PANEL = 'issue-panel';
const GLANCE = 'issue-context';

let stage: Stage;
let berths: { outcomeId: string; kpiId: string };
let customs: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  stage = await startStage(PANEL, { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  const { needle } = stage;
  berths = await needle.outcomeWithKpi('Faster berth requests');
  customs = await needle.outcomeWithKpi('Customs without paper');
  await link('QAY-1', berths.outcomeId);
});
afterAll(() => stage?.stop());

const panel = () => stage.surface(PANEL);
const glance = () => stage.surface(GLANCE);

async function link(key: string, outcomeId: string, more: object = {}): Promise<void> {
  const projectKey = key.slice(0, key.indexOf('-'));
  const { epics } = await stage.needle.call(ADMIN, inSettings(projectKey), 'epic.list', {});
  const version = epics.find((epic) => epic.key === key)?.version;
  const input = { issueId: await stage.needle.issueId(key), outcomeId, ...(version ? { version } : {}), ...more };
  await stage.needle.call(ADMIN, inSettings(projectKey), 'link.set', input);
}

test('while it loads and when it fails, the panel says so and can be tried again', async () => {
  const release = await stage.disturb('panel.read', 'wait');
  await stage.open('/browse/HRB-7', ENGINEER);
  await panel().getByRole('status', { name: 'Loading' }).waitFor();
  await stage.look(PANEL, 'loading');
  await release();
  const mend = await stage.disturb('panel.read', 'fail');
  await stage.open('/browse/HRB-7', ENGINEER);
  await panel().getByRole('alert').getByText('Needle could not load this').waitFor();
  await stage.look(PANEL, 'failed');
  await mend();
  await stage.button(PANEL, 'Try again').click();
  await panel().getByText(/^This sub-task serves no outcome yet/).waitFor();
  await stage.look(PANEL, 'not-linked');
});

test('an engineer suggests an outcome from a sub-task, for the epic above it', async () => {
  await stage.button(PANEL, 'Suggest an outcome').click();
  await panel().getByRole('heading', { name: 'Which outcome does HRB-1 serve?' }).waitFor();
  await stage.button(PANEL, 'Suggest').click();
  await panel().getByText('Choose an outcome.').waitFor();
  await panel().getByRole('radio', { name: 'Faster berth requests' }).check();
  expect(await panel().getByRole('radio').count()).toBe(1);
  await panel().getByLabel(/^Why/).fill('Berths come free sooner.');
  await stage.look(PANEL, 'suggesting');
  await stage.button(PANEL, 'Suggest').click();
  await stage.flag('Faster berth requests was suggested').waitFor();
  await panel().getByText(/was suggested on Mar 20, 2026\. It awaits an answer/).waitFor();
  await stage.look(PANEL, 'suggested');
  const { requests } = await stage.needle.call(PROJECT_ADMIN, inSettings('HRB'), 'request.read', {});
  expect(requests).toMatchObject([{ key: 'HRB-1', note: 'Berths come free sooner.', from: { key: 'HRB-7' } }]);
});

test('and reads the reason when it is declined', async () => {
  const issueId = await stage.needle.issueId('HRB-1');
  await stage.needle.call(PROJECT_ADMIN, inSettings('HRB'), 'request.decline', {
    ...{ issueId, outcomeId: berths.outcomeId, reason: 'Pilots are asked first.\nThen we decide.' },
  });
  await stage.open('/browse/HRB-7', ENGINEER);
  await panel().getByText(/was suggested and declined on Mar 20, 2026: Pilots are asked first\./).waitFor();
  await stage.look(PANEL, 'declined');
});

test('once the epic is linked, the sub-task shows what it serves, should move, and how that stands', async () => {
  const hypothesis = { kpiId: berths.kpiId, direction: 'decrease', by: '2026-12-18' } as const;
  await link('HRB-1', berths.outcomeId, { hypothesis });
  await stage.open('/browse/HRB-7', ENGINEER);
  await panel().getByText(/^This sub-task serves Faster berth requests/).waitFor();
  await panel().getByText('Faster berth requests: handling time should fall by Dec 18, 2026.').waitFor();
  await panel().getByRole('navigation', { name: 'Line of sight to Faster berth requests' }).getByText('HRB-1').waitFor();
  await glance().getByText('Faster berth requests', { exact: false }).first().waitFor();
  await stage.look(PANEL, 'linked');
  await stage.look(GLANCE, 'glance');
});

test('of several outcomes the main one stands in full and the others in a line each, which unfold', async () => {
  await link('HRB-1', customs.outcomeId);
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Calm crews' });
  await link('HRB-1', outcome.outcomeId);
  await stage.open('/browse/HRB-7', ENGINEER);
  await panel().getByText(/serves Faster berth requests and 2 other outcomes/).waitFor();
  const also = panel().getByRole('region', { name: 'It also serves' });
  await also.getByText('No KPI measures it yet.').waitFor();
  await stage.look(PANEL, 'several');
  expect(await also.getByRole('article').count()).toBe(0);
  await also.locator('summary').filter({ hasText: 'Customs without paper' }).press('Enter');
  await also.getByRole('article', { name: 'Customs without paper' }).getByText('What changed').waitFor();
  await glance().getByText('and 2 other outcomes').waitFor();
  await stage.look(PANEL, 'several-unfolded');
});

test('an archived outcome is shown as archived, without figures', async () => {
  await stage.needle.call(ADMIN, GLOBAL, 'outcome.close', { outcomeId: berths.outcomeId, version: 1, as: 'not-achieved', reason: 'The quay was full.' });
  await stage.open('/browse/QAY-2', ENGINEER);
  await panel().getByText('Faster berth requests is archived: it is no longer watched.').waitFor();
  await glance().getByText('What it serves is archived.').waitFor();
  await stage.look(PANEL, 'archived');
  expect(await panel().getByText('%').count()).toBe(0);
});

test('an issue whose epic was deleted serves nothing any more, and says so', async () => {
  const jira = stage.platform.jira(ADMIN);
  const create = async (type: string, more: object = {}) =>
    (await jira<{ key: string }>('POST', '/rest/api/3/issue', { fields: { project: { key: 'HRB' }, issuetype: { name: type }, summary: 'Moorings', ...more } })).body.key;
  const epic = await create('Epic');
  const story = await create('Story', { parent: { key: epic } });
  await link(epic, customs.outcomeId);
  await stage.open(`/browse/${story}`, ENGINEER);
  await panel().getByText(/^This story serves Customs without paper/).waitFor();
  expect((await jira('DELETE', `/rest/api/3/issue/${epic}`)).status).toBe(204);
  await stage.platform.idle();
  await stage.open(`/browse/${story}`, ENGINEER);
  await panel().getByText(/^This story serves no outcome yet.*It lies below no epic/).waitFor();
  expect(await panel().getByText('Customs without paper').count()).toBe(0);
});

test('an issue that lies below no epic says that epics are what is linked', async () => {
  await stage.open('/browse/HRB-9', ENGINEER);
  await panel().getByText(/It lies below no epic/).waitFor();
  expect(await stage.button(PANEL, 'Suggest an outcome').count()).toBe(0);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});

test('someone without access learns nothing', async () => {
  await stage.open('/browse/HRB-7', OUTSIDER);
  await stage.page.getByText(/does not exist, or you are not allowed/).waitFor();
  const reply = await stage.needle.ask(OUTSIDER, onIssue('HRB-7'), 'request.make', { outcomeId: customs.outcomeId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-found' } });
});
