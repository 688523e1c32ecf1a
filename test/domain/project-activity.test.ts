import { COUNTERS, type Counter } from '../../src/domain/history';
import { type Packed, type Sums } from '../../src/domain/ledger';
import { ACTIVITY_WEEKS, type ActivitySource, MAX_OUTCOMES_SHOWN, MAX_RESTRICTED_SHOWN, projectActivity } from '../../src/domain/project-activity';
import { MAX_APART } from '../../src/domain/apart';
import { plusDays } from '../../src/domain/timeline';
import { type WorkLink } from '../../src/domain/work-rows';

const THIS_WEEK = '2026-06-29';
const week = (ago: number): string => plusDays(THIS_WEEK, -7 * ago);
const counts = (given: Partial<Record<Counter, number>>): number[] => COUNTERS.map((counter) => given[counter] ?? 0);
const KIB = 1024;

const activity = (rows: Record<string, Packed>, links: Record<string, WorkLink[]>, more: Partial<ActivitySource> = {}) => {
  const parts: Sums[] = [{ rows, epics: {} }];
  return projectActivity({ parts, crowd: {}, linksOf: (id) => links[id] ?? [], now: '2026-06-30T08:00:00.000Z', thisWeek: THIS_WEEK, ...more });
};

it('counts work as change from the week in which its link is in force, and as run work before', () => {
  const found = activity({ '7:below:open': { [week(3)]: counts({ done: 2 }), [week(2)]: counts({ done: 3 }), [week(1)]: counts({ done: 4 }) } }, { 7: [{ outcomeId: 'out_1', since: plusDays(week(2), 6) }] });
  expect(found?.change.done).toEqual([0, 3, 4]);
  expect(found?.run.done).toEqual([2, 0, 0]);
  // What was delivered for the outcome does not depend on when somebody linked it.
  expect(found?.outcomes['out_1']?.delivered).toEqual([2, 3, 4]);
});

it('lets a rule win over a link, and leaves the week that is under way out', () => {
  const rows = { '7:below:run': { [week(1)]: counts({ done: 2 }), [THIS_WEEK]: counts({ done: 9 }) }, ':below:change': { [week(1)]: counts({ done: 5 }) } };
  const found = activity(rows, { 7: [{ outcomeId: 'out_1', since: week(9) }] });
  expect([found?.weeks, found?.run.done, found?.change.done]).toEqual([[week(1)], [2], [5]]);
});

it('knows what was open and in scope before the weeks that it shows, and counts the cancelled out of scope', () => {
  const rows = {
    '7:below:open': {
      [week(ACTIVITY_WEEKS + 10)]: counts({ created: 20, done: 6, cancelled: 1 }),
      [week(2)]: counts({ created: 3, done: 4, cancelled: 2 }),
      [week(1)]: counts({ done: 1 }),
    },
  };
  const work = activity(rows, { 7: [{ outcomeId: 'out_1', since: week(60) }] })?.outcomes['out_1'];
  expect(work?.scope.slice(-2)).toEqual([20, 20]);
  expect(work?.open.slice(-2)).toEqual([13, 12]);
  expect(work?.delivered.slice(-2)).toEqual([2, 1]);
  expect(work?.open).toHaveLength(ACTIVITY_WEEKS);
});

it('counts what moved between two epics of one outcome neither as added nor as removed there, and as both where they serve two', () => {
  const rows = { '7:below:open': { [week(2)]: counts({ created: 5 }), [week(1)]: counts({ left: 2 }) }, '8<7:below:open': { [week(1)]: counts({ joined: 2 }) } };
  const to = (outcomeId: string) => [{ outcomeId, since: week(9) }];
  const moves = (links: Parameters<typeof activity>[1]) => Object.fromEntries(Object.entries(activity(rows, links)?.outcomes ?? {}).map(([id, { added, removed, scope }]) => [id, [added, removed, scope]]));
  expect(moves({ 7: to('out_1'), 8: to('out_1') })).toEqual({ out_1: [[5, 0], [0, 0], [5, 5]] });
  expect(moves({ 7: to('out_1'), 8: to('out_2') })).toEqual({ out_1: [[5, 0], [0, 2], [5, 3]], out_2: [[0, 2], [0, 0], [0, 2]] });
});

it('counts what was begun and is not done, as run or change as each week saw it, without the epics themselves', () => {
  const rows = {
    '7:self:open': { [week(3)]: counts({ started: 1 }) },
    '7:below:open': { [week(3)]: counts({ started: 4, done: 1 }), [week(1)]: counts({ done: 2 }) },
    ':below:open': { [week(ACTIVITY_WEEKS + 5)]: counts({ started: 2 }), [week(1)]: counts({ started: 1 }) },
  };
  const found = activity(rows, { 7: [{ outcomeId: 'out_1', since: week(2) }] });
  expect(found?.inProgress?.change.slice(-3)).toEqual([0, 3, 1]);
  expect(found?.inProgress?.run.slice(-3)).toEqual([5, 2, 3]);
});

it('is undefined while there is no complete week', () => {
  expect(activity({}, {})).toBeUndefined();
  expect(activity({ ':below:open': { [THIS_WEEK]: counts({ done: 1 }) } }, {})).toBeUndefined();
});

it('stays within a value of the storage, however many outcomes a project serves', () => {
  const ids = Array.from({ length: 2 * MAX_OUTCOMES_SHOWN }, (_, i) => i);
  // Nothing was finished of late: the forecasts are not what this is about.
  const busy = (i: number): Packed => Object.fromEntries(Array.from({ length: ACTIVITY_WEEKS }, (_, ago) => [week(ago + 1), counts({ created: 30 + i, done: ago < 12 ? 10 : 20, cancelled: 10, forward: 40 })]));
  const rows = Object.fromEntries(ids.map((i) => [`${i}:below:open`, busy(i)]));
  const idOf = (i: number): string => `out_${String(i).padStart(16, '0')}`;
  const found = (isRestricted: (i: number) => boolean) => activity(rows, Object.fromEntries(ids.map((i) => [i, [{ outcomeId: idOf(i), since: week(60), restricted: isRestricted(i) }]])));
  const open = found(() => false)?.outcomes ?? {};
  expect(Object.keys(open)).toHaveLength(MAX_OUTCOMES_SHOWN);
  expect(open[idOf(ids.length - 1)]).toBeDefined();
  // Half of them restricted, those with the most open work: they take no place from the others.
  const mixed = found((i) => i >= MAX_OUTCOMES_SHOWN);
  expect(Object.keys(mixed?.outcomes ?? {})).toHaveLength(MAX_OUTCOMES_SHOWN + MAX_RESTRICTED_SHOWN);
  expect(mixed?.apart).toHaveLength(MAX_APART);
  expect(JSON.stringify(mixed).length).toBeLessThan(240 * KIB);
});
