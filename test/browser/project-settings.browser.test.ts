import { ADMIN, ENGINEER, PROJECT_ADMIN, inSettings, onIssue } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const SETTINGS = 'project-settings';
const PAGE = '/projects/HRB/settings/project-settings';

let stage: Stage;
let berths: { outcomeId: string; kpiId: string };
let customs: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  stage = await startStage(SETTINGS, { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  const { needle, platform } = stage;
  berths = await needle.outcomeWithKpi('Faster berth requests');
  customs = await needle.outcomeWithKpi('Customs without paper');
  for (const summary of ['Berth requests by radio', 'Harbour lamps', 'Quay repairs']) {
    const fields = { project: { key: 'HRB' }, issuetype: { name: 'Epic' }, summary };
    await platform.jira(ADMIN)('POST', '/rest/api/3/issue', { fields });
  }
});
afterAll(() => stage?.stop());

const settings = () => stage.surface(SETTINGS);
const row = (key: string) => settings().getByRole('row', { name: new RegExp(`${key}\\b`) });
const lead = () => settings().locator('.n-lead');

async function choose(outcome: string): Promise<void> {
  await settings().getByRole('dialog').getByRole('combobox', { name: 'Outcome' }).click();
  await settings().getByRole('option', { name: outcome }).click();
}

test('while it loads and when it fails, the page says so and can be tried again', async () => {
  const release = await stage.disturb('epic.list', 'wait');
  await stage.open(PAGE, PROJECT_ADMIN);
  await settings().getByRole('status', { name: 'Loading' }).waitFor();
  await stage.look(SETTINGS, 'loading');
  await release();
  await lead().waitFor();
  const mend = await stage.disturb('epic.list', 'fail');
  await stage.open(PAGE, PROJECT_ADMIN);
  await settings().getByRole('alert').getByText('Needle could not load this').waitFor();
  await stage.look(SETTINGS, 'failed');
  await mend();
  await stage.button(SETTINGS, 'Try again').click();
  await settings().getByText('5 of 5 epics serve no outcome.').waitFor();
});

test('a suggestion is taken with one click, and taken back', async () => {
  await row('HRB-13').getByText('Suggested: Faster berth requests').waitFor();
  await stage.look(SETTINGS, 'suggestions');
  await stage.button(SETTINGS, 'Link HRB-13 to Faster berth requests').click();
  await stage.flag('HRB-13 now serves Faster berth requests').getByRole('button', { name: 'Undo' }).click();
  await stage.flag('Undone').waitFor();
  await row('HRB-13').getByText('Suggested: Faster berth requests').waitFor();
});

test('several epics are linked at once, each with its result, and taken back together', async () => {
  const issueId = await stage.needle.issueId('HRB-14');
  await settings().getByRole('checkbox', { name: 'Select all 5 epics shown' }).check();
  // Someone else links one of them in the meantime.
  await stage.needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId, outcomeId: customs.outcomeId });
  await stage.button(SETTINGS, 'Link to an outcome').click();
  await choose('Faster berth requests');
  await stage.look(SETTINGS, 'bulk-link');
  await settings().getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
  await settings().getByRole('heading', { name: '4 of 5 changes were made' }).waitFor();
  await settings().getByText(/Someone changed its links in the meantime/).waitFor();
  await settings().getByText('Each of the 5 epics serves an outcome.').waitFor();
  await expect(settings().getByRole('checkbox', { name: 'Select HRB-14' }).isChecked()).resolves.toBe(true);
  await stage.look(SETTINGS, 'bulk-result');
  await stage.flag('4 epics now serve Faster berth requests').getByRole('button', { name: 'Undo' }).click();
  await settings().getByText('4 of 5 epics serve no outcome.').waitFor();
});

test('long work shows how far it is, and stops when asked', async () => {
  const release = await stage.disturb('link.set', 'wait');
  await settings().getByRole('checkbox', { name: 'Select HRB-14' }).uncheck();
  await settings().getByRole('checkbox', { name: 'Select HRB-1', exact: true }).check();
  await settings().getByRole('checkbox', { name: 'Select HRB-2', exact: true }).check();
  await stage.button(SETTINGS, 'Link to an outcome').click();
  await choose('Faster berth requests');
  await settings().getByRole('dialog').getByRole('button', { name: 'Link', exact: true }).click();
  await settings().getByText('Change 1 of 2 …').waitFor();
  await stage.look(SETTINGS, 'progress');
  await stage.button(SETTINGS, 'Stop').click();
  await release();
  await settings().getByText(/^Stopped before HRB-/).waitFor();
  await stage.button(SETTINGS, 'Close').click();
});

