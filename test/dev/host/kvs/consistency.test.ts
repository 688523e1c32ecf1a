/** What queries see and when, expiry, and a changed manifest: all on a clock that the test moves. */
import { createKvs } from '../../../../dev/host/kvs';
import { DEFAULT_LAG_MS } from '../../../../dev/host/kvs/limits';
import { RECORD, SUITE_ENTITIES } from './environment';
import { localStore, START, type LocalStore } from './local';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function keysOf(store: LocalStore): string[] {
  return store.read<{ data: { key: string }[] }>('query', { limit: 100 }).data.map(({ key }) => key);
}

function titles(store: LocalStore, area = 'a'): unknown[] {
  const body = { entityName: RECORD, indexName: 'by-area', partition: [area] };
  return store.read<{ data: { value: { title?: string } }[] }>('entity/query', body).data.map(({ value }) => value.title);
}

const setRecord = (store: LocalStore, title: string, area = 'a') =>
  store.call('entity/set', { entityName: RECORD, key: 'k', value: { area, seq: 1, title } });

describe('a lagging query', () => {
  it('sees each write when it is old enough, while get sees it at once', () => {
    const store = localStore({ lagMs: 100 });
    setRecord(store, 'one');
    expect(titles(store)).toEqual([]);
    store.clock.time += 60;
    setRecord(store, 'two');
    expect(store.read<{ value: object }>('entity/get', { entityName: RECORD, key: 'k' }).value).toMatchObject({ title: 'two' });
    store.clock.time += 39;
    expect(titles(store)).toEqual([]);
    store.clock.time += 1;
    expect(titles(store)).toEqual(['one']);
    store.clock.time += 60;
    expect(titles(store)).toEqual(['two']);
  });

  it('keeps what was deleted or moved in sight for as long', () => {
    const store = localStore({ lagMs: 100 });
    setRecord(store, 'one');
    store.call('set', { key: 'plain', value: 1 });
    store.clock.time += 100;
    expect([titles(store), keysOf(store)]).toEqual([['one'], ['plain']]);
    setRecord(store, 'moved', 'b');
    store.call('delete', { key: 'plain' });
    expect([titles(store), titles(store, 'b'), keysOf(store)]).toEqual([['one'], [], ['plain']]);
    expect(store.verdict('get', { key: 'plain' })).toBe('404 KEY_NOT_FOUND');
    store.clock.time += 100;
    expect([titles(store), titles(store, 'b'), keysOf(store)]).toEqual([[], ['moved'], []]);
  });

  it('sees the last of many writes and keeps nothing of the others', () => {
    const store = localStore({ lagMs: 100 });
    for (let i = 0; i < 50; i += 1) setRecord(store, `t${i}`);
    store.clock.time += 100;
    expect(titles(store)).toEqual(['t49']);
    expect(store.db.prepare('SELECT count(*) AS n FROM kvs_version').get([])).toMatchObject({ n: 1 });
    store.call('entity/delete', { entityName: RECORD, key: 'k' });
    store.clock.time += 100;
    expect(titles(store)).toEqual([]);
    expect(store.db.prepare('SELECT count(*) AS n FROM kvs_version').get([])).toMatchObject({ n: 0 });
    expect(store.db.prepare('SELECT count(*) AS n FROM kvs_entry').get([])).toMatchObject({ n: 0 });
  });

  it('does not lose a write when the clock is set back', () => {
    const store = localStore({ lagMs: 100 });
    setRecord(store, 'future');
    store.clock.time -= DAY;
    expect(titles(store)).toEqual(['future']);
  });

  it('lags by real milliseconds when no lag is given, so that a clock that stands still hides nothing', () => {
    const { db, clock, meter } = localStore();
    const kvs = createKvs({ db, entities: SUITE_ENTITIES, clock, meter });
    const query = () => kvs.handle('/api/v1/query', {}).body;
    jest.useFakeTimers({ now: START });
    try {
      kvs.handle('/api/v1/set', { key: 'k', value: 1 });
      jest.setSystemTime(START + DEFAULT_LAG_MS - 1);
      expect(query()).toBe('{"data":[]}');
      jest.setSystemTime(START + DEFAULT_LAG_MS);
      expect(query()).toBe('{"data":[{"key":"k","value":1}]}');
    } finally {
      jest.useRealTimers();
    }
  });

  it('fails a condition on what is stored, not on what queries see', () => {
    const store = localStore({ lagMs: 100 });
    setRecord(store, 'one');
    const conditions = { and: [{ property: 'title', condition: 'EQUAL_TO', values: ['one'] }] };
    const set = [{ key: 'k', entityName: RECORD, value: { area: 'a', seq: 1, title: 'two' }, conditions }];
    expect(store.verdict('transaction', { set })).toBe('204');
    expect(store.verdict('transaction', { set })).toBe('400 CONDITIONAL_CHECK_FAILED');
  });
});

