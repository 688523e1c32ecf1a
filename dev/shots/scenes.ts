/** What is looked at: every surface in every state that a person may meet. */
import { type FrameLocator, type Page } from 'playwright-core';
import { EARLY, MANY_VALUES, ONE_VALUE, madeOutcome, measured, measuredFor } from './measured-states';
import { inbox, proposed, tree } from './outcome-states';
import { type Northbank } from './site';
import { type Prepare, declined, issueBelow, madeIssue, servesArchived, servesTwo, stoppedByGate } from './states';

export interface Scene {
  /** Names the pictures: the surface, a full stop, the state. */
  name: string;
  module: 'issue-panel' | 'issue-context' | 'project-page' | 'project-settings' | 'global-page' | 'admin-page' | 'gate';
  /** Northbank, or a site on which nothing was done yet. */
  site: 'demo' | 'empty';
  as: string;
  path: (northbank: Northbank) => string;
  /** What is made on the site before it, and taken back after it. */
  prepare?: Prepare;
  /** A call that does not come, fails or is refused. */
  disturb?: { call: string; how: 'wait' | 'fail' | 'refuse' };
  /** What is done on Jira's own page before the surface stands there. */
  reach?: (page: Page) => Promise<void>;
  /** What is done once the page stands. */
  act?: (surface: FrameLocator, page: Page) => Promise<void>;
}

const GLOBAL = '/apps/global-page';
const ADMIN = '/admin/admin-page';
const PROJECT = '/projects/NSP/apps/project-page';
const SETTINGS = '/projects/NSP/settings/project-settings';
const WORKFLOW = '/projects/NSP/workflow';
const MOVED = 'Faster service requests';
const STALLED = 'Off the old portal';
/** Epics that serve nothing: for one of them somebody suggested that it serves what stalled. */
const UNLINKED = 'Old portal: stability fixes';
const SUGGESTED = 'Migrate request history from the old portal';

/** By what it does rather than by its words, which are in the viewer's language. */
const press = (selector: string) => async (surface: FrameLocator) => {
  await surface.locator(selector).first().click();
};

/** By its words, in either language. */
const pressNamed = (...words: string[]) => async (surface: FrameLocator) => {
  await surface.getByRole('button', { name: new RegExp(`^(${words.join('|')})`) }).first().click();
};

/** The same, for what opens a dialog. */
const opens = (...words: string[]) => async (surface: FrameLocator) => {
  await pressNamed(...words)(surface);
  await surface.getByRole('dialog').locator('form, table, button').first().waitFor();
};

const openValues = pressNamed('Values of (?!.*(CSV|SVG|table|Tabelle))', 'Werte von (?!.*(CSV|SVG|table|Tabelle))');

/** What the arrow keys find first from the right, in the first chart of the KPI. */
async function lastPoint(surface: FrameLocator): Promise<void> {
  const chart = surface.locator('article.n-card .n-chart .n-chart-walk').first();
  await chart.focus();
  await chart.press('ArrowLeft');
  await surface.locator('.n-chart-tip').waitFor();
}

const FILE = { name: 'values.csv', mimeType: 'text/csv', buffer: Buffer.from('Date,Handling time\n2026-11-02,7.2\n2026-11-09,7.4\n2026-11-10,soon\n') };

async function formula(surface: FrameLocator): Promise<void> {
  await opens('Let them come in', 'Von selbst')(surface);
  await surface.getByRole('dialog').getByRole('combobox').first().click();
  await surface.getByRole('option').last().click();
}

/** As achieved, which asks for evidence. */
async function closing(surface: FrameLocator): Promise<void> {
  await opens('Close', 'Abschließen')(surface);
  await surface.getByRole('dialog').locator('input[type="radio"]').first().check();
}

async function verified(surface: FrameLocator): Promise<void> {
  await pressNamed('Show history', 'Verlauf zeigen')(surface);
  await pressNamed('Verify', 'Prüfen')(surface);
  await surface.getByText(/(Whole|Vollständig):/).waitFor();
}

/** A gate that observes nothing is refused by its own form. */
async function addNothing(surface: FrameLocator, page: Page): Promise<void> {
  await surface.locator('input[type="radio"]').nth(1).check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await surface.getByRole('alert').first().waitFor();
}

/** A gate is put on Northbank's first transition, unless one is there already. */
async function observingGate(page: Page): Promise<void> {
  const first = page.locator('section.context').first();
  const add = first.getByRole('button', { name: /^Add rule/ });
  await add.waitFor();
  if ((await first.locator('.rule').count()) > 0) return;
  await add.click();
  const gate = page.frameLocator('iframe[data-module="gate"]');
  await gate.locator('input[type="radio"]').nth(1).check();
  await gate.locator('input[type="checkbox"]').first().check();
  await first.getByRole('button', { name: 'Add', exact: true }).click();
  await first.locator('.rule h3').waitFor();
}

