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
});

/** A KPI of the administrator's with these values, and its id. */
async function kpiWith(name: string, values: [at: string, value: number][] = [], more: { unit?: string } = {}): Promise<string> {
  const { kpi } = await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'berths', direction: 'increase', cadence: 'week', ...more });
  if (values.length > 0) await stage.needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: values.map(([at, value]) => ({ at, value })) });
  return kpi.kpiId;
}

test('a KPI is made a ratio of two others, is seen before it is saved, and follows them', async () => {
  const refused = await kpiWith('Refused berths', [['2026-06-01', 3], ['2026-06-08', 4]]);
  await kpiWith('All berths', [['2026-06-01', 30], ['2026-06-08', 16]]);
  await kpiWith('Tugs', [['2026-06-03', 2]]);
  await stage.open(`${KPIS}/${await kpiWith('Share refused', [], { unit: '%' })}`, ADMIN);
  await button('Let them come in by themselves').click();
  await choose('What is counted', 'Ratio of two KPIs');
  await button('Preview on real data').click();
  await dialog().getByText('Choose or fill in what is counted first.').waitFor();
  await choose('First KPI', 'Refused berths');
  await choose('Second KPI', 'Tugs');
  await button('Preview on real data').click();
  await dialog().getByText('The two KPIs have no value on the same date yet.').waitFor();
  await choose('Second KPI', 'All berths');
  // What was seen was of another source.
  expect(await dialog().getByText('The two KPIs have no value on the same date yet.').count()).toBe(0);
  await dialog().getByRole('checkbox', { name: 'As a percentage' }).check();
  await button('Preview on real data').click();
  await dialog().getByRole('img', { name: /Preview: Share refused/ }).waitFor();
  await dialog().getByText('Eight values are needed to say what a verdict would have been.').waitFor();
  await stage.look(MODULE, 'feed-formula');
  await dialog().getByRole('button', { name: 'Save' }).click();
  await global().getByText('Refused berths as a percentage of All berths, on each date on which both have a value.').waitFor();
  await global().getByRole('table', { name: /Share refused/ }).getByText('25').first().waitFor();
  await stage.needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: refused, values: [{ at: '2026-06-08', value: 8 }] });
  await stage.platform.idle();
  await stage.page.reload();
  await global().getByRole('table', { name: /Share refused/ }).getByText('50').first().waitFor();
});

test('where Needle counts more than one sees, it says so, and asks again for each query', async () => {
  const [as, closed] = [stage.platform.jira(ADMIN), stage.platform.jira(PROJECT_ADMIN)];
  await as('POST', '/rest/api/3/project', { key: 'SEC', name: 'Closed harbour', projectTypeKey: 'software', leadAccountId: PROJECT_ADMIN });
  await closed('POST', '/rest/api/3/issue', { fields: { project: { key: 'SEC' }, issuetype: { name: 'Story' }, summary: 'Behind the fence' } });
  const { body: role } = await as<{ actors: { actorGroup?: { groupId: string } }[] }>('GET', '/rest/api/3/project/SEC/role/10002');
  await as('DELETE', `/rest/api/3/project/SEC/role/10002?groupId=${role.actors.find(({ actorGroup }) => actorGroup)?.actorGroup?.groupId ?? ''}`);
  await stage.open(`${KPIS}/${await kpiWith('Everywhere')}`, ADMIN);
  await button('Let them come in by themselves').click();
  await choose('What is counted', 'Issues created each week');
  const query = dialog().getByRole('textbox', { name: 'Jira query (JQL)' });
  const save = dialog().getByRole('button', { name: 'Save' });
  const confirm = dialog().getByRole('checkbox', { name: 'Needle counts more issues than I see, and that is meant' });
  const isAsked = async (): Promise<void> => {
    await save.click();
    await dialog().getByText(/^Needle finds more issues with this query than you may see\./).waitFor();
    await confirm.waitFor();
    expect(await confirm.isChecked()).toBe(false);
  };
  await query.fill('created >= 2026-01-01');
  await isAsked();
  await stage.look(MODULE, 'feed-confirm');
  await confirm.check();
  await query.fill('created >= 2026-02-01');
  await confirm.waitFor({ state: 'detached' });
  await isAsked();
  await confirm.check();
  await save.click();
  await stage.platform.idle();
  await global().getByRole('region', { name: 'Where its values come from' }).getByText(/Up to date with Jira/).waitFor();
  expect(stage.complaints).toEqual([]);
});
