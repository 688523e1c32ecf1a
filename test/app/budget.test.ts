import { afford, affordSmall } from '../../src/app/budget';
import { type Ports } from '../../src/app/ports';
import { MOST_AT_ONCE, POINTS_PER_HOUR, type Purpose, SHARES } from '../../src/domain/budget';
import { World } from './history/world';

/** Ports of a run that has used so many points, which `spend` adds to. */
function run(world: World, draw = 0): { ports: Ports; spend: (points: number) => Promise<void>; use: { points: number; heldUntil?: string } } {
  const use: { points: number; heldUntil?: string } = { points: 0 };
  const ports: Ports = { ...world.ports(), jiraUse: () => use, draw: () => draw };
  return { ports, use, spend: (points) => Promise.resolve(void (use.points += points)) };
}

/** Lets the world's turns pass until the work is done. */
async function settled<T>(world: World, ...works: (() => Promise<T>)[]): Promise<T[]> {
  const results = works.map((work) => work());
  for (const result of results) world.begin(() => result.then(() => undefined));
  await world.settle();
  return Promise.all(results);
}

/** Seconds until the purpose can afford something. */
async function waitS(world: World, purpose: Purpose): Promise<number> {
  const [afforded] = await settled(world, () => afford(run(world).ports, purpose, 1, () => Promise.resolve()));
  return afforded && 'waitS' in afforded ? afforded.waitS : 0;
}

it('two runs at the same time do not spend the same points', async () => {
  const world = new World(1);
  const runs = Array.from({ length: 6 }, () => run(world));
  await settled(world, ...runs.map(({ ports, spend }) => () => afford(ports, 'upkeep', 3_000, () => spend(3_000))));
  const spent = runs.reduce((sum, { use }) => sum + use.points, 0);
  expect(spent).toBeLessThanOrEqual(SHARES.shared.upkeep * POINTS_PER_HOUR);
  expect(runs.filter(({ use }) => use.points > 0).length).toBeGreaterThan(1);
  expect(await waitS(world, 'upkeep')).toBeGreaterThan(0);
});

it('what was put by and not used can be spent by the next, also when the work failed', async () => {
  const world = new World(1);
  for (let n = 0; n < 20; n += 1) {
    const { ports, spend } = run(world);
    const [afforded] = await settled(world, () => afford(ports, 'fill', MOST_AT_ONCE, async () => (n % 2 === 0 ? spend(10) : Promise.reject(new Error('no')))).catch(() => ({ result: undefined })));
    expect(afforded).toHaveProperty('result');
  }
});

it('small work in large numbers is counted by samples, and is left when there is nothing left to spend', async () => {
  const world = new World(1);
  let done = 0;
  for (let n = 0; n < 40_000 / 2; n += 1) {
    // Every sixteenth is drawn.
    const { ports, spend } = run(world, (n % 16) / 16);
    const [ran] = await settled(world, () => affordSmall(ports, 'upkeep', () => spend(2)));
    if (ran) done += 1;
    else break;
  }
  expect(done * 2).toBeGreaterThan(0.08 * POINTS_PER_HOUR);
  expect(done * 2).toBeLessThan(SHARES.shared.upkeep * POINTS_PER_HOUR);
}, 30_000);

it('once Jira said that the limit is near, nothing of the background begins before it is reset', async () => {
  const world = new World(1);
  const { ports, use, spend } = run(world, 0.99);
  use.heldUntil = new Date(Date.parse(ports.now()) + 1_800_000).toISOString();
  await settled(world, () => affordSmall(ports, 'upkeep', () => spend(2)));
  expect(Math.round((await waitS(world, 'fill')) / 60)).toBe(30);
});
