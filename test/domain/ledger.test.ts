import fc from 'fast-check';
import { type Weekly, type Workflow, COUNTERS, plus } from '../../src/domain/history';
import {
  type Entry,
  type LedgerIssue,
  type Sums,
  NO_SUMS,
  entryOf,
  packed,
  parseRow,
  partOf,
  shardOf,
  sumsOf,
  unpacked,
  withEntry,
} from '../../src/domain/ledger';
import { rulingOf } from '../../src/domain/work-rule';
import { weeksIn } from '../../src/domain/week';

const weekOf = weeksIn('UTC');
if (!weekOf) throw new Error('UTC is a time zone.');
const workflow: Workflow = {
  categoryOf: (status) => ({ Open: 'new', Doing: 'indeterminate', Closed: 'done' })[status] as ReturnType<Workflow['categoryOf']>,
  isCancelled: (name) => name !== 'Done',
  usesResolutions: true,
  weekOf,
};

const NOTHING = { rules: [], teams: [] };

const issue = (given: Partial<LedgerIssue> = {}): LedgerIssue => ({
  ...{ issueId: '1', projectId: '10', number: 1, level: 0, type: 'Story', labels: [], components: [], queries: [], isSecured: false },
  ...{ updated: '2026-05-01T00:00:00.000Z', created: '2026-03-02T09:00:00.000Z', resolution: null, changes: [] },
  ...given,
});

describe('an entry', () => {
  it('belongs to the epic above the issue, an epic to itself, a sub-task to the epic of its parent', () => {
    const epicOf = (given: Partial<LedgerIssue>, parent?: Entry) => entryOf(issue(given), NOTHING, workflow, parent)?.epicId;
    expect(epicOf({})).toBe('');
    expect(epicOf({ parent: { issueId: '7', level: 1, number: 7 } })).toBe('7');
    expect(epicOf({ level: 1, parent: { issueId: '9', level: 2, number: 9 } })).toBe('1');
    const story = entryOf(issue({ parent: { issueId: '7', level: 1, number: 7 } }), NOTHING, workflow, undefined);
    expect(epicOf({ issueId: '2', level: -1, parent: { issueId: '1', level: 0, number: 1 } }, story)).toBe('7');
  });

  it('counts nothing of an issue with a security level, and of a sub-task only the hours', () => {
    expect(entryOf(issue({ isSecured: true }), NOTHING, workflow, undefined)).toBeUndefined();
    const worklogs = [{ at: '2026-03-10T09:00:00.000Z', hours: 2.5 }];
    const entry = entryOf(issue({ level: -1, worklogs, resolution: { name: 'Done', at: '2026-03-11T09:00:00.000Z' } }), NOTHING, workflow, undefined);
    expect(entry?.weeks).toEqual({ '2026-03-09': [0, 0, 0, 0, 0, 0, 0, 0, 2.5] });
  });

  it.each([
    ['the first rule that matches', [{ field: 'type', value: 'story', work: 'run' }, { field: 'label', value: 'Move', work: 'change' }], 'run'],
    ['a label', [{ field: 'label', value: 'move', work: 'change' }], 'change'],
    ['a component', [{ field: 'component', value: 'Portal', work: 'run' }], 'run'],
    ['a query that finds it', [{ field: 'jql', value: 'labels = Move', work: 'change' }], 'change'],
    ['no query that does not', [{ field: 'jql', value: 'labels = move', work: 'change' }], 'open'],
    ['no rule', [{ field: 'component', value: 'Other', work: 'run' }], 'open'],
  ] as const)('is ruled by %s', (_name, rules, ruling) => {
    expect(rulingOf(rules, { type: 'Story', labels: ['Move'], components: ['portal'], queries: ['labels = Move'] })).toBe(ruling);
  });
});

