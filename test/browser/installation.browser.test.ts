/** *Check this installation* as a site administrator walks through it: what is fine, what is not and what to do then. */
import { CHECKS, JOBS } from '../../src/domain/installation';
import { ADMIN } from '../support/needle';
import { itemsHolding } from '../support/stored';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const PAGE = 'admin-page';
let stage: Stage;
beforeAll(async () => {
  stage = await startStage('installation', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  await stage.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(() => stage?.stop());

const section = () => stage.surface(PAGE).getByRole('region', { name: 'Check this installation' });
const storageRows = () => section().getByRole('row', { name: /^Storage/ });
const row = async (name: string) => (await section().getByRole('row', { name: new RegExp(`^${name}`) }).textContent()) ?? '';

/** Waits for what the page says of the whole. */
async function check(summary: RegExp): Promise<void> {
  await stage.button(PAGE, 'Check now').click();
  await section().getByRole('status').filter({ hasText: summary }).waitFor();
}

test('a fresh installation: storage and rights are fine; no schedule ran and no event came, with what to do about each', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  await check(/^Checked on Mar 20.*: 2 need a look\.$/);
  expect(await storageRows().count()).toBe(8);
  expect(await storageRows().filter({ hasText: 'Fine' }).count()).toBe(8);
  expect(await row('Jira granted all the rights')).toContain('Fine');
  expect(await row('Every job ran')).toMatch(/Needs a look.*A new installation runs them within the hour\..*It has not run yet\./);
  expect(await row('Jira’s events arrive')).toMatch(/Needs a look.*Change any issue and check again in five minutes\./);
  await stage.look(PAGE, 'check-bad');
});

test('two hours and a change later all is fine: the last run of each job and how late the event came stand there', async () => {
  await stage.platform.clock({ advance: 'PT2H' });
  await stage.platform.jira(ADMIN)('PUT', '/rest/api/3/issue/HRB-2', { fields: { labels: ['quay'] } });
  await stage.platform.idle();
  await stage.open('/admin/admin-page', ADMIN);
  await check(new RegExp(`: all ${CHECKS.length} are fine\\.$`));
  expect(await row('Every job ran')).toMatch(/FineMar 20, 1[12]:/);
  expect(await row('Jira’s events arrive')).toMatch(/Fine\d+ s, Mar 20, 12:/);
  const jobs = stage.surface(PAGE).getByRole('table', { name: 'Jobs' }).getByRole('row');
  // The first row is the table's head.
  expect(await jobs.count()).toBe(1 + JOBS.length);
  expect(await jobs.filter({ hasText: /Mar 20.*Went well\./ }).count()).toBe(JOBS.length);
});

test('the report is copied as text, line by line', async () => {
  await stage.button(PAGE, 'Copy report').click();
  await stage.flag('Report copied').waitFor();
  const [head, ...lines] = (await stage.page.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(head).toMatch(/^Needle, 2026-03-20T1/);
  expect(lines.map((line) => line.split(':')[0])).toEqual([...CHECKS, ...JOBS.map((name) => `job.${name}`)]);
  expect(lines).toContain('storage.remove: ok');
  expect(lines.find((line) => line.startsWith('events.lag'))).toMatch(/^events\.lag: ok \(\d+ ms, 2026-/);
  expect(lines.join()).not.toContain('FAILED');
});

test('a fault of storage is told as such, with what to do, and nothing of the scratch stays, though its removal was refused', async () => {
  await stage.open('/admin/admin-page', ADMIN);
  // By this seed the scratch is created and changed, and its removal is refused once.
  await stage.platform.control('POST', '/_host/faults', { seed: 23, rates: { 'kvs.conflict': 0.4 } });
  await check(/needs a look\.$/);
  await stage.platform.control('POST', '/_host/faults', {});
  expect(await row('Storage creates an item')).toContain('Fine');
  expect(await row('Storage removes the item')).toMatch(/Needs a look.*Check again in a minute\. If it stays, see status\.atlassian\.com/);
  expect(await row('Jira answers as you')).toContain('Fine');
  expect(itemsHolding(stage.platform.data, 'scratch')).toEqual([]);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
