import type { Locator } from 'playwright-core';
import { ADMIN, GLOBAL, PROJECT_ADMIN } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'global-page';
const KPIS = '/apps/global-page/kpis';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(MODULE, { seed: 'test/fixtures/harbour.jsonl', now: '2026-06-24T10:00:00.000Z' });
});
afterAll(() => stage?.stop());

const global = () => stage.surface(MODULE);
const button = (name: string | RegExp): Locator => stage.button(MODULE, name);
const dialog = (): Locator => global().getByRole('dialog');
async function choose(field: string, option: string): Promise<void> {
  await dialog().getByRole('combobox', { name: field }).fill(option);
  await global().getByRole('option', { name: option }).first().click();
}

test('an administrator makes a KPI of a common one, sees it on real data, and its values come in by themselves', async () => {
  await stage.open(KPIS, ADMIN);
  await button('Create KPI').first().click();
  await choose('Start from a common KPI', 'Time to resolution');
  await dialog().getByRole('button', { name: 'Create', exact: true }).click();
  await global().getByRole('dialog', { name: 'Where the values of Time to resolution come from' }).waitFor();
  const query = dialog().getByRole('textbox', { name: 'Jira query (JQL)' });
  await query.fill('project = NOWHERE');
  await button('Preview on real data').click();
  await dialog().getByText(/^Jira cannot read this query: .*NOWHERE/).waitFor();
  await query.fill('project = HRB');
  await button('Preview on real data').click();
  await dialog().getByText(/^You see \d+ issues that the query finds\./).waitFor();
  await dialog().getByRole('img', { name: /Preview: Time to resolution/ }).waitFor();
  await stage.look(MODULE, 'feed-preview');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await stage.platform.idle();
  const section = global().getByRole('region', { name: 'Where its values come from' });
  await section.getByText('Lead time: from creation to done · median · hours').waitFor();
  await section.getByText('project = HRB', { exact: true }).waitFor();
  await section.getByText(/Up to date with Jira/).waitFor();
  await global().getByRole('table', { name: /Time to resolution/ }).getByText('Jira').first().waitFor();
  // Nothing can be typed into it.
  expect(await global().getByRole('region', { name: 'Add a value' }).count()).toBe(0);
  await stage.look(MODULE, 'feed');
  await section.getByRole('button', { name: 'Read again' }).click();
  await stage.platform.idle();
  await section.getByText(/Up to date with Jira/).waitFor();
});

test('whoever answers for its values sees how they come about, without the query and without a way to change it', async () => {
  const { kpis } = await stage.needle.call(ADMIN, GLOBAL, 'kpi.list', {});
  const { kpiId = '', version = 1 } = kpis[0] ?? {};
  await stage.needle.call(ADMIN, GLOBAL, 'kpi.update', { kpiId, version, ownerId: PROJECT_ADMIN });
  await stage.open(`${KPIS}/${kpiId}`, PROJECT_ADMIN);
  const section = global().getByRole('region', { name: 'Where its values come from' });
  await section.getByText(/Lead time: from creation to done/).waitFor();
  await section.getByText('Jira administrators see the query.').waitFor();
  expect(await section.getByRole('button').count()).toBe(0);
  expect(await section.getByText('project = HRB').count()).toBe(0);
  expect(stage.complaints).toEqual([]);
});
