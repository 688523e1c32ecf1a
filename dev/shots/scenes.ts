/** What is looked at: every surface in every state that a person may meet. */
import { type FrameLocator } from 'playwright-core';
import { type Northbank } from './site';

export interface Scene {
  /** Names the pictures: the surface, a full stop, the state. */
  name: string;
  module: 'issue-panel' | 'issue-context' | 'project-page' | 'project-settings' | 'global-page' | 'admin-page';
  /** Northbank, or a site on which nothing was done yet. */
  site: 'demo' | 'empty';
  as: string;
  path: (northbank: Northbank) => string;
  /** A call that does not come, or fails. */
  disturb?: { call: string; how: 'wait' | 'fail' };
  /** What is done once the page stands. */
  act?: (surface: FrameLocator) => Promise<void>;
}

const GLOBAL = '/apps/global-page';
const ADMIN = '/admin/admin-page';
const PROJECT = '/projects/NSP/apps/project-page';
const SETTINGS = '/projects/NSP/settings/project-settings';
const MOVED = 'Faster service requests';
const STALLED = 'Off the old portal';

/** By what it does rather than by its words, which are in the viewer's language. */
const press = (selector: string) => async (surface: FrameLocator) => {
  await surface.locator(selector).first().click();
};

type Telling = Pick<Scene, 'name' | 'path'> & Partial<Scene>;
const on = (module: Scene['module'], as: string, scenes: Telling[]): Scene[] =>
  scenes.map((scene) => ({ module, as, site: 'demo', ...scene, name: `${module}.${scene.name}` }));

/** The same place while its first call is under way, and when that fails. */
const underWay = (call: string, path: Scene['path']): Telling[] => [
  { name: 'loading', path, disturb: { call, how: 'wait' } },
  { name: 'failed', path, disturb: { call, how: 'fail' } },
];

export const SCENES: readonly Scene[] = [
  ...on('issue-panel', 'engineer', [
    { name: 'full', path: (n) => `/browse/${n.child('Automatic routing')}` },
    { name: 'alarm', path: (n) => `/browse/${n.child('Move teams to the new portal')}` },
    { name: 'trap', path: (n) => `/browse/${n.child('Portal search')}` },
    { name: 'epic', path: (n) => `/browse/${n.epic('Guided request forms')}` },
    { name: 'run', path: (n) => `/browse/${n.child('Old portal: stability fixes')}` },
    { name: 'suggesting', path: (n) => `/browse/${n.child('Old portal: stability fixes')}`, act: press('button[aria-expanded], button.n-link, button') },
    ...underWay('panel.read', (n) => `/browse/${n.child('Automatic routing')}`),
  ]),
  ...on('issue-context', 'engineer', [
    { name: 'full', path: (n) => `/browse/${n.child('Automatic routing')}` },
    { name: 'run', path: (n) => `/browse/${n.child('Old portal: stability fixes')}` },
    ...underWay('panel.read', (n) => `/browse/${n.child('Automatic routing')}`),
  ]),
  ...on('project-page', 'manager', [
    { name: 'full', path: () => PROJECT },
    { name: 'none-fits', path: () => `${PROJECT}?text=nothing` },
    { name: 'outcome', path: (n) => `${PROJECT}/outcomes/${n.outcome(MOVED)}` },
    { name: 'outcome-stalled', path: (n) => `${PROJECT}/outcomes/${n.outcome(STALLED)}` },
    { name: 'empty', path: () => '/projects/NSD/apps/project-page' },
    ...underWay('project.read', () => PROJECT),
  ]),
  ...on('project-settings', 'project-admin', [
    { name: 'full', path: () => SETTINGS },
    { name: 'linking', path: () => SETTINGS, act: press('td button[class*="n-"], tbody tr td:last-child button') },
    { name: 'bulk', path: () => SETTINGS, act: press('tbody input[type="checkbox"]') },
    { name: 'empty', path: () => '/projects/NSD/settings/project-settings' },
    ...underWay('epic.list', () => SETTINGS),
  ]),
  ...on('global-page', 'admin', [
    { name: 'outcomes', path: () => GLOBAL },
    { name: 'none-fits', path: () => `${GLOBAL}?text=nothing` },
    { name: 'creating-outcome', path: () => GLOBAL, act: press('header.n-head button') },
    { name: 'outcome', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}` },
    { name: 'outcome-stalled', path: (n) => `${GLOBAL}/outcomes/${n.outcome(STALLED)}` },
    { name: 'refused', as: 'outsider', path: (n) => `${GLOBAL}/outcomes/${n.outcome(MOVED)}` },
    { name: 'nothing-to-see', as: 'outsider', path: () => GLOBAL },
    { name: 'review', path: () => `${GLOBAL}/review` },
    { name: 'kpis', path: () => `${GLOBAL}/kpis` },
    { name: 'creating-kpi', path: () => `${GLOBAL}/kpis`, act: press('header.n-head button') },
    { name: 'kpi', path: (n) => `${GLOBAL}/kpis/${n.kpi('Handling time')}` },
    { name: 'sources', path: () => `${GLOBAL}/sources` },
    { name: 'no-such-place', path: () => `${GLOBAL}/nowhere` },
    ...underWay('outcome.list', () => GLOBAL),
  ]),
  ...on('global-page', 'admin', [
    { name: 'begin', site: 'empty', path: () => GLOBAL },
    { name: 'no-kpis', site: 'empty', path: () => `${GLOBAL}/kpis` },
    { name: 'quiet-week', site: 'empty', path: () => `${GLOBAL}/review` },
  ]),
  ...on('admin-page', 'admin', [
    { name: 'full', path: () => ADMIN },
    { name: 'begin', site: 'empty', path: () => ADMIN },
    ...underWay('access.read', () => ADMIN),
  ]),
];
