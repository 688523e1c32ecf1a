import { overflowing } from '../../dev/shots/viewer';
import { ADMIN, PROJECT_ADMIN, inSettings } from '../support/needle';
import { type Stage, startStage } from '../support/stage';

jest.setTimeout(180_000);

let stage: Stage;
let ids: { outcomeId: string; kpiId: string };

beforeAll(async () => {
  stage = await startStage('languages', { seed: 'test/fixtures/harbour.jsonl', now: '2026-03-20T10:00:00.000Z' });
  ids = await stage.needle.outcomeWithKpi('Faster berth requests');
  await stage.needle.call(ADMIN, inSettings('HRB'), 'link.set', { issueId: await stage.needle.issueId('HRB-1'), outcomeId: ids.outcomeId });
});
afterAll(() => stage?.stop());

/** Every surface, with what it says first to whom. */
const SURFACES: [module: string, path: () => string, who: string][] = [
  ['issue-panel', () => '/browse/HRB-7', PROJECT_ADMIN],
  ['issue-context', () => '/browse/HRB-7', PROJECT_ADMIN],
  ['project-page', () => '/projects/HRB/apps/project-page', PROJECT_ADMIN],
  ['project-page', () => `/projects/HRB/apps/project-page/outcomes/${ids.outcomeId}`, PROJECT_ADMIN],
  ['project-settings', () => '/projects/HRB/settings/project-settings', PROJECT_ADMIN],
  ['global-page', () => '/apps/global-page', ADMIN],
  ['global-page', () => `/apps/global-page/outcomes/${ids.outcomeId}`, ADMIN],
  ['global-page', () => `/apps/global-page/kpis/${ids.kpiId}`, ADMIN],
  ['global-page', () => '/apps/global-page/sources', ADMIN],
  ['admin-page', () => '/admin/admin-page', ADMIN],
];

async function openIn(locale: string, module: string, path: string, who: string): Promise<void> {
  const reply = await stage.platform.jira(who)('PUT', '/rest/api/3/mypreferences/locale', { locale: locale.replace('-', '_') });
  expect(reply.status).toBe(204);
  await stage.open(path, who);
  await stage.surface(module).locator('.n-surface:not(:has(.n-skeleton)):not(:has([aria-busy="true"])) *').first().waitFor();
}

async function frameOf(module: string) {
  const frame = await (await stage.page.waitForSelector(`iframe[data-module="${module}"]`)).contentFrame();
  if (!frame) throw new Error(`No frame for ${module}.`);
  return frame;
}

test('whoever reads German in Jira reads the pages in German, and Jira’s own names of them too', async () => {
  await openIn('de-DE', 'global-page', `/apps/global-page/outcomes/${ids.outcomeId}`, ADMIN);
  await stage.surface('global-page').getByRole('button', { name: 'Wirkungsziel bearbeiten' }).or(stage.button('global-page', 'Bearbeiten')).first().waitFor();
  expect(await (await frameOf('global-page')).evaluate(() => document.documentElement.lang)).toBe('de');
  await openIn('de-DE', 'project-page', '/projects/HRB/apps/project-page', PROJECT_ADMIN);
  await stage.page.getByRole('link', { name: 'Wirkung', exact: true }).waitFor();
});

test('what the function refuses is read in German too', async () => {
  await openIn('de-DE', 'global-page', '/apps/global-page/outcomes/out_0000000000000000', ADMIN);
  await stage.surface('global-page').getByText('Nicht gefunden oder für Sie nicht sichtbar: Wirkungsziel.').waitFor();
});

test.each(SURFACES.map(([module, path, who], index) => ({ name: `${module} ${index + 1}`, module, path, who })))(
  '$name: nothing is cut off or stands out in German or the pseudo-language, narrow or wide, and nothing of ours is left in English',
  async ({ name, module, path, who }) => {
    for (const locale of ['de-DE', 'en-XA']) {
      await openIn(locale, module, path(), who);
      for (const width of [320, 1440]) {
        await stage.page.setViewportSize({ width, height: 900 });
        expect([name, locale, width, await (await frameOf(module)).evaluate(overflowing)]).toEqual([name, locale, width, []]);
      }
    }
    // Whatever has words of its own is between the brackets of the pseudo-language.
    const plain = await (await frameOf(module)).evaluate(() =>
      [...document.querySelectorAll('h2, label, th, legend')].map((one) => one.textContent ?? '').filter((words) => /[a-z]{3}/i.test(words) && !words.includes('[')),
    );
    const typed = ['Faster berth requests', 'HRB', 'QAY', 'Berth', 'Quay', 'Handling', 'Harbour'];
    expect(plain.filter((words) => !typed.some((one) => words.includes(one)))).toEqual([]);
    expect(stage.complaints).toEqual([]);
  },
);
