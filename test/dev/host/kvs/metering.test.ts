/** What the meter counts: a request each, keys read and written, bytes of JSON both ways. */
import { RECORD } from './environment';
import { localStore, type LocalStore } from './local';

function counted(store: LocalStore, path: string, body: unknown) {
  store.meter.reset();
  const reply = store.call(path, body);
  const { bytesIn, bytesOut, readUnits, writeUnits, ...counts } = store.meter.read().kvs;
  // Every value here is smaller than a unit.
  expect({ readUnits, writeUnits }).toEqual({ readUnits: counts.reads, writeUnits: counts.writes });
  expect(bytesIn).toBe(Buffer.byteLength(JSON.stringify(body)));
  expect(bytesOut).toBe(Buffer.byteLength(reply.body));
  return counts;
}

const items = Array.from({ length: 25 }, (_, i) => ({ key: `k${i}` }));

describe('the meter counts', () => {
  const store = localStore();
  const conditions = { and: [{ property: 'seq', condition: 'EQUAL_TO', values: [1] }] };
  const check = { entityName: RECORD, key: 'head', conditions };

  it.each<[string, unknown, { reads: number; writes: number }]>([
    ['batch/set', items.map(({ key }) => ({ key, value: 'ü' })), { reads: 0, writes: 25 }],
    ['batch/get', items, { reads: 25, writes: 0 }],
    ['batch/get', [{ key: 'missing' }, { key: 'k1' }], { reads: 2, writes: 0 }],
    ['get', { key: 'k1' }, { reads: 1, writes: 0 }],
    ['get', { key: 'missing' }, { reads: 1, writes: 0 }],
    ['get', { key: '' }, { reads: 0, writes: 0 }],
    ['set', { key: 'k1', value: 1, options: { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' } }, { reads: 0, writes: 1 }],
    ['set', { key: 'k1', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } }, { reads: 0, writes: 0 }],
    ['secret/set', { key: 's', value: 1 }, { reads: 0, writes: 1 }],
    ['entity/set', { entityName: RECORD, key: 'head', value: { seq: 1 } }, { reads: 0, writes: 1 }],
    ['query', { limit: 20 }, { reads: 20, writes: 0 }],
    ['transaction', { set: [{ key: 'a', value: 1 }], delete: [{ key: 'k2' }], check: [check] }, { reads: 1, writes: 2 }],
    ['transaction', { set: [{ key: 'a', value: 1 }], check: [{ ...check, key: 'none' }] }, { reads: 0, writes: 0 }],
    ['batch/delete', items, { reads: 0, writes: 25 }],
    ['increment', {}, { reads: 0, writes: 0 }],
  ])('%s %j', (path, body, keys) => {
    expect(counted(store, path, body)).toEqual({ requests: 1, ...keys });
  });

  it('what a query reads, not what its filter leaves', () => {
    const local = localStore();
    for (let seq = 0; seq < 8; seq += 1) {
      local.call('entity/set', { entityName: RECORD, key: `k${seq}`, value: { area: 'a', seq } });
    }
    const body = { entityName: RECORD, indexName: 'by-area', partition: ['a'], filters: conditions, limit: 6 };
    expect(counted(local, 'entity/query', body)).toEqual({ requests: 1, reads: 6, writes: 0 });
  });
});
