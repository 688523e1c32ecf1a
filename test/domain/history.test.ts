import fc from 'fast-check';
import { type Change, type IssueHistory, type Weekly, type Workflow, contributionOf, filled, plus } from '../../src/domain/history';
import { meansDelivered } from '../../src/domain/resolution';
import { weeksIn } from '../../src/domain/week';

const CATEGORIES: Record<string, 'new' | 'indeterminate' | 'done'> = {
  ...{ Open: 'new', Reopened: 'new', 'In Progress': 'indeterminate', 'In Review': 'indeterminate', Closed: 'done' },
};
const workflow: Workflow = {
  categoryOf: (status) => CATEGORIES[status],
  isCancelled: (resolution) => !meansDelivered(resolution),
  usesResolutions: true,
  weekOf: weeksIn('UTC')!,
};
const unresolving = { ...workflow, usesResolutions: false };

let entries = 0;
const move = (at: string, from: string, to: string): Change => ({ id: `${(entries += 1)}`, at: `2026-${at}T12:00:00Z`, field: 'status', from, to });
const resolved = (at: string, from: string | null, to: string | null): Change => ({ ...move(at, '', ''), field: 'resolution', from, to });
const issue = (change: Partial<IssueHistory> = {}): IssueHistory => ({ created: '2026-01-05T09:00:00Z', resolution: null, changes: [], ...change });

/** Only what is not 0, as `week counter=n`. */
const told = (weekly: Weekly) =>
  [...weekly].flatMap(([week, tally]) => Object.entries(tally).flatMap(([counter, n]) => (n === 0 ? [] : [`${week.slice(5)} ${counter}=${n}`]))).sort();

describe('what an issue adds to its weeks', () => {
  it('is its whole life', () => {
    const history = issue({
      changes: [move('01-12', 'Open', 'In Progress'), move('01-13', 'In Progress', 'In Review'), move('01-20', 'In Review', 'Closed')],
      ...{ resolution: { name: 'Fixed', at: '2026-01-20T12:00:00Z' }, points: 3, worklogs: [{ at: '2026-01-13T10:00:00Z', hours: 2.5 }] },
    });
    expect(told(contributionOf(history, workflow))).toEqual([
      ...['01-05 created=1', '01-12 forward=2', '01-12 hours=2.5', '01-12 started=1'],
      ...['01-19 done=1', '01-19 donePoints=3', '01-19 forward=1'],
    ]);
  });

  it('counts a cancelled one as done and, beside it, as cancelled', () => {
    const history = issue({ resolution: { name: "Won't Fix", at: '2026-01-20T12:00:00Z' }, points: 2 });
    expect(told(contributionOf(history, workflow))).toEqual([
      ...['01-05 created=1', '01-19 cancelled=1', '01-19 cancelledPoints=2', '01-19 done=1', '01-19 donePoints=2', '01-19 started=1'],
    ]);
  });

  it('counts only the resolution that stands, and a reopening', () => {
    const changes = [
      ...[resolved('01-12', null, 'Fixed'), move('01-12', 'Open', 'Closed'), resolved('01-20', 'Fixed', null)],
      ...[move('01-20', 'Closed', 'Reopened'), resolved('02-02', null, 'Fixed'), move('02-02', 'Reopened', 'Closed')],
    ];
    const weekly = contributionOf(issue({ changes, resolution: { name: 'Fixed', at: '2026-02-02T12:00:00Z' } }), workflow);
    expect(told(weekly)).toEqual(['01-05 created=1', '01-12 forward=1', '01-12 started=1', '01-19 reopened=1', '02-02 done=1']);
  });

  it('takes the first entry into the done category that was not undone, where no resolutions are used', () => {
    const changes = [move('01-12', 'Open', 'Closed'), move('01-20', 'Closed', 'Open'), move('02-02', 'Open', 'Closed'), move('02-09', 'Closed', 'Closed')];
    expect(told(contributionOf(issue({ changes }), unresolving))).toEqual(
      expect.arrayContaining(['02-02 done=1', '01-19 reopened=1', '01-12 started=1']),
    );
    expect(told(contributionOf(issue({ changes: changes.slice(0, 2) }), unresolving)).join()).not.toContain('done');
  });

  it('sees no progress in going back and forth, nor in a status that is unknown', () => {
    const changes = [
      ...[move('01-12', 'Open', 'In Progress'), move('01-13', 'In Progress', 'Open'), move('01-14', 'Open', 'In Progress')],
      ...[move('01-15', 'In Progress', 'Deleted status'), move('01-16', 'Deleted status', 'Reopened')],
    ];
    expect(told(contributionOf(issue({ changes }), workflow))).toContain('01-12 forward=1');
  });

  it('does not depend on the order or the repetition of changes', () => {
    const changes = [
      ...[move('01-12', 'Open', 'In Progress'), move('01-12', 'In Progress', 'In Review'), move('01-12', 'In Review', 'Closed')],
      ...[move('01-20', 'Closed', 'Reopened'), resolved('01-20', 'Fixed', null)],
    ];
    const expected = told(contributionOf(issue({ changes }), workflow));
    fc.assert(
      fc.property(fc.shuffledSubarray([...changes, ...changes], { minLength: 10 }), (shuffled) => {
        expect(told(contributionOf(issue({ changes: shuffled }), workflow))).toEqual(expected);
      }),
    );
  });

  it('leaves out what cannot be read', () => {
    expect(contributionOf(issue({ created: 'once', worklogs: [{ at: 'then', hours: 1 }, { at: '2026-01-05', hours: Number.NaN }] }), workflow).size).toBe(0);
  });
});

