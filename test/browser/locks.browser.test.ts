import type { Locator } from 'playwright-core';
import { ADMIN, ENGINEER, GLOBAL, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'global-page';
const OWNER = ENGINEER;
const APPROVER = PROJECT_ADMIN;

let stage: Stage;
let path: string;
let pair: { outcomeId: string; kpiId: string };

const week = (n: number): string => new Date(Date.UTC(2025, 9, 6 + 7 * n)).toISOString().slice(0, 10);
/** Twelve weeks around 9.5, then eleven around 5.5. */
const VALUES = Array.from({ length: 23 }, (_, n) => ({ at: week(n), value: (n < 12 ? 9.5 : 5.5) + [0.3, -0.4, 0.1, 0.5, -0.2, -0.3, 0.2][n % 7]! }));

beforeAll(async () => {
  stage = await startStage('locks', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  const { needle } = stage;
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Ships wait less', ownerId: OWNER, approverIds: [APPROVER] });
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berth time', unit: 'h', direction: 'decrease', cadence: 'week' });
  pair = { outcomeId: outcome.outcomeId, kpiId: kpi.kpiId };
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: VALUES });
  await needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ ...pair, role: 'primary', launch: week(12) },
    baseline: { kind: 'window', from: week(0), to: week(11) },
    target: { kind: 'value', value: 5, by: '2026-12-18' },
  });
  await needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await needle.issueId('HRB-1'), outcomeId: pair.outcomeId });
  await stage.platform.clock({ advance: 'PT2H' });
  path = `/apps/global-page/outcomes/${pair.outcomeId}`;
});
afterAll(() => stage?.stop());

const page = () => stage.surface(MODULE);
const button = (name: string | RegExp): Locator => stage.button(MODULE, name);
const dialog = (): Locator => page().getByRole('dialog');
const closed = () => dialog().waitFor({ state: 'detached' });
const proposal = (): Locator => page().getByRole('group', { name: 'Change what was agreed for Berth time' });
const read = async () => (await stage.needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId: pair.outcomeId })).measures[0]?.view;

test('the owner proposes another target, and cannot approve it', async () => {
  await stage.open(path, OWNER);
  await button('Edit Berth time').click();
  await dialog().getByText('Locked since the launch', { exact: false }).waitFor();
  await stage.look(MODULE, 'locked');
  await dialog().getByLabel('Target', { exact: true }).fill('6');
  await dialog().getByLabel('Reason for the change').fill('Tides leave no room for five.');
  await dialog().getByRole('button', { name: 'Propose the change' }).click();
  await closed();
  await proposal().getByText('Target: 5 h by Dec 18, 2026 → 6 h by Dec 18, 2026').waitFor();
  expect(await proposal().getByRole('button').allInnerTexts()).toEqual(['Withdraw']);
  expect((await read())?.target).toMatchObject({ value: 5 });
});

test('an approver finds it in the weekly review and approves; old and new are drawn', async () => {
  await stage.open('/apps/global-page/review', APPROVER);
  await page().getByText('A change to what was agreed for Berth time is proposed.').waitFor();
  await page().getByText('Awaits you.').waitFor();
  await stage.open(path, APPROVER);
  await proposal().getByRole('button', { name: 'Approve' }).click();
  await dialog().getByLabel('Why').fill('Agreed in the board.');
  await stage.look(MODULE, 'approve');
  await dialog().getByRole('button', { name: 'Approve' }).click();
  await closed();
  await page().getByText('Until Mar 20, 2026: target 5 h by Dec 18, 2026', { exact: false }).waitFor();
  expect(await read()).toMatchObject({ target: { value: 6 }, former: [{ target: { value: 5 } }] });
  await button('Values of Berth time').click();
  await page().locator('.n-c-former-target').first().waitFor({ state: 'attached' });
  await page().locator('.n-c-target').first().waitFor({ state: 'attached' });
  await stage.look(MODULE, 'both-drawn');
});

test('another proposal an approver rejects, and all stays as it was', async () => {
  await stage.needle.call(OWNER, GLOBAL, 'proposal.make', { ...pair, reason: 'Nobody looks at it.', change: { kind: 'remove' } });
  await stage.open(path, APPROVER);
  const removal = page().getByRole('group').filter({ hasText: 'Nobody looks at it.' });
  await removal.getByRole('button', { name: 'Reject' }).click();
  await dialog().getByLabel('Why').fill('We do.');
  await dialog().getByRole('button', { name: 'Reject' }).click();
  await closed();
  await stage.flag('Rejected. All stays as it was.').waitFor();
  expect(await read()).toMatchObject({ target: { value: 6 } });
});

test('that it is achieved, someone other than the owner confirms', async () => {
  await stage.open(path, OWNER);
  await button('Close').click();
  await dialog().getByRole('radio', { name: 'Achieved', exact: true }).check({ force: true });
  await dialog().getByLabel('Why').fill('The target is held.');
  await stage.look(MODULE, 'close');
  await dialog().getByRole('button', { name: 'Close', exact: true }).click();
  await closed();
  const confirmation = page().getByRole('group', { name: 'Close the outcome as achieved' });
  await confirmation.waitFor();
  expect(await confirmation.getByRole('button').allInnerTexts()).toEqual(['Withdraw']);
  await stage.open(path, APPROVER);
  await confirmation.getByRole('button', { name: 'Approve' }).click();
  await dialog().getByLabel('Why').fill('Seen.');
  await dialog().getByRole('button', { name: 'Approve' }).click();
  await closed();
  await page().getByText('Closed as Achieved').waitFor();
  await stage.look(MODULE, 'closed');
});

test('all of it stands in the history, which is verified against a head that was noted', async () => {
  const { head } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.trail', { outcomeId: pair.outcomeId });
  await stage.open(path, OWNER);
  await button('Show history').click();
  await page().getByText('Proposal approved').first().waitFor();
  await page().getByLabel('A head that you noted').fill(head.hash);
  await button('Verify').click();
  await page().getByText(`Whole: ${head.seq} records, unbroken.`, { exact: false }).waitFor();
  await stage.look(MODULE, 'history');
  expect(stage.complaints).toEqual([]);
});
