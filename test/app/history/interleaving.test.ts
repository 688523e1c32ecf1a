import { NO_SUMS, assertKept, assertOne, swept, told } from './story';

/** Few at once; `npm run soak` tells more where a guard is missing. */
const STORIES = Number(process.env['STORIES'] ?? 400);

const step = { event: 'once', cut: undefined, atOnce: false, wait: 0 };
const subtask = { ...step, op: { kind: 'create', project: 0, level: -1, below: 0, hours: 0 } } as const;

describe('a history that is kept', () => {
  it('is what a rebuild gives, however events, deliveries and the fill cross, repeat or are cut off; lost events once a sweep has run', () => assertKept(STORIES), 300 * STORIES);

  it('looks again at what it took for gone, also where Jira changed it in the very instant of that', () => {
    const steps = [
      { ...step, op: { kind: 'resolve', issue: 0 } },
      { ...step, op: { kind: 'secure', issue: 0 } },
      { ...step, op: { kind: 'secure', issue: 0 }, event: 'lost' },
      { ...step, op: { kind: 'move', issue: 13, project: 0 }, wait: 3 },
      { ...step, op: { kind: 'reparent', issue: 3, below: 0 } },
      subtask,
    ] as const;
    return assertOne({ seed: 0, issues: 2, steps: [...steps], fillAfter: 1, cuts: [], isDoubled: false });
  });

  it('has no sub-task that was read before its parent went out of sight, and is written after', () => {
    const steps = [
      { ...step, op: { kind: 'resolve', issue: 0 } },
      { ...subtask, op: { ...subtask.op, below: 1, hours: 1 } },
      subtask,
      subtask,
      { ...step, op: { kind: 'secure', issue: 1 }, wait: 14 },
      subtask,
    ] as const;
    return assertOne({ seed: 1206077090, issues: 2, steps: [...steps], fillAfter: 0, cuts: [{ at: 4, afterwards: false }], isDoubled: true });
  });

  it('would not be without the events: the test can see what is missing', async () => {
    const { world } = await told({ seed: 1, issues: 0, steps: [], fillAfter: 0, cuts: [], isDoubled: false });
    world.apply({ kind: 'create', project: 0, level: 1, below: 0, hours: 0 });
    expect(world.sums('10')).toEqual(NO_SUMS);
    await swept(world);
    expect(world.sums('10')?.rows).not.toEqual({});
  });
});
