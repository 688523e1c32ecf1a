/** Run and change on Northbank: what the manager reads, where work stopped, and the rules that an administrator tries. */
import { ADMIN, ENGINEER } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(180_000);

const PROJECT = 'project-page';
const PAGE = '/projects/NSP/apps/project-page';
const MANAGER = 'manager';
let stage: Stage;

beforeAll(async () => {
  stage = await startStage(PROJECT, { seed: 'demo' });
}, 300_000);
afterAll(() => stage?.stop());

test('a manager sees run and change by week, and looks back at where work stopped', async () => {
  await stage.open(PAGE, MANAGER);
  const work = stage.surface(PROJECT).getByRole('region', { name: 'Run and change' });
  await work.getByText(/of the work finished in the last four weeks was change work/).first().waitFor();
  await work.getByRole('img', { name: /^Finished in NSP, in issues\. 25 weeks/ }).waitFor();
  await stage.look(PROJECT, 'work');
  await stage.button(PROJECT, 'Look back: where did work stop?').click();
  const past = stage.surface(PROJECT).getByRole('region', { name: 'Where work on epics stopped' });
  await past.getByText(/Move teams to the new portal: no work finished since the week of .*; the alarm would have sounded/).waitFor();
  await stage.look(PROJECT, 'look-back');
  // By keyboard, to the third week: by then nothing had stopped.
  const slider = past.getByRole('slider');
  await slider.press('Home');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  await past.getByText('No epic had stopped by then.').waitFor();
  const week = await slider.getAttribute('aria-valuetext');
  await stage.page.waitForURL(/week=\d{4}-\d\d-\d\d/);
  await stage.page.reload();
  await past.getByRole('slider').and(stage.surface(PROJECT).locator(`[aria-valuetext="${week}"]`)).waitFor();
});

test('an outcome says what remains and why no date can be told', async () => {
  await stage.button(PROJECT, 'Off the old portal').first().click();
  const delivery = stage.surface(PROJECT).getByRole('region', { name: 'Delivery' });
  await delivery.getByText(/^23 of 62 issues remain, and none was finished lately: no date can be told/).waitFor();
  await delivery.getByRole('img', { name: /39 of 62 issues finished/ }).waitFor();
  await stage.look(PROJECT, 'outcome-work');
});

test('an engineer reads it on the issue, and their own share on the project page', async () => {
  await stage.open('/browse/NSP-1', ENGINEER);
  const panel = stage.surface('issue-panel');
  await panel.getByText(/23 of 62 issues remain.*Portal spent \d+% of the last four weeks here on change work/).waitFor();
  await panel.getByText(/No change work was finished for it since the week of/).waitFor();
  // What Jira itself shows beside the glance, without opening it.
  await stage.page.locator('summary', { hasText: 'Needle' }).getByText('Silent stall').waitFor();
  await stage.open(PAGE, ENGINEER);
  await stage.button(PROJECT, 'Your own share').click();
  await stage.surface(PROJECT).getByText(/of the \d+ issues that you finished here in the last four weeks/).waitFor();
});

test('a manager reads how the teams split, and where what one is rewarded by conflicts with its outcome', async () => {
  await stage.open('/projects/NSD/apps/project-page', MANAGER);
  const page = stage.surface(PROJECT);
  const conflicts = page.getByRole('region', { name: 'Conflicts' });
  await conflicts.getByText(/Service desk works for Faster service requests and is rewarded by Time to resolution/).waitFor();
  await conflicts.getByText('Time to resolution gets better in weeks in which less of the team’s work is change work.').waitFor();
  await stage.look(PROJECT, 'conflicts');
  await page.getByText('Service desk has all of this project: the figures above are its own.').waitFor();
  await stage.open(PAGE, MANAGER);
  const team = page.getByRole('region', { name: 'Teams' }).getByRole('article', { name: 'Portal and joiners' });
  await page.getByRole('region', { name: 'Run and change' }).getByText(/In the last week work went over from run to change or back at least \d+ times?/).first().waitFor();
  // What is left of the project beside a team is told of five people or more, as the team itself is.
  await team.getByText(/^\d+ weeks are not split, as/).waitFor();
  await team.getByRole('img', { name: /^Finished by Portal and joiners, in issues\./ }).waitFor();
});

test('an administrator takes a way out with one click, and the conflict is gone', async () => {
  await stage.open('/projects/NSD/apps/project-page', ADMIN);
  const conflicts = stage.surface(PROJECT).getByRole('region', { name: 'Conflicts' });
  await conflicts.getByRole('button', { name: 'Watch Time to resolution as a guardrail' }).click();
  await conflicts.waitFor({ state: 'detached' });
});

test('an administrator adds a team by a query that was tried on real issues', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const teams = stage.surface('admin-page').getByRole('region', { name: 'Teams' });
  await teams.getByText('Time to resolution, since').waitFor();
  await teams.getByRole('button', { name: 'Add a team' }).click();
  await teams.getByLabel('Name', { exact: true }).fill('Fixers');
  await teams.getByLabel('Projects').fill('NSP');
  await teams.getByLabel('Of these').click();
  await stage.surface('admin-page').getByText('what a query finds').click();
  await teams.getByLabel('JQL query').fill('issuetype = Bug');
  await teams.getByRole('button', { name: 'Try on real issues' }).click();
  await teams.getByText(/^Of the \d+ newest issues \d+ would be the team’s\./).waitFor();
  await stage.look('admin-page', 'teams');
  await teams.getByRole('button', { name: 'Save team' }).click();
  await teams.getByText('issuetype = Bug in NSP').waitFor();
});

test('an administrator pins the panel to a project, and takes it off again', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const pins = stage.surface('admin-page').getByRole('region', { name: 'The panel on issues' });
  await pins.getByLabel('Find a project').fill('NSP');
  await pins.getByRole('button', { name: 'Pin: NSP' }).click();
  await pins.getByRole('button', { name: 'Take off: NSP' }).click();
  await pins.getByRole('button', { name: 'Pin: NSP' }).waitFor();
});

test('an administrator tries a rule on real issues, saves it, and sees the histories read again', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  const rules = stage.surface('admin-page').getByRole('region', { name: 'Run and change' });
  await rules.getByRole('button', { name: 'Add a rule' }).click();
  await rules.getByLabel('is', { exact: true }).fill('Bug');
  await rules.getByRole('button', { name: 'Try on real issues' }).click();
  await rules.getByText(/^Of the 100 newest issues: 0 would be change work, \d+ run work, \d+ decided by links\.$/).waitFor();
  await stage.look('admin-page', 'rules');
  await rules.getByRole('button', { name: 'Save rules' }).click();
  const histories = stage.surface('admin-page').getByRole('region', { name: 'History of projects' });
  await histories.getByRole('row', { name: /^NSP/ }).getByText(/Complete since/).waitFor();
});
