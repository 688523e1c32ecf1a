/** Random sequences of writes against a plain Map: after each, reads by key and settled queries agree with it. */
import fc from 'fast-check';
import { RECORD } from './environment';
import { localStore, type LocalStore } from './local';

interface Value {
  area: string;
  seq: number;
}

type Model = Map<string, Value>;

type Operation =
  | { kind: 'set'; key: string; value: Value }
  | { kind: 'delete'; key: string }
  | { kind: 'once'; key: string; value: Value }
  | { kind: 'transaction'; sets: [string, Value][]; removals: string[]; check: { key: string; seq: number } | undefined }
  | { kind: 'batch'; sets: [string, Value][] }
  | { kind: 'wait'; ms: number };

const LAG_MS = 50;
const KEYS = ['a', 'b', 'c', 'd', 'e'];
const AREAS = ['north', 'south'];

const key = fc.constantFrom(...KEYS);
const value = fc.record({ area: fc.constantFrom(...AREAS), seq: fc.integer({ min: 0, max: 3 }) });
const pairs = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 3, minLength: 1 });
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('once' as const), key, value }),
  fc.record({
    kind: fc.constant('transaction' as const),
    sets: pairs,
    removals: fc.uniqueArray(key, { maxLength: 2 }),
    check: fc.option(fc.record({ key, seq: fc.integer({ min: 0, max: 3 }) }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('batch' as const), sets: pairs }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 120 }) }),
);

const item = ([name, given]: [string, Value]) => ({ entityName: RECORD, key: name, value: given });

/** Runs an operation on the store and on the model, and compares the verdicts. */
function run(store: LocalStore, model: Model, given: Operation): void {
  switch (given.kind) {
    case 'set':
      expect(store.verdict('entity/set', item([given.key, given.value]))).toBe('204');
      model.set(given.key, given.value);
      break;
    case 'delete': {
      const verdict = model.delete(given.key) ? '204' : '404 KEY_NOT_FOUND';
      expect(store.verdict('entity/delete', { entityName: RECORD, key: given.key })).toBe(verdict);
      break;
    }
    case 'once': {
      const options = { keyPolicy: 'FAIL_IF_EXISTS' };
      const verdict = store.verdict('entity/set', { ...item([given.key, given.value]), options });
      expect(verdict).toBe(model.has(given.key) ? '409 KEY_CONFLICT' : '204');
      if (!model.has(given.key)) model.set(given.key, given.value);
      break;
    }
    case 'transaction':
      runTransaction(store, model, given);
      break;
    case 'batch':
      expect(store.verdict('batch/set', given.sets.map(item))).toBe('200');
      for (const [name, stored] of given.sets) model.set(name, stored);
      break;
    case 'wait':
      store.clock.time += given.ms;
  }
}

function runTransaction(store: LocalStore, model: Model, given: Operation & { kind: 'transaction' }): void {
  const { sets, removals, check } = given;
  const checks = check && [
    {
      entityName: RECORD,
      key: check.key,
      conditions: { and: [{ property: 'seq', condition: 'EQUAL_TO', values: [check.seq] }] },
    },
  ];
  const body = { set: sets.map(item), delete: removals.map((name) => ({ entityName: RECORD, key: name })), check: checks };
  const names = [...sets.map(([name]) => name), ...removals, ...(check ? [check.key] : [])];
  const verdict = store.verdict('transaction', body);
  if (new Set(names).size < names.length) expect(verdict).toBe('400 KEY_DUPLICATION_ERROR');
  else if (check && model.get(check.key)?.seq !== check.seq) expect(verdict).toBe('400 CONDITIONAL_CHECK_FAILED');
  else {
    expect(verdict).toBe('204');
    for (const [name, stored] of sets) model.set(name, stored);
    for (const name of removals) model.delete(name);
  }
}

/** All of a partition by pages of two, as keys in the order of the index. */
function queried(store: LocalStore, area: string): string[] {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const body = { entityName: RECORD, indexName: 'by-area', partition: [area], limit: 2, cursor };
    const page = store.read<{ data: { key: string }[]; cursor?: string }>('entity/query', body);
    keys.push(...page.data.map(({ key: name }) => name));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return keys;
}

function expected(model: Model, area: string): string[] {
  const there = [...model].filter(([, stored]) => stored.area === area);
  return there.sort(([a, x], [b, y]) => x.seq - y.seq || (a < b ? -1 : 1)).map(([name]) => name);
}

it('agrees with a Map after any sequence of writes', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
      const store = localStore({ lagMs: LAG_MS });
      const model: Model = new Map();
      // What queries may see: the model at each instant, of which the newest one that is old enough counts.
      const history: { time: number; model: Model }[] = [{ time: -Infinity, model: new Map() }];
      for (const given of operations) {
        run(store, model, given);
        history.push({ time: store.clock.time, model: new Map(model) });
        const found = store.read<{ successfulKeys: { key: string; value: Value }[] }>(
          'batch/get',
          KEYS.map((name) => ({ entityName: RECORD, key: name })),
        );
        expect(new Map(found.successfulKeys.map(({ key: name, value: stored }) => [name, stored]))).toEqual(model);
        const seen = history.findLast(({ time }) => time <= store.clock.time - LAG_MS);
        for (const area of AREAS) expect(queried(store, area)).toEqual(expected(seen?.model ?? new Map(), area));
      }
      store.db.close();
    }),
    { numRuns: 150 },
  );
});