/** What a blocking gate would have stopped is asked for before it may block. */
async function previewing(surface: FrameLocator): Promise<void> {
  await surface.locator('input[type="radio"]').nth(2).check();
  for (const rule of [0, 2, 5]) await surface.locator('input[type="checkbox"]').nth(rule).check();
  await surface.locator('section button').first().click();
  await surface.locator('section [role="status"] > *, section [role="alert"]').first().waitFor();
}

async function blocking(surface: FrameLocator): Promise<void> {
  await previewing(surface);
  await surface.locator('table tbody tr, [role="status"] b').first().waitFor();
}

/** Every change of several at once goes wrong, and the page says which. */
async function unlinkingFails(surface: FrameLocator): Promise<void> {
  for (const row of [0, 1]) await surface.locator('tbody input[type="checkbox"]').nth(row).check();
  await surface.locator('.n-bulk button').nth(1).click();
  await surface.getByRole('dialog').locator('button[type="submit"]').click();
  await surface.locator('.n-report').waitFor();
}

const newRule = async (page: Page): Promise<void> => page.locator('section.context').last().getByRole('button', { name: /^Add rule/ }).click();

type Telling = Pick<Scene, 'name' | 'path'> & Partial<Scene>;
const on = (module: Scene['module'], as: string, scenes: Telling[]): Scene[] =>
  scenes.map((scene) => ({ module, as, site: 'demo', ...scene, name: `${module}.${scene.name}` }));

/** The same place while a call is under way, when it fails, and when it is refused. */
const underWay = (call: string, path: Scene['path'], prefix = '', more: Partial<Scene> = {}): Telling[] => [
  { name: `${prefix}loading`, path, disturb: { call, how: 'wait' }, ...more },
  { name: `${prefix}failed`, path, disturb: { call, how: 'fail' }, ...more },
  { name: `${prefix}refused`, path, disturb: { call, how: 'refuse' }, ...more },
];

/** What the parts of the admin page read, each for itself. */
const ADMIN_PARTS = ['roles.read', 'rules.read', 'team.read', 'settings.read', 'jobs.read', 'history.read', 'pin.list', 'gate.log'];

