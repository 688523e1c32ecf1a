import fc from 'fast-check';
import { startFill } from '../../../src/app/history/fill';
import { sweep } from '../../../src/app/history/sweep';
import { type Cut, type Op, PROJECTS, World } from './world';

const DAY_MS = 86_400_000;

const issue = fc.nat(20);
const project = fc.nat(1);
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('create' as const), project, level: fc.constantFrom(-1 as const, 0 as const, 0 as const, 1 as const), below: fc.nat(5), hours: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('resolve' as const, 'reopen' as const, 'delete' as const, 'secure' as const, 'log' as const), issue }) },
  fc.record({ kind: fc.constant('move' as const), issue, project }),
  fc.record({ kind: fc.constant('reparent' as const), issue, below: fc.nat(5) }),
);
const cut: fc.Arbitrary<Cut | undefined> = fc.option(fc.record({ at: fc.integer({ min: 1, max: 14 }), afterwards: fc.boolean() }), { nil: undefined });
const step = fc.record({ op, event: fc.constantFrom('once', 'once', 'twice', 'lost'), cut, atOnce: fc.boolean(), wait: fc.nat(60) });

interface Story {
  seed: number;
  /** Issues that are there before anything else. */
  issues: number;
  steps: { op: Op; event: string; cut: Cut | undefined; atOnce: boolean; wait: number }[];
  /** After so many steps the fills begin; the cut of each of their deliveries, in turn; every task may come twice. */
  fillAfter: number;
  cuts: (Cut | undefined)[];
  isDoubled: boolean;
}
const story: fc.Arbitrary<Story> = fc.record({
  seed: fc.nat(),
  issues: fc.nat(12),
  steps: fc.array(step, { minLength: 3, maxLength: 24 }),
  fillAfter: fc.nat(12),
  cuts: fc.array(cut, { maxLength: 6 }),
  isDoubled: fc.boolean(),
});

/** Begins the fills, and has the queue deliver whatever is pushed. */
async function fillAll(world: World, cuts: readonly (Cut | undefined)[], isDoubled: boolean): Promise<void> {
  let delivered = 0;
  world.queue = (task) => {
    for (let n = 0; n < (isDoubled ? 2 : 1); n += 1) world.work(task, cuts[delivered]);
    delivered += 1;
  };
  for (const projectId of PROJECTS) world.begin(() => startFill(world.ports(), projectId).then(() => undefined));
  await world.settle();
}

export async function told({ seed, issues, steps, fillAfter, cuts, isDoubled }: Story): Promise<{ world: World; lost: boolean }> {
  const world = new World(seed);
  for (let n = 0; n < issues; n += 1) world.apply({ kind: 'create', project: 0, level: 0, below: 0, hours: 0 });
  let lost = false;
  const play = async ({ op: asked, event, cut: cutAt, atOnce }: Story['steps'][number]): Promise<void> => {
    const { events, isSilent } = world.apply(asked);
    lost ||= isSilent || event === 'lost';
    if (event !== 'lost') for (const one of events) for (let n = 0; n < (event === 'twice' ? 2 : 1); n += 1) world.deliver(one, cutAt);
    if (!atOnce) await world.settle();
  };
  for (const one of steps.slice(0, fillAfter)) await play(one);
  // What comes now comes while the histories are read.
  const rest = steps.slice(fillAfter);
  world.begin(async () => {
    for (const one of rest) {
      // In the midst of a step, when many of its requests have been made.
      for (let n = 0; n <= one.wait; n += 1) await world.turn();
      await play({ ...one, atOnce: true });
    }
  });
  await fillAll(world, cuts, isDoubled);
  return { world, lost };
}

export async function swept(world: World): Promise<void> {
  world.tick(DAY_MS);
  world.begin(() => sweep(world.ports()).then(() => undefined));
  await world.settle();
}

/** What reading everything again from the beginning makes of it. */
async function rebuilt(world: World): Promise<(ReturnType<World['sums']>)[]> {
  world.stored.clear();
  await fillAll(world, [], false);
  return PROJECTS.map((projectId) => world.sums(projectId));
}

export const NO_SUMS = { rows: {}, epics: {} };

/** What is kept is what a rebuild gives; of lost events once a sweep has run. */
export async function assertOne(given: Story): Promise<void> {
  const { world, lost } = await told(given);
  if (lost) await swept(world);
  const kept = PROJECTS.map((projectId) => world.sums(projectId));
  expect(kept.every((sums) => sums !== undefined)).toBe(true);
  expect(kept).toEqual(await rebuilt(world));
}

/** Whatever crosses, comes twice or is cut off. */
export async function assertKept(numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(story, assertOne), { numRuns });
}
