import fc from 'fast-check';
import { type Change, MOVES_BY_DAY, type Workflow } from '../../src/domain/history';
import { type Entry, type LedgerIssue, type Sums, entryOf, sumsOf } from '../../src/domain/ledger';
import { daysIn, weeksIn } from '../../src/domain/week';
import { rowsIn, splitOf, stockOf, switchesIn } from '../../src/domain/work-rows';

const weekOf = weeksIn('UTC');
if (!weekOf) throw new Error('UTC is a time zone.');
const workflow: Workflow = {
  categoryOf: (status) => ({ Open: 'new', Doing: 'indeterminate', Closed: 'done' })[status] as ReturnType<Workflow['categoryOf']>,
  isCancelled: (name) => name !== 'Done',
  usesResolutions: true,
  weekOf,
  dayOf: daysIn('UTC'),
};
const WEEKS = ['2026-03-02', '2026-03-09', '2026-03-16', '2026-03-23'];
/** Wednesday noon of the week, counted from 0. */
const noon = (week: number, day = 2): string => new Date(Date.parse(WEEKS[0] ?? '') + (7 * week + day) * 86_400_000 + 12 * 3_600_000).toISOString();
const status = (week: number, to: string, from = 'Open', day = 2): Change => ({ id: `${week}${day}`, at: noon(week, day), field: 'status', from, to });

/** An issue that is below epic 9 and was created below 7, from which it moved in the week. */
const moved = (week: number, given: Partial<LedgerIssue> = {}): Entry => {
  const issue: LedgerIssue = {
    ...{ issueId: '1', projectId: '10', number: 1, level: 0, type: 'Story', labels: [], components: [], queries: [], isSecured: false },
    ...{ updated: noon(3), created: noon(0), resolution: null, changes: [], parent: { issueId: '9', level: 1, number: 9 } },
    parentChanges: [{ id: '50', at: noon(week), from: '7', to: '9' }],
    ...given,
  };
  const entry = entryOf(issue, { rules: [], teams: [] }, workflow, undefined);
  if (!entry) throw new Error('It is counted.');
  return entry;
};
const stockIn = (epics: readonly string[], ...entries: Entry[]) => {
  const rows = rowsIn(sumsOf([{ entries: Object.fromEntries(entries.map((entry, i) => [i + 1, entry])) }]));
  return stockOf(rows.filter(({ epicId }) => epics.includes(epicId)), WEEKS);
};
const stocks = (entry: Entry) => Object.fromEntries(['7', '9'].map((epic) => [epic, stockIn([epic], entry)]));

