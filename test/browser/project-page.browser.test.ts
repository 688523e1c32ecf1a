import { ADMIN, ENGINEER, GLOBAL, OUTSIDER, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'project-page';
const PAGE = '/projects/HRB/apps/project-page';
/** Weekly values around 9 until the launch, then around 7. */
const VALUES = Array.from({ length: 20 }, (_, index) => ({
  at: new Date(Date.parse('2025-11-03') + index * 7 * 86_400_000).toISOString().slice(0, 10),
  value: (index < 9 ? 9 : 7) + ([0.1, -0.2, 0.15, -0.05][index % 4] ?? 0),
}));

let stage: Stage;
const impact = () => stage.surface(MODULE);
const row = (title: string) => impact().getByRole('row', { name: new RegExp(title) });

/** The filter's value is chosen from its list. */
async function choose(field: string, option: string): Promise<void> {
  await impact().getByRole('combobox', { name: field }).click();
  await impact().getByRole('option', { name: option, exact: true }).click();
}

beforeAll(async () => {
  stage = await startStage(MODULE, { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
});
afterAll(() => stage?.stop());

test('where nothing is linked, the page says what to do', async () => {
  await stage.open(PAGE, ENGINEER);
  await impact().getByText('No epic of this project serves an outcome yet').waitFor();
  await stage.look(MODULE, 'empty');
});

test('while it loads and when it fails, the page says so and can be tried again', async () => {
  const { needle } = stage;
  const { outcome } = await needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Ships wait less', period: { to: '2026-06-30' } });
  const { kpi } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name: 'Berth time', unit: 'hours', direction: 'decrease', cadence: 'week' });
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: kpi.kpiId, values: VALUES });
  await needle.call(ADMIN, GLOBAL, 'measure.set', {
    ...{ outcomeId: outcome.outcomeId, kpiId: kpi.kpiId, role: 'primary', launch: '2026-01-01', laterLaunches: ['2026-02-02'] },
    baseline: { kind: 'window', from: '2025-11-01', to: '2025-12-31' },
    target: { kind: 'value', value: 6, by: '2026-06-30' },
  });
  // A second one that improved, and a third of which nothing is known: they are counted, never averaged.
  for (const [name, values] of [['Berth queue', VALUES], ['Berth noise', []]] as const) {
    const { kpi: more } = await needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'ships', direction: 'decrease', cadence: 'week' });
    if (values.length > 0) await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: more.kpiId, values: [...values] });
    await needle.call(ADMIN, GLOBAL, 'measure.set', {
      ...{ outcomeId: outcome.outcomeId, kpiId: more.kpiId, role: 'supporting', launch: '2026-01-01' },
      baseline: values.length > 0 ? { kind: 'window', from: '2025-11-01', to: '2025-12-31' } : { kind: 'stated', level: 9 },
      target: { kind: 'value', value: 6, by: '2026-06-30' },
    });
  }
  const other = await needle.outcomeWithKpi('Customs without paper');
  const link = async (key: string, outcomeId: string) =>
    needle.call(PROJECT_ADMIN, inSettings(key.slice(0, 3)), 'link.set', { issueId: await needle.issueId(key), outcomeId });
  await link('HRB-1', outcome.outcomeId);
  await link('HRB-2', other.outcomeId);
  await link('QAY-1', outcome.outcomeId);

  const release = await stage.disturb('project.read', 'wait');
  await stage.open(PAGE, ENGINEER);
  await impact().getByRole('status', { name: 'Loading' }).waitFor();
  await release();
  await row('Ships wait less').waitFor();
  const mend = await stage.disturb('project.read', 'fail');
  await stage.open(PAGE, ENGINEER);
  await impact().getByRole('alert').getByText('Needle could not load this').waitFor();
  await stage.look(MODULE, 'failed');
  await mend();
  await stage.button(MODULE, 'Try again').click();
  await row('Ships wait less').waitFor();
});

test('delivery of this project and of the whole outcome stand beside what the KPIs show', async () => {
  await stage.button(MODULE, 'Count again').click();
  await row('Ships wait less').getByText('The whole outcome, 2 projects (based on what you can see)').waitFor();
  await row('Ships wait less').getByText('Improved · confirmed').first().waitFor();
  await row('Ships wait less').getByText('2 of 3 KPIs improved').waitFor();
  await stage.look(MODULE, 'list');
});

test('the list is filtered and sorted, and its address can be shared', async () => {
  await choose('Verdict', 'Improved');
  await row('Customs without paper').waitFor({ state: 'detached' });
  await choose('Sort by', 'Title');
  // The address follows a moment after the choice.
  await stage.page.waitForURL(/sort=title/);
  const shared = stage.page.url();
  expect(shared).toContain('standing=better');
  expect(shared).toContain('sort=title');
  await stage.page.goto(shared);
  await row('Ships wait less').waitFor();
  expect(await row('Customs without paper').count()).toBe(0);
  await impact().getByLabel('Search outcomes and KPIs').fill('nothing like this');
  await stage.button(MODULE, 'Show all').click();
  await row('Customs without paper').waitFor();
});