export const SCENES: readonly Scene[] = [
  ...on('issue-panel', 'engineer', [
    { name: 'full', path: (n) => `/browse/${n.child('Automatic routing')}` },
    { name: 'alarm', path: (n) => `/browse/${n.child('Move teams to the new portal')}` },
    { name: 'trap', path: (n) => `/browse/${n.child('Portal search')}` },
    { name: 'epic', path: (n) => `/browse/${n.epic('Guided request forms')}` },
    { name: 'run', path: (n) => `/browse/${n.child(UNLINKED)}` },
    { name: 'suggesting', path: (n) => `/browse/${n.child(UNLINKED)}`, act: press('button[aria-expanded], button.n-link, button') },
    { name: 'several', path: (n) => `/browse/${n.child('Guided request forms')}`, prepare: servesTwo('Guided request forms', STALLED), act: press('.n-also summary') },
    { name: 'archived', path: (n) => `/browse/${n.epic(UNLINKED)}`, prepare: servesArchived(UNLINKED) },
    { name: 'sub-task', path: () => `/browse/${madeIssue()}`, prepare: issueBelow('Sub-task', 'Route requests in French', (n) => n.child('Guided request forms')) },
    { name: 'suggested', path: (n) => `/browse/${n.epic(SUGGESTED)}` },
    { name: 'declined', path: (n) => `/browse/${n.epic(SUGGESTED)}`, prepare: declined(SUGGESTED, STALLED) },
    { name: 'early-sign', path: (n) => `/browse/${n.child(UNLINKED)}`, prepare: measuredFor(UNLINKED, EARLY) },
    { name: 'recording', as: 'manager', path: (n) => `/browse/${n.child('Joiner bundles')}`, act: press('.n-foot button') },
    { name: 'stopped', path: () => `/browse/${madeIssue()}`, prepare: stoppedByGate(UNLINKED) },
    { name: 'letting-pass', as: 'project-admin', path: () => `/browse/${madeIssue()}`, prepare: stoppedByGate(UNLINKED), act: press('.n-gate-note button') },
    { name: 'let-pass', as: 'project-admin', path: () => `/browse/${madeIssue()}`, prepare: stoppedByGate(UNLINKED, 'The fix cannot wait; it is linked tomorrow.') },
    ...underWay('panel.read', (n) => `/browse/${n.child('Automatic routing')}`),
  ]),
  ...on('issue-context', 'engineer', [
    { name: 'full', path: (n) => `/browse/${n.child('Automatic routing')}` },
    { name: 'run', path: (n) => `/browse/${n.child(UNLINKED)}` },
    { name: 'alarm', path: (n) => `/browse/${n.child('Move teams to the new portal')}` },
    { name: 'several', path: (n) => `/browse/${n.child('Guided request forms')}`, prepare: servesTwo('Guided request forms', STALLED) },
    { name: 'archived', path: (n) => `/browse/${n.epic(UNLINKED)}`, prepare: servesArchived(UNLINKED) },
    { name: 'declined', path: (n) => `/browse/${n.epic(SUGGESTED)}`, prepare: declined(SUGGESTED, STALLED) },
    { name: 'early-sign', path: (n) => `/browse/${n.child(UNLINKED)}`, prepare: measuredFor(UNLINKED, EARLY) },
    ...underWay('panel.read', (n) => `/browse/${n.child('Automatic routing')}`),
  ]),
  ...on('project-page', 'manager', [
    { name: 'full', path: () => PROJECT },
    { name: 'none-fits', path: () => `${PROJECT}?text=nothing` },
    { name: 'outcome', path: (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}` },
    { name: 'outcome-stalled', path: (n) => `${PROJECT}/outcomes/${n.outcome(STALLED)}` },
    { name: 'report', path: () => `${PROJECT}/report` },
    { name: 'look-back', path: () => PROJECT, act: pressNamed('Look back', 'Rückblick') },
    { name: 'own-share', path: () => PROJECT, act: pressNamed('Your own share', 'Ihr eigener Anteil') },
    { name: 'outcome-history', path: (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}`, act: pressNamed('Show history', 'Verlauf zeigen') },
    { name: 'outcome-too-early', path: (n) => `/projects/NJM/apps/project-page/outcomes/${n.outcome('Ready on day one')}` },
    { name: 'outcome-one-value', path: () => `${PROJECT}/outcomes/${madeOutcome()}`, prepare: measuredFor(UNLINKED, ONE_VALUE) },
    { name: 'outcome-many-values', path: () => `${PROJECT}/outcomes/${madeOutcome()}`, prepare: measuredFor(UNLINKED, MANY_VALUES) },
    { name: 'outcome-guardrail', path: (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}`, act: press('.n-choice:nth-child(2)') },
    { name: 'chart-as-table', path: (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}`, act: press('article.n-card .n-chart-tools button') },
    { name: 'chart-point', path: (n) => `${PROJECT}/outcomes/${n.outcome(STALLED)}`, act: lastPoint },
    ...underWay('outcome.read', (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}`, 'outcome-'),
    { name: 'empty', path: () => '/projects/NSD/apps/project-page' },
    ...underWay('project.read', () => PROJECT),
    ...underWay('project.activity', () => PROJECT, 'work-'),
    ...underWay('project.past', () => PROJECT, 'look-back-', { act: pressNamed('Look back', 'Rückblick') }),
    ...underWay('work.mine', () => PROJECT, 'own-share-', { act: pressNamed('Your own share', 'Ihr eigener Anteil') }),
  ]),
  ...on('project-settings', 'project-admin', [
    { name: 'full', path: () => SETTINGS },
    { name: 'linking', path: () => SETTINGS, act: press('td button[class*="n-"], tbody tr td:last-child button') },
    { name: 'nothing-without-outcome', path: () => `${SETTINGS}/without-outcome` },
    { name: 'bulk', path: () => SETTINGS, act: press('tbody input[type="checkbox"]') },
    { name: 'declining', path: () => SETTINGS, act: press('.n-requests li .n-actions button:last-child') },
    { name: 'not-unlinked', path: () => SETTINGS, disturb: { call: 'link.remove', how: 'fail' }, act: unlinkingFails },
    { name: 'empty', path: () => '/projects/NSD/settings/project-settings' },
    ...underWay('epic.list', () => SETTINGS),
  ]),
  ...on('global-page', 'admin', [
    { name: 'outcomes', path: () => GLOBAL },
    { name: 'none-fits', path: () => `${GLOBAL}?text=nothing` },
    { name: 'creating-outcome', path: () => GLOBAL, act: press('header.n-head button:last-child') },
    { name: 'outcome', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}` },
    { name: 'outcome-values', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: openValues },
    { name: 'outcome-stalled', path: (n) => `${GLOBAL}/outcomes/${n.outcome(STALLED)}` },
    { name: 'not-to-be-seen', as: 'outsider', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}` },
    { name: 'nothing-to-see', as: 'outsider', path: () => GLOBAL },
    { name: 'review', path: () => `${GLOBAL}/review` },
    { name: 'kpis', path: () => `${GLOBAL}/kpis` },
    { name: 'creating-kpi', path: () => `${GLOBAL}/kpis`, act: opens('Create KPI', 'KPI anlegen') },
    { name: 'kpi', path: (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}` },
    { name: 'pasting', path: (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}`, act: opens('Paste values', 'Werte einfügen') },
    { name: 'feeding', path: (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}`, act: opens('Let them come in', 'Von selbst') },
    { name: 'formula', path: (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}`, act: formula },
    ...underWay('kpi.read', (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}`, 'kpi-'),
    { name: 'importing', path: () => `${GLOBAL}/imports` },
    { name: 'importing-file', path: () => `${GLOBAL}/imports`, act: (surface) => surface.locator('input[type="file"]').setInputFiles(FILE) },
    { name: 'exporting', path: () => `${GLOBAL}/exports` },
    { name: 'sources', path: () => `${GLOBAL}/sources` },
    { name: 'creating-source', path: () => `${GLOBAL}/sources`, act: opens('Create source', 'Quelle anlegen') },
    { name: 'archived', path: () => `${GLOBAL}?state=archived` },
    { name: 'editing-outcome', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: opens('Edit', 'Bearbeiten') },
    { name: 'adding-kpi', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}/new-kpi` },
    { name: 'checking-in', path: (n) => `${GLOBAL}/outcomes/${n.outcome(STALLED)}`, act: pressNamed('Check in', 'Check-in erfassen') },
    { name: 'outcome-history', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: pressNamed('Show history', 'Verlauf zeigen') },
    ...underWay('outcome.read', (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, 'outcome-'),
    { name: 'no-such-place', path: () => `${GLOBAL}/nowhere` },
    { name: 'mine', as: 'manager', path: () => `${GLOBAL}?mine=yes` },
    { name: 'filtered', path: () => `${GLOBAL}?signal=silent-stall` },
    { name: 'changing-what-is-locked', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: opens('Edit Handling', 'Handling time bearbeiten') },
    { name: 'closing', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: closing },
    { name: 'verified', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}`, act: verified },
    { name: 'kpi-from-jira', path: (n) => `${GLOBAL}/kpis/${n.kpi('Requests done each week')}` },
    ...underWay('outcome.list', () => GLOBAL),
    ...underWay('kpi.list', () => `${GLOBAL}/kpis`, 'kpis-'),
    ...underWay('review.list', () => `${GLOBAL}/review`, 'review-'),
    ...underWay('source.list', () => `${GLOBAL}/sources`, 'sources-'),
    ...underWay('import.list', () => `${GLOBAL}/imports`, 'imports-'),
    ...underWay('checkin.read', (n) => `${GLOBAL}/outcomes/${n.outcome(STALLED)}`, 'check-ins-'),
  ]),
  ...on('global-page', 'admin', [
    { name: 'begin', site: 'empty', path: () => GLOBAL },
    { name: 'no-kpis', site: 'empty', path: () => `${GLOBAL}/kpis` },
    { name: 'quiet-week', site: 'empty', path: () => `${GLOBAL}/review` },
  ]),
  ...on('admin-page', 'admin', [
    { name: 'full', path: () => ADMIN },
    { name: 'begin', site: 'empty', path: () => ADMIN },
    { name: 'checked', path: () => ADMIN, act: pressNamed('Check now', 'Jetzt prüfen') },
    { name: 'adding-rule', path: () => ADMIN, act: pressNamed('Add a rule', 'Regel hinzufügen') },
    { name: 'adding-team', path: () => ADMIN, act: pressNamed('Add a team', 'Team hinzufügen') },
    ...underWay('access.read', () => ADMIN),
    ...ADMIN_PARTS.flatMap((call) => underWay(call, () => ADMIN, `${call.replace('.', '-')}-`)),
  ]),
  ...on('gate', 'admin', [
    { name: 'summary', path: () => WORKFLOW, reach: observingGate },
    { name: 'form', path: () => WORKFLOW, reach: newRule },
    { name: 'observing', path: () => WORKFLOW, reach: newRule, act: (surface) => surface.locator('input[type="radio"]').nth(1).check() },
    { name: 'nothing-asked', path: () => WORKFLOW, reach: newRule, act: addNothing },
    { name: 'blocking', path: () => WORKFLOW, reach: newRule, act: blocking },
    ...underWay('gate.preview', () => WORKFLOW, 'preview-', { reach: newRule, act: previewing }),
  ]),
  ...on('global-page', 'admin', [
    { name: 'proposed', prepare: proposed, path: (n) => `${GLOBAL}/outcomes/${n.outcome('Ready on day one')}` },
    { name: 'one-value', prepare: measured(ONE_VALUE), path: () => `${GLOBAL}/outcomes/${madeOutcome()}`, act: openValues },
    { name: 'many-values', prepare: measured(MANY_VALUES), path: () => `${GLOBAL}/outcomes/${madeOutcome()}`, act: openValues },
    { name: 'tree', prepare: tree, path: () => GLOBAL },
    { name: 'inbox', prepare: inbox, path: () => `${GLOBAL}/sources`, act: press('.n-source-list button') },
  ]),
];
