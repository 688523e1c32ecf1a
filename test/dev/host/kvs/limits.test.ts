/** Every limit and refusal code of the local store, on the wire: also those that nobody has measured on Forge. */
import * as limits from '../../../../dev/host/kvs/limits';
import { RECORD } from './environment';
import { localStore, type LocalStore } from './local';

const FAILED = '400 CONDITIONAL_CHECK_FAILED';
let store: LocalStore;
beforeEach(() => {
  store = localStore();
});
afterEach(() => store.db.close());

const nested = (depth: number): unknown => (depth === 0 ? 1 : { d: nested(depth - 1) });
const setRecord = (value: unknown) => store.verdict('entity/set', { entityName: RECORD, key: 'k', value });

describe('keys and values', () => {
  it.each<[string, string, string]>([
    ['', '400 EMPTY_KEY', 'get'],
    ['k'.repeat(limits.KEY_LENGTH + 1), '400 KEY_TOO_LONG', 'secret/get'],
    ['a/b', '400 INVALID_KEY', 'delete'],
    ['ä', '400 INVALID_KEY', 'secret/delete'],
    [' \t', '400 INVALID_KEY', 'get'],
  ])('the key "%s" is refused with %s by %s', (key, refusal, path) => {
    expect(store.verdict(path, { key })).toBe(refusal);
  });

  it('a value holds at most 240 KiB of JSON', () => {
    const text = (bytes: number) => 'x'.repeat(bytes - 2);
    expect(store.verdict('set', { key: 'k', value: text(limits.VALUE_BYTES) })).toBe('204');
    expect(store.verdict('set', { key: 'k', value: text(limits.VALUE_BYTES + 1) })).toBe('400 MAX_SIZE');
    expect(store.verdict('secret/set', { key: 'k', value: 'ü'.repeat(limits.VALUE_BYTES / 2) })).toBe('400 MAX_SIZE');
  });

  it('a value is at most 31 deep', () => {
    expect(store.verdict('set', { key: 'k', value: nested(31) })).toBe('204');
    expect(store.verdict('set', { key: 'k', value: nested(32) })).toBe('400 MAX_DEPTH');
    expect(store.verdict('set', { key: 'k', value: nested(2_000) })).toBe('400 MAX_DEPTH');
  });

  it('what is not there is answered 404', () => {
    for (const path of ['get', 'delete', 'secret/get', 'secret/delete']) {
      expect(store.verdict(path, { key: 'k' })).toBe('404 KEY_NOT_FOUND');
    }
    for (const path of ['entity/get', 'entity/delete']) {
      expect(store.verdict(path, { entityName: RECORD, key: 'k' })).toBe('404 KEY_NOT_FOUND');
    }
  });

  it.each<[string, unknown]>([
    ['set', { key: 'k' }],
    ['set', { key: 'k', value: null }],
    ['set', { key: 5, value: 1 }],
    ['set', { key: 'k', value: 1, extra: 1 }],
    ['set', { key: 'k', value: 1, options: { keyPolicy: 'MAYBE' } }],
    ['set', { key: 'k', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS', returnValue: 'LATEST' } }],
    ['get', { key: 'k', options: { metadataFields: ['SIZE'] } }],
    ['get', [1]],
    ['get', null],
    ['query', { where: [{ property: 'value', condition: 'BEGINS_WITH', values: ['a'] }] }],
    ['query', { where: [1, 2].map(() => ({ property: 'key', condition: 'BEGINS_WITH', values: ['a'] })) }],
    ['query', { after: 'no cursor' }],
    ['batch/get', []],
    ['batch/set', [{ key: 'k', value: 1, options: { keyPolicy: 'OVERRIDE' } }]],
    ['transaction', { set: [{ key: 'k', value: 1, options: { keyPolicy: 'OVERRIDE' } }] }],
  ])('%s refuses the body %j', (path, body) => {
    expect(store.verdict(path, body)).toBe('400 BAD_REQUEST');
  });

  it('a TTL is a positive whole number of a known unit and at most a year', () => {
    const ttl = (value: unknown, unit: unknown) => store.verdict('set', { key: 'k', value: 1, options: { ttl: { value, unit } } });
    expect(ttl(365, 'DAYS')).toBe('204');
    for (const [value, unit] of [[366, 'DAYS'], [0, 'SECONDS'], [-1, 'HOURS'], [1.5, 'DAYS'], ['1', 'DAYS'], [1, 'WEEKS']]) {
      expect(ttl(value, unit)).toBe('400 INVALID_TTL');
    }
    expect(store.call('set', { key: 'k', value: 1, options: { ttl: { value: 0, unit: 'DAYS' } } }).body).toBe(
      '{"code":"INVALID_TTL","message":"TTL value must be a positive integer, received: 0"}',
    );
  });

  it('a second write under FAIL_IF_EXISTS conflicts, of entities and secrets too', () => {
    const options = { keyPolicy: 'FAIL_IF_EXISTS' };
    for (const [path, body] of [
      ['set', { key: 'k', value: 1, options }],
      ['secret/set', { key: 'k', value: 1, options }],
      ['entity/set', { entityName: RECORD, key: 'k', value: { area: 'a' }, options }],
    ] as const) {
      expect([store.verdict(path, body), store.verdict(path, body)]).toEqual(['204', '409 KEY_CONFLICT']);
    }
  });
});

describe('entities', () => {
  it.each<[string, unknown, string]>([
    ['no object', 'text', '400 INVALID_ENTITY_VALUE'],
    ['a list', [], '400 INVALID_ENTITY_VALUE'],
    ['an attribute that is not declared', { area: 'a', other: 1 }, '400 INVALID_ENTITY_VALUE'],
    ['an inherited name as attribute', { constructor: 1 }, '400 INVALID_ENTITY_VALUE'],
    ['the empty string', { area: '' }, '400 INVALID_ENTITY_VALUE'],
    ['a string of spaces', { area: ' \n' }, '400 INVALID_ENTITY_VALUE'],
    ['a number as string', { area: 5 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['null as string', { area: null }, '400 INCORRECT_PROPERTY_TYPE'],
    ['null as any', { body: null }, '400 INCORRECT_PROPERTY_TYPE'],
    ['2^31 as integer', { seq: 2 ** 31 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['-2^31 - 1 as integer', { seq: -(2 ** 31) - 1 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a fraction as integer', { seq: 1.5 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['text as boolean', { open: 'true' }, '400 INCORRECT_PROPERTY_TYPE'],
    ['text as float', { ratio: '1' }, '400 INCORRECT_PROPERTY_TYPE'],
    ['1e126 as float', { ratio: 1e126 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['1e-131 as float', { ratio: -1e-131 }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a range of 901 bytes', { title: 't'.repeat(901) }, '400 MAX_SIZE'],
    ['a partition of 1,701 bytes', { area: 'a'.repeat(1_701) }, '400 MAX_SIZE'],
    ['a partition and range at their limits', { area: 'a'.repeat(1_696), open: true, title: 't'.repeat(900) }, '204'],
    ['no attribute at all', {}, '204'],
    ['every type', { area: 'a', seq: 0, ratio: 0, open: false, body: '' }, '204'],
  ])('%s', (_name, value, verdict) => {
    expect(setRecord(value)).toBe(verdict);
  });

  it('names the attribute and its type in the measured words', () => {
    expect(store.call('entity/set', { entityName: RECORD, key: 'k', value: { seq: '5' } }).body).toBe(
      '{"code":"INCORRECT_PROPERTY_TYPE","message":"Data type for property \\"seq\\" is defined as \\"integer\\""}',
    );
  });

  it.each(['entity/get', 'entity/set', 'entity/delete', 'entity/query'])('%s knows declared entities only', (path) => {
    const body = { entityName: 'toString', key: 'k', value: {}, indexName: 'by-key' };
    const { key, value, indexName, entityName } = body;
    const fields = path === 'entity/query' ? { indexName } : path === 'entity/set' ? { key, value } : { key };
    expect(store.verdict(path, { entityName, ...fields })).toBe('404 SCHEMA_NOT_FOUND');
  });
});

describe('queries', () => {
  const query = (more: object) =>
    store.verdict('entity/query', { entityName: RECORD, indexName: 'by-area', partition: ['a'], ...more });
  const condition = { property: 'seq', condition: 'EQUAL_TO', values: [1] };

  it.each<[string, object, string]>([
    ['a page of 0', { limit: 0 }, '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['a page of 101', { limit: 101 }, '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['a page of 1.5', { limit: 1.5 }, '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE'],
    ['a page of 100', { limit: 100 }, '200'],
    ['an unknown index', { indexName: 'by-nothing' }, '400 INVALID_ENTITY_INDEX'],
    ['a partition too few', { partition: [] }, '400 INVALID_ENTITY_INDEX'],
    ['a partition too many', { partition: ['a', 'b'] }, '400 INVALID_ENTITY_INDEX'],
    ['a partition of another type', { partition: [1] }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a partition of 1,701 bytes', { partition: ['a'.repeat(1_701)] }, '400 MAX_SIZE'],
    ['a range of another type', { range: { condition: 'EQUAL_TO', values: ['1'] } }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a beginning of a number', { range: { condition: 'BEGINS_WITH', values: [1] } }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a between of one', { range: { condition: 'BETWEEN', values: [1] } }, '400 INSUFFICIENT_FILTER_VALUES'],
    ['an equality with two', { range: { condition: 'EQUAL_TO', values: [1, 2] } }, '400 BAD_REQUEST'],
    ['a range filter only', { range: { condition: 'CONTAINS', values: ['1'] } }, '400 BAD_REQUEST'],
    ['and with or', { filters: { and: [condition], or: [condition] } }, '400 INVALID_FILTER_OPERATORS_COMBINATION'],
    ['no filter', { filters: { and: [] } }, '400 EMPTY_FILTER_OPERATOR'],
    ['no operator', { filters: {} }, '400 EMPTY_FILTER_OPERATOR'],
    ['a filter of one value', { filters: { or: [{ ...condition, condition: 'BETWEEN' }] } }, '400 INSUFFICIENT_FILTER_VALUES'],
    ['a filter of no value', { filters: { or: [{ ...condition, values: [] }] } }, '400 INSUFFICIENT_FILTER_VALUES'],
    ['an unknown attribute', { filters: { and: [{ ...condition, property: 'x' }] } }, '400 INVALID_ENTITY_VALUE'],
    ['a filter of another type', { filters: { and: [{ ...condition, values: ['1'] }] } }, '400 INCORRECT_PROPERTY_TYPE'],
    ['text in a number', { filters: { and: [{ ...condition, condition: 'CONTAINS', values: ['1'] }] } }, '400 INCORRECT_PROPERTY_TYPE'],
    ['100 conditions', { filters: { and: Array(100).fill(condition) } }, '200'],
    ['101 conditions', { filters: { and: Array(101).fill(condition) } }, '400 BAD_REQUEST'],
    ['an unknown order', { sort: 'UP' }, '400 BAD_REQUEST'],
    ['no cursor of ours', { cursor: 'bm8' }, '400 BAD_REQUEST'],
  ])('%s', (_name, more, verdict) => {
    expect(query(more)).toBe(verdict);
  });

  it('a range of 901 bytes', () => {
    const range = { condition: 'EQUAL_TO', values: ['t'.repeat(901)] };
    expect(store.verdict('entity/query', { entityName: RECORD, indexName: 'title', range })).toBe('400 MAX_SIZE');
  });

  it('a cursor serves only the query that it came from', () => {
    for (const seq of [1, 2, 3]) {
      store.call('entity/set', { entityName: RECORD, key: `k${seq}`, value: { area: 'a', seq } });
    }
    const base = { entityName: RECORD, indexName: 'by-area', partition: ['a'] };
    const { cursor } = store.read<{ cursor: string }>('entity/query', { ...base, limit: 1 });
    expect(query({ cursor, limit: 2 })).toBe('200');
    expect(query({ cursor, sort: 'DESC' })).toBe('400 BAD_REQUEST');
    expect(query({ cursor, partition: ['b'] })).toBe('400 BAD_REQUEST');
  });
});

describe('several keys at once', () => {
  const conditions = { and: [{ property: 'seq', condition: 'EQUAL_TO', values: [1] }] };

  it.each(['get', 'set', 'delete'])('a batch to %s takes 25 keys', (verb) => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ key: `k${i}`, ...(verb === 'set' && { value: i }) }));
    expect(store.verdict(`batch/${verb}`, items(25))).toBe('200');
    expect(JSON.parse(store.call(`batch/${verb}`, items(26)).body)).toEqual({
      code: 'TOO_MANY_BATCH_ENTITIES',
      message: `Number of entities to ${verb} was 26, but you can only ${verb} a maximum of 25 entities at a time.`,
    });
    expect(store.verdict(`batch/${verb}`, [...items(1), ...items(1)])).toBe('400 KEY_DUPLICATION_ERROR');
  });

  it('each item of a batch fails for itself', () => {
    const content = store.read('batch/set', [
      { key: 'a', value: 1 },
      { key: 'a/b', value: 1 },
      { key: 'a', entityName: RECORD, value: { seq: 'x' } },
      { key: 'b', entityName: 'unknown', value: {} },
    ]);
    expect(content).toMatchObject({
      successfulKeys: [{ key: 'a' }],
      failedKeys: [
        { key: 'a/b', error: { code: 'INVALID_KEY' } },
        { key: 'a', entityName: RECORD, error: { code: 'INCORRECT_PROPERTY_TYPE' } },
        { key: 'b', entityName: 'unknown', error: { code: 'SCHEMA_NOT_FOUND' } },
      ],
    });
    expect(store.read('batch/delete', [{ key: 'missing' }])).toEqual({ successfulKeys: [{ key: 'missing' }], failedKeys: [] });
  });

  it('a batch and a transaction hold at most 4 MB', () => {
    const value = 'x'.repeat(limits.VALUE_BYTES - 2);
    const items = Array.from({ length: 18 }, (_, i) => ({ key: `k${i}`, value }));
    expect(store.verdict('batch/set', items)).toBe('400 MAX_SIZE');
    expect(store.verdict('transaction', { set: items })).toBe('400 MAX_SIZE');
    expect(store.verdict('transaction', { set: items.slice(1) })).toBe('204');
  });

  it.each<[string, object, string]>([
    ['nothing', {}, '400 INVALID_TRANSACTION_REQUEST'],
    ['conditions on a plain key', { delete: [{ key: 'k', conditions }] }, '400 INVALID_TRANSACTION_REQUEST'],
    ['a check of a plain key', { check: [{ key: 'k', conditions }] }, '400 INVALID_TRANSACTION_REQUEST'],
    ['a check without conditions', { check: [{ key: 'k', entityName: RECORD }] }, '400 INVALID_TRANSACTION_REQUEST'],
    ['a false check', { check: [{ key: 'k', entityName: RECORD, conditions }] }, FAILED],
    ['an empty filter', { check: [{ key: 'k', entityName: RECORD, conditions: { and: [] } }] }, '400 EMPTY_FILTER_OPERATOR'],
    ['an unknown entity', { delete: [{ key: 'k', entityName: 'x' }] }, '404 SCHEMA_NOT_FOUND'],
    ['a bad key', { delete: [{ key: 'a/b' }] }, '400 INVALID_KEY'],
    ['a bad value', { set: [{ key: 'k', entityName: RECORD, value: { seq: 'x' } }] }, '400 INCORRECT_PROPERTY_TYPE'],
    ['a key in two entities', { set: [{ key: 'k', value: 1 }], delete: [{ key: 'k', entityName: RECORD }] }, '400 KEY_DUPLICATION_ERROR'],
    ['25 keys', { set: Array.from({ length: 25 }, (_, i) => ({ key: `k${i}`, value: i })) }, '204'],
    ['26 keys', { delete: Array.from({ length: 26 }, (_, i) => ({ key: `k${i}` })) }, '422 UNPROCESSABLE_ENTITY'],
  ])('a transaction of %s', (_name, body, verdict) => {
    expect(store.verdict('transaction', body)).toBe(verdict);
  });

  it('a check needs the key, a write only its conditions', () => {
    const absent = { and: [{ property: 'seq', condition: 'NOT_EXISTS', values: [true] }] };
    expect(store.verdict('transaction', { check: [{ key: 'k', entityName: RECORD, conditions: absent }] })).toBe(FAILED);
    const set = [{ key: 'k', entityName: RECORD, value: { seq: 1 }, conditions: absent }];
    expect([store.verdict('transaction', { set }), store.verdict('transaction', { set })]).toEqual(['204', FAILED]);
  });
});

it.each(['/api/v1/increment', '/api/v1/constructor', '/api/v2/get', 'get'])('%s is not offered, by name', (path) => {
  const reply = store.kvs.handle(path, {});
  expect(reply.status).toBe(501);
  expect(JSON.parse(reply.body)).toEqual({ code: 'NOT_IMPLEMENTED', message: expect.stringContaining(path) });
});