test('an outcome opens in full on the page, and the back button returns to the list', async () => {
  await choose('Verdict', 'Improved');
  await row('Ships wait less').getByRole('button', { name: 'Ships wait less' }).click();
  const figures = impact().getByRole('article', { name: 'Berth time' });
  await impact().getByText(/lower since .*of the way to the target/).first().waitFor();
  await impact().getByText(/also launched in this time: a further stage/).first().waitFor();
  await figures.getByRole('img', { name: /^Values of Berth time/ }).waitFor();
  await figures.getByText('Launched in stages: Feb 2, 2026 too.').waitFor();
  await figures.getByText('Show as table').first().click();
  await figures.getByRole('rowheader', { name: 'Nov 3, 2025' }).waitFor();
  await figures.getByRole('region', { name: 'Speed since the launch' }).waitFor();
  await figures.getByRole('region', { name: 'How the verdict changed' }).getByText(/improved$/).first().waitFor();
  await figures.getByText('How is this worked out?').first().click();
  await stage.button(MODULE, 'Show history').click();
  await impact().getByRole('table', { name: 'Recorded changes' }).waitFor();
  await stage.look(MODULE, 'outcome');

  await stage.page.goBack();
  await row('Ships wait less').waitFor();
  expect(await row('Customs without paper').count()).toBe(0);
  await stage.page.goForward();
  await impact().getByRole('article', { name: 'Berth time' }).waitFor();
});

test('it follows a value and a finished issue, and stays where one is', async () => {
  const { needle, platform, page } = stage;
  /** Whoever comes back to a page has it look at once. */
  const look = () => impact().locator('body').evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const chosen = impact().getByRole('button', { name: /^Berth queue/ });
  await chosen.click();
  const figures = impact().getByRole('article', { name: 'Berth queue' });
  await figures.getByRole('img', { name: /^Values of Berth queue/ }).waitFor();
  await impact().getByText(/^Page is up to date/).waitFor();
  const delivery = impact().getByRole('region', { name: 'Delivery' });
  await delivery.getByRole('img', { name: /2 of 4 issues finished at the end of the week of Mar 9, 2026/ }).waitFor();
  await figures.scrollIntoViewIfNeeded();
  const placeOf = () => page.evaluate(() => window.scrollY);
  const place = await placeOf();
  expect(place).toBeGreaterThan(0);

  const { kpis } = await needle.call(ADMIN, GLOBAL, 'kpi.list', { state: 'open' });
  const queue = kpis.find(({ name }) => name === 'Berth queue');
  await needle.call(ADMIN, GLOBAL, 'value.record', { kpiId: queue?.kpiId ?? '', values: [{ at: '2026-03-20', value: 5.5 }] });
  await look();
  await figures.getByText(/^5\.5\sships$/).first().waitFor();
  expect(await placeOf()).toBe(place);

  const jira = platform.jira(PROJECT_ADMIN);
  const { body } = await jira<{ transitions: { id: string; to: { statusCategory: { key: string } } }[] }>('GET', '/rest/api/3/issue/HRB-4/transitions');
  await jira('POST', '/rest/api/3/issue/HRB-4/transitions', { transition: { id: body.transitions.find(({ to }) => to.statusCategory.key === 'done')?.id } });
  await platform.idle();
  // Weeks are told when they are over.
  await platform.clock({ advance: 'P7D' });
  await platform.idle();
  await look();
  await delivery.getByRole('img', { name: /3 of 4 issues finished at the end of the week of Mar 16, 2026/ }).waitFor();
  expect(await chosen.getAttribute('aria-pressed')).toBe('true');
  expect(await placeOf()).toBe(place);
});

test('an address of an outcome opens it, and one that may not be seen is refused', async () => {
  // With the KPI that was chosen there.
  await stage.page.reload();
  await impact().getByRole('article', { name: 'Berth queue' }).waitFor();
  const { outcome } = await stage.needle.call(ADMIN, GLOBAL, 'outcome.create', { title: 'Secret cuts', restricted: true });
  await stage.open(`${PAGE}/outcomes/${outcome.outcomeId}`, ENGINEER);
  await impact().getByRole('alert').waitFor();
  await stage.look(MODULE, 'refused');
  expect(await impact().getByText('Secret cuts').count()).toBe(0);
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});

test('someone without access learns nothing', async () => {
  await stage.open(PAGE, OUTSIDER);
  await stage.page.getByText(/does not exist|not allowed|may not/).first().waitFor();
});
