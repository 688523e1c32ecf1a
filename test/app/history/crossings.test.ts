/** Crossings built by hand, each of which goes wrong without one guard (docs/faults.md); interleaving.test.ts meets them by chance. */
import { fillStep, startFill } from '../../../src/app/history/fill';
import { type HistoryTask } from '../../../src/app/history/ports';
import { takeIssue } from '../../../src/app/history/take-issue';
import { type Ports, type Write } from '../../../src/app/ports';
import { type Event, type Op, PROJECTS, World } from './world';

/** A point that some run waits at until another has come somewhere. */
class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => (this.open = resolve));
}

/** What happens around a run's requests: `before` holds it, `after` lets others go on. */
interface Around {
  before?: () => Promise<void> | void;
  after?: () => Promise<void> | void;
}
interface Watched {
  page?: Around;
  issue?: Around;
  /** By the first item of the transaction. */
  commits?: Partial<Record<Write['ref']['collection'], Around>>;
  /** Reads of the head with shards, before these are written. */
  shardReads?: Around;
  push?: Around;
}

function watched(ports: Ports, { page, issue, commits = {}, shardReads, push }: Watched): Ports {
  const around = async <T>(how: Around | undefined, work: () => Promise<T>): Promise<T> => {
    await how?.before?.();
    const done = await work();
    await how?.after?.();
    return done;
  };
  const { store, history, historyQueue } = ports;
  return {
    ...ports,
    store: {
      ...store,
      read: (refs) => around(refs[0]?.collection === 'history' && refs[1]?.collection === 'shard' ? shardReads : undefined, () => store.read(refs)),
      commit: (writes, ...more) => around(writes[0] && commits[writes[0].ref.collection], () => store.commit(writes, ...more)),
    },
    history: { ...history, page: (...all) => around(page, () => history.page(...all)), issue: (...all) => around(issue, () => history.issue(...all)) },
    historyQueue: { push: (...all) => around(push, () => historyQueue.push(...all)) },
  };
}

const STORY: Op = { kind: 'create', project: 0, level: 0, below: 0, hours: 0 };

/** A world whose projects are read, with so many issues. */
async function readWorld(issues: number): Promise<World> {
  const world = new World(1);
  for (let n = 0; n < issues; n += 1) world.apply(STORY);
  await fill(world, ...PROJECTS);
  return world;
}

/** Reads the projects from the beginning, to the end. */
async function fill(world: World, ...projectIds: readonly string[]): Promise<void> {
  world.queue = (task) => world.work(task);
  for (const projectId of projectIds) world.begin(() => startFill(world.ports(), projectId).then(() => undefined));
  await world.settle();
}

/** A fill that has begun, and its first task, which nobody delivers. */
async function begun(world: World): Promise<Extract<HistoryTask, { kind: 'fill' }>> {
  const pushed: HistoryTask[] = [];
  world.queue = (task) => pushed.push(task);
  world.begin(() => startFill(world.ports(), PROJECTS[0]).then(() => undefined));
  await world.settle();
  const [task] = pushed;
  if (task?.kind !== 'fill') throw new Error('No fill began.');
  world.queue = (next) => world.work(next);
  return task;
}

function event(world: World, op: Op): Event {
  const [first] = world.apply(op).events;
  if (!first) throw new Error('Nothing happened.');
  return first;
}

const taken = (ports: Ports, { issueId, places }: Event) => takeIssue(ports, issueId, places).then(() => undefined);

/** What is kept is what reading everything again makes of it. */
async function expectKept(world: World): Promise<void> {
  const sums = () => PROJECTS.map((projectId) => world.sums(projectId));
  const kept = sums();
  expect(kept[0]).toBeDefined();
  world.stored.clear();
  await fill(world, ...PROJECTS);
  expect(kept[0]).toEqual(sums()[0]);
  if (kept[1]) expect(kept[1]).toEqual(sums()[1]);
}

it('a step of a fill that is delivered twice writes nothing once the other has moved on: the sums would not know', async () => {
  const world = new World(1);
  world.apply(STORY);
  const task = await begun(world);
  const [oldRead, newRead, oldWritten, seen, ended] = [new Gate(), new Gate(), new Gate(), new Gate(), new Gate()];
  world.begin(() => fillStep(watched(world.ports(), { page: { after: oldRead.open }, commits: { shard: { before: () => newRead.opened, after: oldWritten.open }, history: { before: () => seen.opened } } }), task));
  let change: Event | undefined;
  world.begin(async () => {
    await oldRead.opened;
    change = event(world, { kind: 'log', issue: 0 });
    await fillStep(watched(world.ports(), { page: { after: newRead.open }, shardReads: { before: () => oldWritten.opened, after: seen.open }, commits: { shard: { before: () => ended.opened } } }), task);
  });
  world.begin(async () => {
    while (world.sums(PROJECTS[0]) === undefined) await world.turn();
    ended.open();
  });
  await world.settle();
  if (change) world.deliver(change);
  await world.settle();
  await expectKept(world);
});

