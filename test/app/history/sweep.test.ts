import { startFill } from '../../../src/app/history/fill';
import { sweep } from '../../../src/app/history/sweep';
import { type JiraHistory } from '../../../src/app/history/ports';
import { type Ports } from '../../../src/app/ports';
import { World } from './world';

/** A world whose first project is read. */
async function readWorld(): Promise<World> {
  const world = new World(1);
  world.queue = (task) => world.work(task);
  world.begin(() => startFill(world.ports(), '10').then(() => undefined));
  await world.settle();
  return world;
}

async function run(world: World, work: () => Promise<unknown>): Promise<void> {
  world.begin(() => work().then(() => undefined));
  await world.settle();
}

const created = (world: World) => Object.keys(world.sums('10')?.rows ?? {}).length;

it('goes on past an issue that cannot be read, and comes back to it', async () => {
  const world = await readWorld();
  for (let n = 0; n < 3; n += 1) world.apply({ kind: 'create', project: 0, level: 1, below: 0, hours: 0 });
  const ports = world.ports();
  const stubborn: Ports = { ...ports, history: { ...ports.history, issue: (id, site) => (id === '1' ? Promise.reject(new Error('Jira fails for this one')) : ports.history.issue(id, site)) } };
  await run(world, () => sweep(stubborn));
  expect(created(world)).toBe(2);
  world.tick();
  await run(world, () => sweep(world.ports()));
  expect(created(world)).toBe(3);
});

it('begins the history of a project that has a link and whose beginning was cut off', async () => {
  const world = await readWorld();
  const ports = world.ports();
  const view = { delivery: { '20': { epicIds: [], count: undefined } } };
  const listed = { ...ports, store: { ...ports.store, listOutcomeViews: () => Promise.resolve({ items: [view] }) } } as unknown as Ports;
  expect(world.sums('20')).toBeUndefined();
  await run(world, () => sweep(listed));
  expect(world.sums('20')).toBeDefined();
});

it('stops where upkeep has used its share, and the next sweep goes on from there', async () => {
  const world = await readWorld();
  for (let n = 0; n < 4; n += 1) world.apply({ kind: 'create', project: 0, level: 1, below: 0, hours: 0 });
  const ports = world.ports();
  const { history } = ports;
  // A page an issue; after the first, Jira wants no more in this hour.
  const paged: JiraHistory['changedWithin'] = async (projectIds, minutes, cursor) => {
    const { items } = await history.changedWithin(projectIds, minutes, undefined);
    const at = Number(cursor ?? 0);
    return { items: items.slice(at, at + 1), ...(at + 1 < items.length ? { cursor: String(at + 1) } : {}) };
  };
  const heldUntil = new Date(Date.parse(ports.now()) + 1_800_000).toISOString();
  await run(world, () => sweep({ ...ports, history: { ...history, changedWithin: paged }, jiraUse: () => ({ points: 0, heldUntil }) }));
  expect(created(world)).toBe(1);
  world.tick();
  await run(world, () => sweep(world.ports()));
  expect(created(world)).toBe(4);
});
