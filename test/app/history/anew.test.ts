import fc from 'fast-check';
import { startFill } from '../../../src/app/history/fill';
import { World } from './world';

const PROJECT = '10';
const RULES = { rules: [{ field: 'type' as const, value: 'Story', work: 'run' as const }] };

it('what changes while a history is read counts in it: a fill with other rules is given up for one with those that hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(80), fc.boolean(), async (seed, turns, isDoubled) => {
      const world = new World(seed);
      for (let n = 0; n < 8; n += 1) world.apply({ kind: 'create', project: 0, level: 0, below: 0, hours: 0 });
      world.queue = (task) => {
        for (let n = 0; n < (isDoubled ? 2 : 1); n += 1) world.work(task);
      };
      world.begin(() => startFill(world.ports(), PROJECT).then(() => undefined));
      world.begin(async () => {
        for (let n = 0; n < turns; n += 1) await world.turn();
        world.stored.set('workRules site', { version: 1, body: RULES });
        world.work({ kind: 'begin', projectId: PROJECT });
      });
      await world.settle();
      expect(Object.keys(world.sums(PROJECT)?.rows ?? {})).toEqual([':below:run']);
    }),
    // The example has the next fill begin at the very instant at which the last one ended.
    { numRuns: 60, examples: [[14, 42, true]] },
  );
});

it('a fill that reads with what holds goes on when it is asked for again', async () => {
  const world = new World(3);
  for (let n = 0; n < 8; n += 1) world.apply({ kind: 'create', project: 0, level: 0, below: 0, hours: 0 });
  const runs = new Set<string>();
  world.queue = (task) => {
    if (task.kind === 'fill') runs.add(task.run);
    world.work(task);
  };
  world.begin(() => startFill(world.ports(), PROJECT).then(() => undefined));
  world.begin(async () => {
    for (let n = 0; n < 10; n += 1) await world.turn();
    world.tick(1_000);
    await startFill(world.ports(), PROJECT);
  });
  await world.settle();
  expect(runs.size).toBe(1);
});
