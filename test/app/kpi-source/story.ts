import fc from 'fast-check';
import { startFill } from '../../../src/app/kpi-source/fill';
import { type Cut, KPI, type Op, SOURCE, World } from './world';

const DAY_MS = 86_400_000;

const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'create' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('close' as const, 'reopen' as const, 'delete' as const, 'secure' as const, 'label' as const, 'move' as const), issue: fc.nat(12) }) },
);
const cut: fc.Arbitrary<Cut | undefined> = fc.option(fc.record({ at: fc.integer({ min: 1, max: 16 }), afterwards: fc.boolean() }), { nil: undefined });
const step = fc.record({ op, event: fc.constantFrom('once', 'twice', 'lost'), cut, hasUpkeep: fc.boolean(), wait: fc.nat(30) });
const story = fc.record({ seed: fc.nat(), issues: fc.nat(25), before: fc.array(op, { maxLength: 10 }), steps: fc.array(step, { maxLength: 15 }), cuts: fc.array(cut, { maxLength: 8 }), isDoubled: fc.boolean() });
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

async function told({ seed, issues, before, steps, cuts, isDoubled }: Story): Promise<World> {
  const world = new World(seed);
  for (let n = 0; n < issues; n += 1) world.apply({ kind: 'create' });
  for (const one of before) world.apply(one);
  world.begin(() => startFill(world.ports(), KPI, SOURCE));
  await world.settle();
  world.deliver(cuts, isDoubled);
  world.begin(async () => {
    for (const { op: asked, event, cut: cutAt, hasUpkeep, wait } of steps) {
      for (let n = 0; n <= wait; n += 1) await world.turn();
      const gone = world.apply(asked);
      if (gone !== undefined && event !== 'lost') for (let n = 0; n < (event === 'twice' ? 2 : 1); n += 1) world.tell(gone, cutAt);
      if (hasUpkeep) world.push({ kind: 'upkeep', kpiId: KPI, due: '' });
    }
  });
  await world.settle();
  return world;
}

/** After the next upkeep the values are those of the issues that there are. */
export async function assertOne(given: Story): Promise<void> {
  const world = await told(given);
  // What events did not tell of is found once a day.
  world.tick(DAY_MS + 1);
  for (let n = 0; n < 2; n += 1) {
    world.push({ kind: 'upkeep', kpiId: KPI, due: '' });
    world.deliver([], false);
    await world.settle();
    world.tick(DAY_MS + 1);
  }
  // The last tick may have ended a week.
  world.push({ kind: 'upkeep', kpiId: KPI, due: '' });
  world.deliver([], false);
  await world.settle();
  expect(world.values()).toEqual(world.expected());
}

/** Whatever crosses, comes twice, is lost or is cut off. */
export async function assertKept(numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(story, assertOne), { numRuns });
}
