import { NO_SUMS, assertKept, swept, told } from './story';

/** Few at once; `npm run soak` tells more where a guard is missing. */
const STORIES = Number(process.env['STORIES'] ?? 400);

describe('a history that is kept', () => {
  it('is what a rebuild gives, however events, deliveries and the fill cross, repeat or are cut off; lost events once a sweep has run', () => assertKept(STORIES), 300 * STORIES);

  it('would not be without the events: the test can see what is missing', async () => {
    const { world } = await told({ seed: 1, issues: 0, steps: [], fillAfter: 0, cuts: [], isDoubled: false });
    world.apply({ kind: 'create', project: 0, level: 1, below: 0, hours: 0 });
    expect(world.sums('10')).toEqual(NO_SUMS);
    await swept(world);
    expect(world.sums('10')?.rows).not.toEqual({});
  });
});
