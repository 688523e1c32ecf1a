/** What few people do and seldom, by the keyboard alone: a file of values imported and undone, and a gate put on a transition. */
import { ADMIN, ENGINEER, GLOBAL } from '../support/needle';
import { type Walker, walkerOn } from '../support/keyboard';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const MODULE = 'global-page';
const GATE = 'gate';
/** Keys on the way out of a frame to the buttons below it. */
const MOST_STOPS = 40;

let stage: Stage;
let walk: (module: string) => Walker;
let kpiId: string;

beforeAll(async () => {
  stage = await startStage('keyboard-seldom', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  stage.page.setDefaultTimeout(20_000);
  walk = await walkerOn(stage);
  await stage.page.setViewportSize({ width: 1024, height: 600 });
  for (const name of ['Berths', 'Handling time']) {
    ({ kpiId } = (await stage.needle.call(ADMIN, GLOBAL, 'kpi.create', { name, unit: 'hours', direction: 'decrease', cadence: 'day', ownerId: ENGINEER })).kpi);
  }
});
afterAll(() => stage?.stop());

/** As a person does with the keys: the system's own window opens, and gives the file. */
async function giveFile(name: string, content: string): Promise<void> {
  const [chooser] = await Promise.all([stage.page.waitForEvent('filechooser'), stage.page.keyboard.press('Space')]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

test('the owner of a KPI imports a file: says what it leaves open, sees what is not taken, and undoes it', async () => {
  await stage.open(`/apps/global-page/kpis/${kpiId}`, ENGINEER);
  const page = stage.surface(MODULE);
  await page.getByRole('heading', { level: 1, name: 'Handling time' }).waitFor();
  const { tabTo, press, type, focusOn, heard } = walk(MODULE);
  await tabTo('Import a file');
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Import a file' }).waitFor();
  expect((await focusOn('Import a file')).role).toBe('h1');
  await tabTo('File');
  // One that cannot be read is said why, and the focus stays for the next.
  await giveFile('open.csv', 'Date,Value\n"2026-03-09,7\n');
  await heard(/A quotation mark is never closed/);
  await focusOn('File');
  await giveFile('march.csv', 'Day;Handling time;Berths\n03/04/2026;7,5;1\n01/02/2026;8,25;2\nsoon;9;4\n');
  await heard(/two ways/);
  await focusOn('File');
  await tabTo(/^A date such as 03\/04\/2026 is/);
  await type('Month, d');
  await press('Enter');
  await page.getByRole('region', { name: 'Preview' }).getByText('Jan 2 – Mar 4, 2026').first().waitFor();
  await focusOn(/^A date such as/);
  await heard(/2 cells are not taken/);
  await tabTo('KPI of “Berths”');
  await type('Leave');
  await press('Enter');
  await tabTo('Import 2 values');
  await press('Enter');
  await focusOn('march.csv was imported');
  await heard(/2 new/);
  await tabTo('Undo the import');
  await press('Enter');
  expect((await focusOn(/./)).inDialog).toBe(true);
  await press('Escape');
  await focusOn('Undo the import');
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo('Undo the import');
  await press('Enter');
  await heard(/2 dates have no value any more/);
  await focusOn(/./);
});

/** Out of the frame, to Jira's own button below it. */
async function toJiras(name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await stage.page.keyboard.press('Tab');
    if ((await stage.page.evaluate(() => document.activeElement?.textContent)) === name) return;
  }
  throw new Error(`The keyboard does not come out to ${name}.`);
}

test('a site administrator puts a gate on a transition, is told what lacks, and sees what it would have stopped before it blocks', async () => {
  await stage.open('/projects/HRB/workflow', ADMIN);
  await stage.page.getByRole('region', { name: 'To In Progress' }).getByRole('button', { name: 'Add rule: Needle gate' }).press('Enter');
  await stage.surface(GATE).getByRole('heading', { name: /^What must be said/ }).waitFor();
  const { tabTo, press, type, focusOn, heard } = walk(GATE);
  await tabTo('Off');
  await press('ArrowRight', 'ArrowRight');
  await focusOn('Block');
  await toJiras('Add');
  await press('Enter');
  await heard(/^Choose at least one thing to ask for/);
  await focusOn('Serves an outcome');
  await press('Space');
  await tabTo('Hypothesis and baseline');
  await press('Space');
  await tabTo('Values of the baseline, at least');
  await press('Control+a');
  await type('0');
  await toJiras('Add');
  await press('Enter');
  await focusOn('Values of the baseline, at least');
  await heard(/Enter a whole number from 1 to 100/);
  await press('Control+a');
  await type('2');
  await toJiras('Add');
  await press('Enter');
  await heard(/Before it blocks, look at what it would have stopped\. Then save once more/);
  await tabTo('Show', 'Shift+Tab');
  await press('Enter');
  await heard(/It would have stopped|No status changed/);
  await focusOn('Show');
  await toJiras('Add');
  await press('Enter');
  await stage.surface(GATE).getByText('The gate stops what does not fulfil:').waitFor();
});

test('nothing on the way broke the content policy or complained', () => {
  expect(stage.complaints).toEqual([]);
});