describe('weekly sums', () => {
  const weekly = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 12 }), fc.boolean()), { maxLength: 8 })
    .map((lives) =>
      lives.map(([created, days, cancelled]) =>
        contributionOf(
          issue({
            created: `2026-01-${String(5 + created).padStart(2, '0')}T00:00:00Z`,
            resolution: { name: cancelled ? 'Duplicate' : 'Done', at: `2026-01-${10 + days}T00:00:00Z` },
            points: 0.1,
          }),
          workflow,
        ),
      ),
    );
  const sum = (all: readonly Weekly[]) => all.reduce<Weekly>((total, one) => plus(total, one), new Map());

  it('do not depend on the order of the issues', () => {
    fc.assert(
      fc.property(weekly, (all) => {
        const forth = filled(sum(all));
        const back = filled(sum([...all].reverse()));
        expect(back.map((w) => w.week)).toEqual(forth.map((w) => w.week));
        back.forEach(({ tallies }, i) => expect(tallies[0]).toMatchObject({ done: forth[i]!.tallies[0]!.done, created: forth[i]!.tallies[0]!.created }));
      }),
    );
  });

  it('are undone exactly when a contribution is taken away, to the last week', () => {
    fc.assert(
      fc.property(weekly, weekly, (kept, gone) => {
        const left = gone.reduce<Weekly>((total, one) => plus(total, one, -1), sum([...gone, ...kept]));
        expect([...left.keys()].sort()).toEqual([...sum(kept).keys()].sort());
        expect(gone.reduce<Weekly>((total, one) => plus(total, one, -1), sum(gone)).size).toBe(0);
      }),
    );
  });

  it('have every week from the first to the last, of all summaries together', () => {
    const early = contributionOf(issue(), workflow);
    const late = contributionOf(issue({ created: '2026-01-26T00:00:00Z' }), workflow);
    const weeks = filled(early, late);
    expect(weeks.map((w) => w.week)).toEqual(['2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26']);
    expect(weeks.map((w) => w.tallies.map((t) => t.created))).toEqual([[1, 0], [0, 0], [0, 0], [0, 1]]);
    expect(filled()).toEqual([]);
  });
});

describe('a resolution', () => {
  it.each(['Fixed', 'Done', 'Completed', 'Resolved', 'implemented'])('%s delivered something', (name) => expect(meansDelivered(name)).toBe(true));
  it.each(["Won't Fix", 'Duplicate', 'Cannot Reproduce', 'Incomplete', 'Ready for Test', 'Answered'])('%s delivered nothing', (name) =>
    expect(meansDelivered(name)).toBe(false),
  );
});