test('epics without an outcome have an address that can be shared', async () => {
  await settings().getByText('Without an outcome (3)').click();
  await settings().getByText('3 epics shown', { exact: true }).waitFor();
  expect(new URL(stage.page.url()).pathname).toBe(`${PAGE}/without-outcome`);
  await stage.open(`${PAGE}/without-outcome`, ADMIN);
  await settings().getByText('3 epics shown', { exact: true }).waitFor();
  await expect(settings().getByRole('radio', { name: 'Without an outcome (3)' }).isChecked()).resolves.toBe(true);
});

test('a link says what it should move, which way and by when', async () => {
  await stage.open(PAGE, PROJECT_ADMIN);
  await stage.button(SETTINGS, 'Change the link of HRB-14 to Customs without paper').click();
  const dialog = settings().getByRole('dialog');
  await dialog.getByRole('combobox', { name: /^KPI/ }).click();
  await settings().getByRole('option', { name: 'Customs without paper: handling time' }).click();
  await dialog.getByLabel('By', { exact: true }).fill('2026-01-01');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText(/Lies before the work began/).waitFor();
  await stage.look(SETTINGS, 'hypothesis');
  await dialog.getByLabel('By', { exact: true }).fill('2026-12-18');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row('HRB-14').getByText('Customs without paper: handling time should fall by Dec 18, 2026').waitFor();
});

test('several epics are unlinked at once from all that they serve', async () => {
  await settings().getByRole('checkbox', { name: /^Select all/ }).check();
  await stage.button(SETTINGS, 'Unlink').click();
  await settings().getByText('2 links will be removed. It can be undone.').waitFor();
  await stage.look(SETTINGS, 'bulk-unlink');
  await settings().getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click();
  await stage.flag('2 epics no longer serve 2 outcomes').getByRole('button', { name: 'Undo' }).click();
  await stage.flag('Undone').waitFor();
  await row('HRB-14').getByText('Customs without paper: handling time should fall by Dec 18, 2026').waitFor();
});

test('suggestions from issues are accepted with one click or declined with a reason', async () => {
  const { needle } = stage;
  const suggest = (key: string, outcomeId: string, note: string) => needle.call(ENGINEER, onIssue(key), 'request.make', { outcomeId, note });
  await suggest('HRB-15', customs.outcomeId, 'Cranes wait for papers.');
  await suggest('HRB-15', berths.outcomeId, 'A quay is a berth.\nOr is it?');
  await stage.open(PAGE, PROJECT_ADMIN);
  await settings().getByRole('heading', { name: '2 suggestions await your answer' }).waitFor();
  await stage.look(SETTINGS, 'requests');
  await stage.button(SETTINGS, 'Decline: HRB-15 does not serve Faster berth requests').click();
  await settings().getByRole('dialog').getByLabel('Reason').fill('Repairs are upkeep.');
  await stage.look(SETTINGS, 'decline');
  await settings().getByRole('dialog').getByRole('button', { name: 'Decline', exact: true }).click();
  await settings().getByRole('heading', { name: '1 suggestion awaits your answer' }).waitFor();
  await stage.button(SETTINGS, 'Accept: link HRB-15 to Customs without paper').click();
  await stage.flag('HRB-15 now serves Customs without paper').waitFor();
  await row('HRB-15').getByText('Customs without paper').first().waitFor();
  const { requests } = await needle.call(ENGINEER, onIssue('HRB-15'), 'panel.read', {});
  expect(requests).toMatchObject([{ title: 'Faster berth requests', declined: { reason: 'Repairs are upkeep.' } }]);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});

test('whoever does not administer the project is kept out', async () => {
  await stage.open(PAGE, ENGINEER);
  await stage.page.getByText(/does not exist, or you are not allowed/).waitFor();
});
