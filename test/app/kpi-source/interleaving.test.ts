import { assertKept, assertOne } from './story';

/** Few at once; the long test tells more. */
const STORIES = 150;

const step = { event: 'once', cut: undefined, hasUpkeep: false, wait: 0 } as const;

describe('the values of a KPI that is counted in Jira', () => {
  it('are those of the issues that there are, whatever crosses, comes twice, is lost or is cut off, after the next upkeep', () => assertKept(STORIES), 300 * STORIES);

  it('have what changed while the upkeep before was at work for as long as it may be', () =>
    assertOne({
      ...{ seed: 0, issues: 3, cuts: [{ at: 6, afterwards: false }], isDoubled: true },
      before: [{ kind: 'close', issue: 0 }, { kind: 'close', issue: 0 }, { kind: 'create' }, { kind: 'create' }, { kind: 'create' }, { kind: 'close', issue: 0 }],
      steps: [
        { ...step, op: { kind: 'create' } },
        { ...step, op: { kind: 'close', issue: 0 } },
        { ...step, op: { kind: 'close', issue: 0 } },
        { ...step, op: { kind: 'delete', issue: 0 } },
        { ...step, op: { kind: 'move', issue: 0 }, wait: 9 },
        { ...step, op: { kind: 'close', issue: 7 }, wait: 22 },
      ],
    }));
});
