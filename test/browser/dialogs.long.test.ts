/** A surface's frame is as tall as its content: where a dialog stands that is opened from far down, and where the focus goes. */
import { connect } from '../../dev/client/client';
import { type Northbank, northbankOn } from '../../dev/shots/site';
import { ADMIN, GLOBAL, PROJECT_ADMIN } from '../support/needle';
import { type Walker, walkerOn } from '../support/keyboard';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(120_000);

const TITLE = 'Faster service requests';
/** A low window, and a narrow one. */
const SIZES = [
  { width: 1024, height: 600 },
  { width: 320, height: 568 },
];

interface Place {
  module: string;
  as: string;
  path: (northbank: Northbank) => string;
  /** The last button of that name on the page opens it. */
  opener: RegExp;
}

/** The admin page has no dialogs: its forms stand where they are opened. */
const PLACES: readonly Place[] = [
  { module: 'project-settings', as: PROJECT_ADMIN, path: () => '/projects/NSP/settings/project-settings', opener: /^Link (another outcome to )?NSP-/ },
  { module: 'global-page', as: ADMIN, path: (n) => `/apps/global-page/outcomes/${n.outcome(TITLE)}`, opener: /^Edit Customer satisfaction/ },
  { module: 'global-page', as: ADMIN, path: (n) => `/apps/global-page/kpis/${n.kpi('Handling time')}`, opener: /^Let them come in/ },
  { module: 'project-page', as: 'manager', path: (n) => `/projects/NSP/apps/project-page/outcomes/${n.outcome(TITLE)}`, opener: /^Reject$/ },
];

let stage: Stage;
let northbank: Northbank;
let walk: (module: string) => Walker;

beforeAll(async () => {
  stage = await startStage('dialogs', { seed: 'demo' });
  stage.page.setDefaultTimeout(20_000);
  walk = await walkerOn(stage);
  const site = { ...connect(stage.platform.url), url: stage.platform.url, stop: stage.stop };
  northbank = await northbankOn(site);
  // What the manager may reject, on the project page.
  const { needle } = stage;
  const outcomeId = northbank.outcome(TITLE);
  const { outcome, measures } = await needle.call(ADMIN, GLOBAL, 'outcome.read', { outcomeId });
  await needle.call(ADMIN, GLOBAL, 'outcome.update', { outcomeId, version: outcome.version, approverIds: ['manager'] });
  const record = measures.find(({ view }) => view.name === 'Handling time')?.record;
  await needle.call(ADMIN, GLOBAL, 'proposal.make', { outcomeId, kpiId: record?.kpiId ?? '', reason: 'It is measured elsewhere by now.', change: { kind: 'remove' } });
});
afterAll(() => stage?.stop());

const cases = PLACES.flatMap((place) => SIZES.map((size) => [place.module, `${place.opener}`, size.width, place, size] as const));

test.each(cases)('%s, %s, at %d px: the dialog stands where the person looks, keeps the focus, and gives it back where it was', async (_, __, ___, { module, as, path, opener }, size) => {
  const { page } = stage;
  await page.setViewportSize(size);
  await stage.open(path(northbank), as);
  const surface = stage.surface(module);
  const button = surface.getByRole('button', { name: opener }).last();
  await button.waitFor();
  await surface.locator('.n-surface:not(:has(.n-skeleton)):not(:has([aria-busy="true"]))').waitFor();
  await button.focus();
  // As a person would who went on reading to the end: the button near the foot of the window.
  await button.evaluate((one) => one.scrollIntoView({ block: 'end' }));
  const scrolled = () => page.evaluate(() => window.scrollY);
  const before = await scrolled();
  expect(before > 0 || size.width > 320).toBe(true);
  const opened = (await button.getAttribute('aria-label')) ?? (await button.innerText());
  const { press, focus, focusOn } = walk(module);
  await press('Enter');

  const dialog = surface.getByRole('dialog');
  await dialog.locator('button').last().waitFor();
  const box = async () => (await dialog.boundingBox()) ?? { x: 0, y: -1, width: 0, height: 0 };
  const seen = async (): Promise<boolean> => {
    const { y, height } = await box();
    return y >= -1 && y + height <= size.height + 1 && height > 100;
  };
  expect([await box(), await seen()]).toEqual([expect.anything(), true]);
  expect(await scrolled()).toBe(before);
  expect((await focusOn(/./)).inDialog).toBe(true);
  for (let stop = 0; stop < 8; stop += 1) {
    await press('Tab');
    const { name, inDialog, top, bottom, height } = await focus();
    expect([name, inDialog, top >= -1 && bottom <= height + 1]).toEqual([name, true, true]);
  }
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  const back = await focusOn(opened);
  expect(back.top >= 0 && back.bottom <= size.height).toBe(true);
  expect(await scrolled()).toBe(before);
});
