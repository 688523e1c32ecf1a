import { recordRun } from '../../../src/app/jobs/record-run';
import { refreshActivities } from '../../../src/app/jobs/refresh-activities';
import { refreshAlarms } from '../../../src/app/jobs/refresh-alarms';
import { refreshGlances } from '../../../src/app/jobs/refresh-glances';
import { startFill } from '../../../src/app/history/fill';
import { type Ports, type Ref, type Write } from '../../../src/app/ports';
import { outcomeSnapshot } from '../../../src/domain/snapshot';
import { type Outcome } from '../../../src/domain/outcome';
import { World } from '../history/world';

/** The ports, over a store that fails whenever one of its items is written. */
function failingAt(ports: Ports, isHit: (written: Ref) => boolean): Ports {
  const commit: Ports['store']['commit'] = (writes: readonly Write[], ...more) =>
    writes.some((write) => isHit(write.ref)) ? Promise.reject(new Error('The store fails for this one')) : ports.store.commit(writes, ...more);
  return { ...ports, store: { ...ports.store, commit } };
}

async function run<T>(world: World, work: () => Promise<T>): Promise<T> {
  let result: T | undefined;
  world.begin(async () => void (result = await work()));
  await world.settle();
  return result as T;
}

it('the activity of a project that fails stops that of no other, and the run is kept as one that failed for it', async () => {
  const world = new World(1);
  world.queue = (task) => world.work(task);
  for (const project of [0, 1]) world.apply({ kind: 'create', project, level: 1, below: 0, hours: 1 });
  await run(world, () => startFill(world.ports(), '10'));
  await run(world, () => startFill(world.ports(), '20'));
  world.tick(14 * 86_400_000);
  for (const id of ['10', '20']) world.stored.delete(`activity ${id}`);
  const ports = failingAt(world.ports(), ({ collection, key }) => collection === 'activity' && key === '10');
  await run(world, () => recordRun(ports, 'activity', () => refreshActivities(ports)));
  expect([world.stored.has('activity 10'), world.stored.has('activity 20')]).toEqual([false, true]);
  expect(world.stored.get('jobRun activity')?.body).toMatchObject({ ok: false, did: { projects: 2, failed: 1 } });
  await run(world, () => recordRun(world.ports(), 'activity', () => refreshActivities(world.ports())));
  expect(world.stored.get('jobRun activity')?.body).toMatchObject({ ok: true, did: { projects: 2, failed: 0 } });
});

it('the alarms of an outcome that fails stop those of no other', async () => {
  const world = new World(1);
  const outcomes = ['out_a', 'out_b'].map(
    (outcomeId): Outcome => ({ outcomeId, revision: 1, title: outcomeId, description: '', ownerId: 'me', period: {}, restricted: false, state: 'open', kpiIds: [], epics: [{ issueId: '1', projectId: '10' }] }) as unknown as Outcome,
  );
  for (const outcome of outcomes) {
    world.stored.set(`outcome ${outcome.outcomeId}`, { version: 1, body: outcome });
    world.stored.set(`outcomeView ${outcome.outcomeId}`, { version: 1, body: outcomeSnapshot(outcome, []) });
  }
  // What its project's teams did is new to both.
  world.stored.set('activity 10', { version: 1, body: ACTIVITY });
  const items = outcomes.map((outcome) => outcomeSnapshot(outcome, []));
  const listed: Ports = { ...world.ports(), hash: (text) => text };
  const ports = failingAt({ ...listed, store: { ...listed.store, listOutcomeViews: () => Promise.resolve({ items }) } }, ({ collection, key }) => collection === 'outcome' && key === 'out_a');
  expect(await run(world, () => refreshAlarms(ports))).toEqual({ outcomes: 2, changed: 1, failed: 1 });
  const activityOf = (id: string) => (world.stored.get(`outcomeView ${id}`)?.body as { activity?: unknown }).activity;
  expect([activityOf('out_a'), activityOf('out_b') !== undefined]).toEqual([undefined, true]);
});

it('the mark of an epic that fails stops those of no other, and where Jira takes none no more are tried', async () => {
  const world = new World(1);
  const epics = ['1', '2', '3', '4', '5'].map((issueId) => ({ issueId, projectId: '10' }));
  const outcome = { outcomeId: 'out_a', revision: 1, title: 'out_a', description: '', ownerId: 'me', period: {}, restricted: false, state: 'open', kpiIds: [], epics } as unknown as Outcome;
  world.stored.set('outcomeView out_a', { version: 1, body: outcomeSnapshot(outcome, []) });
  world.stored.set('projectOutcomes 10', { version: 1, body: { outcomeIds: ['out_a'] } });
  world.stored.set('histories site', { version: 1, body: { projectIds: ['10'] } });
  const tried: string[] = [];
  const marking = (fails: (issueId: string) => boolean): Ports => {
    const markGlance = (issueId: string) => (tried.push(issueId), fails(issueId) ? Promise.reject(new Error('Forbidden')) : Promise.resolve(true));
    return { ...world.ports(), app: { ...world.ports().app, markGlance } };
  };
  expect(await run(world, () => refreshGlances(marking(() => true)))).toEqual({ marks: 0, failed: 3 });
  expect(tried.splice(0)).toEqual(['1', '2', '3']);
  expect(await run(world, () => refreshGlances(marking((id) => id === '2')))).toEqual({ marks: 4, failed: 1 });
  expect(tried.splice(0)).toEqual(['1', '2', '3', '4', '5']);
  // What was marked is kept, what failed is tried again.
  expect(await run(world, () => refreshGlances(marking(() => false)))).toEqual({ marks: 1, failed: 0 });
  expect(tried).toEqual(['2']);
});

const NONE = [0, 0, 0, 0];
const SERIES = { done: NONE, donePoints: NONE, hours: NONE };
const WORK = { delivered: [3, 2, 3, 2], added: NONE, removed: NONE, scope: [20, 20, 20, 20], open: [17, 15, 12, 10], forecast: { kind: 'none' } };
const ACTIVITY = { at: '2026-03-02T08:00:00.000Z', weeks: ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'], change: SERIES, run: SERIES, shown: [true, true, true, true], outcomes: { out_a: WORK, out_b: WORK }, epics: [] };