describe('an issue that is moved to another epic', () => {
  it('leaves the scope of the one and enters that of the other in that week', () => {
    const { 7: former, 9: now } = stocks(moved(2));
    expect(former).toMatchObject({ added: [1, 0, 0, 0], removed: [0, 0, 1, 0], scope: [1, 1, 0, 0], open: [1, 1, 0, 0] });
    expect(now).toMatchObject({ added: [0, 0, 1, 0], removed: [0, 0, 0, 0], scope: [0, 0, 1, 1], open: [0, 0, 1, 1] });
  });

  it('takes along that it was done: nothing is open on either side', () => {
    const { 7: former, 9: now } = stocks(moved(2, { resolution: { name: 'Done', at: noon(1) }, changes: [status(1, 'Closed')] }));
    expect(former).toMatchObject({ delivered: [0, 1, 0, 0], scope: [1, 1, 0, 0], open: [1, 0, 0, 0] });
    expect(now).toMatchObject({ delivered: [0, 0, 0, 0], scope: [0, 0, 1, 1], open: [0, 0, 0, 0] });
  });

  it('is finished for the epic below which it then is', () => {
    const { 7: former, 9: now } = stocks(moved(1, { resolution: { name: 'Done', at: noon(2) } }));
    expect(former).toMatchObject({ delivered: [0, 0, 0, 0], open: [1, 0, 0, 0] });
    expect(now).toMatchObject({ delivered: [0, 0, 1, 0], open: [0, 1, 0, 0] });
  });

  it('takes no scope along that was cancelled before', () => {
    const { 7: former, 9: now } = stocks(moved(2, { resolution: { name: 'Duplicate', at: noon(1) } }));
    expect(former).toMatchObject({ removed: [0, 1, 0, 0], scope: [1, 0, 0, 0], open: [1, 0, 0, 0] });
    expect(now).toMatchObject({ added: [0, 0, 0, 0], scope: [0, 0, 0, 0], open: [0, 0, 0, 0] });
  });

  it('stays in the scope of both together: there it is neither added nor removed', () => {
    expect(stockIn(['7', '9'], moved(2))).toMatchObject({ added: [1, 0, 0, 0], removed: [0, 0, 0, 0], scope: [1, 1, 1, 1], open: [1, 1, 1, 1] });
    // By way of an epic of something else it left and came back, in the weeks in which it did.
    const around = moved(3, { parentChanges: [{ id: '50', at: noon(1), from: '7', to: '8' }, { id: '51', at: noon(3), from: '8', to: '9' }] });
    expect(stockIn(['7', '9'], around)).toMatchObject({ added: [1, 0, 0, 1], removed: [0, 1, 0, 0], scope: [1, 0, 0, 1] });
    const orphan = moved(2, { parentChanges: [{ id: '50', at: noon(2), from: null, to: '9' }] });
    expect(stockIn(['7', '9'], orphan)).toMatchObject({ added: [0, 0, 1, 0], removed: [0, 0, 0, 0] });
  });

  it('adds as much as it removes to what both have by themselves, whatever moved and however often', () => {
    const epic = fc.constantFrom('7', '8', '9');
    const wander = fc.tuple(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), epic), { maxLength: 5 }), fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }), fc.constantFrom('Done', 'Duplicate'));
    fc.assert(
      fc.property(fc.array(wander, { maxLength: 6 }), (wanders) => {
        const entries = wanders.map(([steps, end, resolution]) => {
          const path = [...steps].sort(([a], [b]) => a - b).map(([at, from], i) => ({ id: String(50 + i), at: new Date(Date.parse(noon(at)) + i * 1000).toISOString(), from, to: null }));
          return moved(0, { parentChanges: path, resolution: end === undefined ? null : { name: resolution, at: noon(end, 4) } });
        });
        const whole = stockIn(['7', '8', '9'], ...entries);
        expect(whole.added).toEqual(WEEKS.map((_, i) => (i === 0 ? entries.length : 0)));
        expect(whole.scope.at(-1)).toBe(entries.length - whole.removed.reduce((all, n) => all + n, 0));
        const [two, eight] = [stockIn(['7', '9'], ...entries), stockIn(['8'], ...entries)];
        WEEKS.forEach((_, i) => {
          expect((two.scope[i] ?? 0) + (eight.scope[i] ?? 0)).toBe(whole.scope[i]);
          expect((two.open[i] ?? 0) + (eight.open[i] ?? 0)).toBe(whole.open[i]);
        });
      }),
    );
  });

  it('is in progress for the one, then for the other', () => {
    const sums: Sums[] = sumsOf([{ entries: { 1: moved(2, { changes: [status(1, 'Doing')] }) } }]);
    const { inProgress } = splitOf(rowsIn(sums), WEEKS, (epicId) => (epicId === '9' ? [{ outcomeId: 'out_1', since: '2026-01-01' }] : []));
    expect(inProgress).toEqual({ run: [0, 1, 0, 0], change: [0, 0, 1, 1] });
  });
});

describe('switches between run and change in a week', () => {
  const [MON, TUE, WED] = [0, 1, 2];
  const bits = (change: readonly number[], run: readonly number[]): number => [...change.map((d) => 1 << d), ...run.map((d) => 1 << (MOVES_BY_DAY.length + d))].reduce((all, bit) => all | bit, 0);

  it.each([
    ['nothing moved', bits([], []), 0],
    ['one kind alone', bits([MON, WED], []), 0],
    ['run on Monday, change on Tuesday', bits([TUE], [MON]), 1],
    ['change, run, change', bits([MON, WED], [TUE]), 2],
    ['both on one day', bits([MON], [MON]), 1],
    ['both on every day', bits([MON, TUE, WED], [MON, TUE, WED]), 3],
    ['both on Monday, run on Tuesday', bits([MON], [MON, TUE]), 1],
    ['change on Monday, both on Tuesday, change on Wednesday', bits([MON, TUE, WED], [TUE]), 2],
  ])('are told as at least so many: %s', (_name, week, least) => {
    expect(switchesIn(week)).toBe(least);
  });

  it('come from the days of forward moves, whoever made them', () => {
    const done = (epicId: string, day: number, n: number): Entry =>
      moved(0, { issueId: String(n), number: n, parent: { issueId: epicId, level: 1, number: 9 }, parentChanges: [], changes: [status(1, 'Doing', 'Open', day)] });
    const sums = sumsOf([{ entries: { 1: done('9', MON, 1), 2: done('7', TUE, 2), 3: done('9', WED, 3) } }]);
    const { moves } = splitOf(rowsIn(sums), WEEKS, (epicId) => (epicId === '9' ? [{ outcomeId: 'out_1', since: '2026-01-01' }] : []));
    expect(moves.map(switchesIn)).toEqual([0, 2, 0, 0]);
  });
});

it('a day of the week is that of the zone', () => {
  expect(['2026-03-02T00:30:00Z', '2026-03-01T23:30:00Z'].map((at) => daysIn('UTC')?.(at))).toEqual([0, 6]);
  expect(daysIn('Europe/Berlin')?.('2026-03-01T23:30:00.000+0000')).toBe(0);
  expect(daysIn('Mars/Olympus')).toBeUndefined();
});