const week = fc.constantFrom('2026-03-02', '2026-03-09', '2026-03-16');
const counts = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: COUNTERS.length, maxLength: COUNTERS.length });
const weekly: fc.Arbitrary<Weekly> = fc
  .dictionary(week, counts)
  .map((weeks) => unpacked(weeks));
const entry = (level: number): fc.Arbitrary<Entry> =>
  fc.record({
    number: fc.integer({ min: 1, max: 400 }),
    level: fc.constant(level),
    updated: fc.constant('2026-05-01T00:00:00.000Z'),
    epicId: fc.constantFrom('', '7', '8', '901'),
    ruling: fc.constantFrom('change' as const, 'run' as const, 'open' as const),
    weeks: weekly.map(packed),
  });

/** The rows of all parts together. */
function rowsOf(parts: readonly Sums[]): Record<string, unknown> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part.rows)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('sums', () => {
  it('are the same whether entries came one by one, were replaced and taken back, or were added up at the end', () => {
    const step = fc.tuple(fc.constantFrom('1', '2', '3', '4'), fc.option(entry(0), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const ledger = new Map<string, Entry>();
        let sums = NO_SUMS;
        for (const [issueId, next] of steps) {
          const before = ledger.get(issueId);
          if (before) sums = withEntry(sums, issueId, before, -1);
          if (next) sums = withEntry(sums, issueId, next, 1);
          if (next) ledger.set(issueId, next);
          else ledger.delete(issueId);
        }
        expect(rowsOf([sums])).toEqual(rowsOf(sumsOf([{ entries: Object.fromEntries(ledger) }])));
      }),
    );
  });

  it('do not depend on how the entries are spread over shards', () => {
    fc.assert(
      fc.property(fc.array(entry(0), { maxLength: 20 }), (entries) => {
        const all = entries.map((e, i) => [String(i + 1), e] as const);
        const one = sumsOf([{ entries: Object.fromEntries(all) }]);
        const many = sumsOf(all.map(([id, e]) => ({ entries: { [id]: e } })));
        expect(rowsOf(many)).toEqual(rowsOf(one));
      }),
    );
  });

  it('keep an epic with everything below it in one part', () => {
    const entries = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [String(i), { ...fc.sample(entry(0), { numRuns: 1, seed: i })[0]!, epicId: String(1000 + (i % 90)), weeks: { '2026-03-02': [1] } }]));
    const parts = sumsOf([{ entries }]);
    expect(parts.length).toBeGreaterThan(1);
    parts.forEach((part, at) => {
      for (const row of Object.keys(part.rows)) expect(partOf(parseRow(row).epicId, parts.length)).toBe(at);
    });
  });

  it('know what is due and done of an epic, and forget it with the epic', () => {
    const epic: Entry = { ...fc.sample(entry(1), 1)[0]!, epicId: '7', parentId: '99', due: '2026-06-01', doneOn: '2026-05-20' };
    const sums = withEntry(NO_SUMS, '7', epic, 1);
    expect(sums.epics).toEqual({ '7': { parentId: '99', due: '2026-06-01', doneOn: '2026-05-20' } });
    expect(withEntry(sums, '7', epic, -1)).toEqual(NO_SUMS);
  });

  it('leave out what left the project while it was read', () => {
    const left: Entry = { ...fc.sample(entry(0), 1)[0]!, gone: '2026-05-01T00:00:00.000Z' };
    expect(withEntry(NO_SUMS, '1', left, 1)).toEqual(NO_SUMS);
    expect(rowsOf(sumsOf([{ entries: { '1': left } }]))).toEqual({});
  });
});

it('packs and unpacks a week without loss', () => {
  fc.assert(fc.property(weekly, (given) => {
    const filledWeeks = plus(given, new Map());
    for (const [at, tally] of unpacked(packed(given))) expect(tally).toEqual(filledWeeks.get(at));
  }));
});

it('puts a hundred numbers of keys in a shard', () => {
  expect([0, 99, 100, 1_222].map(shardOf)).toEqual([0, 0, 1, 12]);
});