it('an event counts in the sums that hold when it is counted, not in those that held when its issue was read', async () => {
  const world = await readWorld(0);
  const [read, refilled] = [new Gate(), new Gate()];
  const created = event(world, STORY);
  let moved: Event | undefined;
  world.begin(() => taken(watched(world.ports(), { issue: { after: async () => { read.open(); await refilled.opened; } } }), created));
  world.begin(async () => {
    await read.opened;
    moved = event(world, { kind: 'move', issue: 0, project: 1 });
    await startFill(world.ports(), PROJECTS[0]);
    while (world.sums(PROJECTS[0]) === undefined) await world.turn();
    refilled.open();
  });
  await world.settle();
  if (moved) world.deliver(moved);
  await world.settle();
  await expectKept(world);
});

it('of two readings of an issue that cross, the older does not win', async () => {
  const world = await readWorld(1);
  const [oldRead, newTaken] = [new Gate(), new Gate()];
  const first = event(world, { kind: 'log', issue: 0 });
  world.begin(() => taken(watched(world.ports(), { issue: { after: async () => { oldRead.open(); await newTaken.opened; } } }), first));
  world.begin(async () => {
    await oldRead.opened;
    await taken(world.ports(), event(world, { kind: 'resolve', issue: 0 }));
    newTaken.open();
  });
  await world.settle();
  await expectKept(world);
});

it('an issue that is gone is not brought back by what was read before it went', async () => {
  const world = await readWorld(0);
  const [read, gone] = [new Gate(), new Gate()];
  const created = event(world, STORY);
  world.begin(() => taken(watched(world.ports(), { issue: { after: async () => { read.open(); await gone.opened; } } }), created));
  world.begin(async () => {
    await read.opened;
    await taken(world.ports(), event(world, { kind: 'delete', issue: 0 }));
    gone.open();
  });
  await world.settle();
  await expectKept(world);
});

it('sums are made of the ledger as it is when they take their place: what was counted meanwhile is in them', async () => {
  const world = new World(1);
  world.apply(STORY);
  const task = await begun(world);
  const [made, counted] = [new Gate(), new Gate()];
  world.queue = (next) => {
    const ports = watched(world.ports(), { commits: { history: { before: async () => { made.open(); await counted.opened; } } } });
    if (next.kind === 'fill') world.begin(() => fillStep(ports, next));
  };
  world.begin(() => fillStep(world.ports(), task));
  world.begin(async () => {
    await made.opened;
    await taken(world.ports(), event(world, { kind: 'log', issue: 0 }));
    counted.open();
  });
  await world.settle();
  await expectKept(world);
});

it('a step that was cut off after it had moved on sends its successor when it is delivered again', async () => {
  const world = new World(1);
  world.apply(STORY);
  const task = await begun(world);
  const cutOff = watched(world.ports(), { push: { before: () => Promise.reject(new Error('cut off')) } });
  world.begin(() => fillStep(cutOff, task).catch(() => undefined));
  await world.settle();
  expect(world.sums(PROJECTS[0])).toBeUndefined();
  world.work(task);
  await world.settle();
  await expectKept(world);
});

it('a sub-task that came back to sight with its parent, unchanged itself, stays when a fill writes what it read before', async () => {
  const world = new World(1);
  world.apply(STORY);
  world.apply({ kind: 'create', project: 0, level: -1, below: 0, hours: 1 });
  world.apply({ kind: 'secure', issue: 0 });
  const task = await begun(world);
  const [read, inSight] = [new Gate(), new Gate()];
  let pages = 0;
  world.begin(() => fillStep(watched(world.ports(), { page: { after: async () => { pages += 1; if (pages < 2) return; read.open(); await inSight.opened; } } }), task));
  world.begin(async () => {
    await read.opened;
    await taken(world.ports(), event(world, { kind: 'secure', issue: 0 }));
    inSight.open();
  });
  await world.settle();
  await expectKept(world);
});