describe('expiry', () => {
  const ttl = { value: 1, unit: 'HOURS' };
  const options = { metadataFields: ['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'] };

  it('tells whole seconds', () => {
    const store = localStore();
    store.call('set', { key: 'k', value: 1, options: { ttl } });
    store.clock.time += 90_000;
    store.call('set', { key: 'k', value: 2, options: { ttl } });
    expect(store.read('get', { key: 'k', options })).toEqual({
      key: 'k',
      value: 2,
      createdAt: START / 1000 - 0.25,
      updatedAt: START / 1000 - 0.25 + 90,
      expireTime: '2026-03-01T13:01:30Z',
    });
  });

  it('leaves an expired value readable for 48 hours, to everything', () => {
    const store = localStore();
    store.call('set', { key: 'k', value: 1, options: { ttl } });
    store.call('entity/set', { entityName: RECORD, key: 'k', value: { area: 'a', seq: 1, title: 't' }, options: { ttl } });
    store.clock.time = Date.parse('2026-03-03T12:59:59.999Z');
    expect(store.read('get', { key: 'k', options })).toMatchObject({ value: 1, expireTime: '2026-03-01T13:00:00Z' });
    expect([keysOf(store), titles(store)]).toEqual([['k'], ['t']]);
    const again = { key: 'k', value: 2, options: { keyPolicy: 'FAIL_IF_EXISTS' } };
    expect(store.verdict('set', again)).toBe('409 KEY_CONFLICT');

    store.clock.time += 1;
    expect(store.verdict('get', { key: 'k' })).toBe('404 KEY_NOT_FOUND');
    expect([keysOf(store), titles(store)]).toEqual([[], []]);
    expect(store.verdict('set', again)).toBe('204');
  });

  it('a write without TTL ends an earlier one', () => {
    const store = localStore();
    store.call('set', { key: 'k', value: 1, options: { ttl } });
    store.call('set', { key: 'k', value: 2 });
    store.clock.time += 30 * DAY;
    expect(store.read('get', { key: 'k', options })).not.toHaveProperty('expireTime');
  });

  it('holds for transactions, batches and secrets', () => {
    const store = localStore();
    store.call('transaction', { set: [{ key: 'a', value: 1, options: { ttl } }] });
    store.call('batch/set', [{ key: 'b', value: 1, options: { ttl } }]);
    store.call('secret/set', { key: 'c', value: 1, options: { ttl } });
    const found = store.read<{ successfulKeys: object[] }>('batch/get', [{ key: 'a', options }, { key: 'b' }]);
    expect(found.successfulKeys).toEqual([
      expect.objectContaining({ key: 'a', expireTime: '2026-03-01T13:00:00Z' }),
      { key: 'b', value: 1 },
    ]);
    store.clock.time += HOUR + 2 * DAY;
    expect(store.read('batch/get', [{ key: 'a' }, { key: 'b' }])).toMatchObject({ successfulKeys: [] });
    expect(store.verdict('secret/get', { key: 'c' })).toBe('404 KEY_NOT_FOUND');
  });
});

describe('order and pages', () => {
  it('orders text by its bytes, also beyond what UTF-16 orders the same way', () => {
    const store = localStore();
    const ordered = ['A', 'a', 'a\u0000', 'a\u0000b', 'ab', 'é', '｡', '🙂'];
    for (const [i, title] of [...ordered].reverse().entries()) {
      store.call('entity/set', { entityName: RECORD, key: `k${i}`, value: { area: 'a', title, open: true } });
    }
    const body = { entityName: RECORD, indexName: 'title', limit: 3 };
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = store.read<{ data: { value: { title: string } }[]; cursor?: string }>('entity/query', { ...body, cursor });
      seen.push(...page.data.map(({ value }) => value.title));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(ordered);
  });

  it('gives a full page a cursor even when nothing follows', () => {
    const store = localStore();
    for (const key of ['a', 'b']) store.call('set', { key, value: 1 });
    const { cursor } = store.read<{ cursor: string }>('query', { limit: 2 });
    expect(store.read('query', { limit: 2, after: cursor })).toEqual({ data: [] });
  });

  it('finds an entity by its key without a declared index', () => {
    const store = localStore();
    for (const key of ['x2', 'x1', 'y']) store.call('entity/set', { entityName: RECORD, key, value: {} });
    const body = { entityName: RECORD, indexName: 'by-key', range: { condition: 'BEGINS_WITH', values: ['x'] } };
    expect(store.read('entity/query', body)).toEqual({ data: [{ key: 'x1', value: {} }, { key: 'x2', value: {} }] });
  });

  it('asks text and flags of an absent attribute as DynamoDB does', () => {
    const store = localStore();
    store.call('entity/set', { entityName: RECORD, key: 'k', value: { area: 'a', seq: 1, body: ['x', 5] } });
    const finds = (property: string, condition: string, value: unknown) => {
      const filters = { and: [{ property, condition, values: [value] }] };
      const body = { entityName: RECORD, indexName: 'by-area', partition: ['a'], filters };
      return store.read<{ data: unknown[] }>('entity/query', body).data.length === 1;
    };
    expect(finds('title', 'NOT_EQUAL_TO', 'x')).toBe(true);
    expect(finds('title', 'NOT_CONTAINS', 'x')).toBe(true);
    expect(finds('title', 'EQUAL_TO', 'x')).toBe(false);
    expect(finds('ratio', 'LESS_THAN', 5)).toBe(false);
    expect(finds('body', 'CONTAINS', 'x')).toBe(true);
    expect(finds('body', 'GREATER_THAN', 1)).toBe(false);
  });
});

it('builds the indexes anew when the manifest has changed', () => {
  const [declared] = SUITE_ENTITIES;
  const store = localStore();
  store.call('entity/set', { entityName: RECORD, key: 'k', value: { area: 'a', seq: 3 } });
  expect(titles(store)).toHaveLength(1);
  const indexes = [{ name: 'by-seq', range: ['seq'] }];
  const reopened = localStore({ db: store.db, entities: [{ ...declared, indexes }] });
  const bySeq = { entityName: RECORD, indexName: 'by-seq', range: { condition: 'EQUAL_TO', values: [3] } };
  expect(reopened.read<{ data: unknown[] }>('entity/query', bySeq).data).toHaveLength(1);
  expect(reopened.verdict('entity/query', { ...bySeq, indexName: 'by-area', partition: ['a'] })).toBe('400 INVALID_ENTITY_INDEX');
});
