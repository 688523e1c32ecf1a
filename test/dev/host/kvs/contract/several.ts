import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { RECORD, freshPrefix, outcomeOf, type SuiteRecord } from '../environment';

const { equalTo, notExists } = FilterConditions;

const seqIs = (seq: number) => ({
  entityName: RECORD,
  conditions: new Filter<SuiteRecord>().and('seq', equalTo(seq)),
});

/** Several keys at once: batches and transactions. */
export function severalContract(): void {
  const records = kvs.entity<SuiteRecord>(RECORD);

  describe('a batch', () => {
    it('sets, gets and deletes plain values and entities together', async () => {
      const prefix = freshPrefix();
      const items = [
        { key: `${prefix}a`, value: 1 },
        { key: `${prefix}b`, value: { area: 'x' }, entityName: RECORD },
      ];
      const names = items.map(({ value: _value, ...name }) => name);
      expect(await kvs.batchSet<unknown>(items)).toEqual({ successfulKeys: names, failedKeys: [] });
      expect(await kvs.batchGet(names)).toEqual({ successfulKeys: items, failedKeys: [] });
      expect(await kvs.batchDelete(names)).toEqual({ successfulKeys: names, failedKeys: [] });
      expect([await kvs.get(`${prefix}a`), await records.get(`${prefix}b`)]).toEqual([undefined, undefined]);
    });

    it('tells which keys are not there', async () => {
      const prefix = freshPrefix();
      await kvs.set(`${prefix}a`, 1);
      const { successfulKeys, failedKeys } = await kvs.batchGet([{ key: `${prefix}a` }, { key: `${prefix}b` }]);
      expect(successfulKeys).toEqual([{ key: `${prefix}a`, value: 1 }]);
      expect(failedKeys).toEqual([
        { key: `${prefix}b`, error: { code: 'KEY_NOT_FOUND', message: 'Provided key does not exist' } },
      ]);
    });

    it('takes 25 keys and not 26', async () => {
      const prefix = freshPrefix();
      const items = Array.from({ length: 26 }, (_, i) => ({ key: `${prefix}${i}`, value: i }));
      expect(await outcomeOf(kvs.batchSet(items))).toBe('400 TOO_MANY_BATCH_ENTITIES');
      expect(await kvs.get(`${prefix}0`)).toBeUndefined();
      expect((await kvs.batchSet(items.slice(1))).successfulKeys).toHaveLength(25);
      await kvs.batchDelete(items.slice(1).map(({ key }) => ({ key })));
    });
  });

  describe('a transaction', () => {
    it('carries out sets, deletions and checks together', async () => {
      const prefix = freshPrefix();
      await kvs.set(`${prefix}old`, 1);
      await records.set(`${prefix}head`, { area: 'a', seq: 1 });
      await kvs
        .transact()
        .set(`${prefix}new`, 'plain')
        .set(`${prefix}record`, { area: 'a', seq: 2 }, { entityName: RECORD })
        .delete(`${prefix}old`)
        .check(`${prefix}head`, seqIs(1))
        .execute();
      expect(await kvs.get(`${prefix}new`)).toBe('plain');
      expect(await records.get(`${prefix}record`)).toEqual({ area: 'a', seq: 2 });
      expect(await kvs.get(`${prefix}old`)).toBeUndefined();
    });

    it.each<[string, (prefix: string) => Promise<void>]>([
      ['a check', (p) => kvs.transact().set(`${p}x`, 1).check(`${p}head`, seqIs(2)).execute()],
      ['a check of an absent key', (p) => kvs.transact().set(`${p}x`, 1).check(`${p}none`, seqIs(1)).execute()],
      ['a set', (p) => kvs.transact().set(`${p}x`, 1).set<SuiteRecord>(`${p}head`, { area: 'b', seq: 3 }, seqIs(2)).execute()],
      ['a deletion', (p) => kvs.transact().set(`${p}x`, 1).delete(`${p}head`, seqIs(2)).execute()],
    ])('stores nothing when the condition of %s is false', async (_name, execute) => {
      const prefix = freshPrefix();
      await records.set(`${prefix}head`, { area: 'a', seq: 1 });
      expect(await outcomeOf(execute(prefix))).toBe('400 CONDITIONAL_CHECK_FAILED');
      expect(await kvs.get(`${prefix}x`)).toBeUndefined();
      expect(await records.get(`${prefix}head`)).toEqual({ area: 'a', seq: 1 });
    });

    it('compares and sets: of two writers of the same version one wins', async () => {
      const key = `${freshPrefix()}head`;
      await records.set(key, { area: 'start', seq: 1 });
      const write = (area: string) => outcomeOf(kvs.transact().set<SuiteRecord>(key, { area, seq: 2 }, seqIs(1)).execute());
      const outcomes = await Promise.all([write('a'), write('b')]);
      expect([...outcomes].sort()).toEqual(['400 CONDITIONAL_CHECK_FAILED', 'accepted']);
      expect((await records.get(key))?.area).toBe(outcomes[0] === 'accepted' ? 'a' : 'b');
    });

    it('creates an entity once, by the absence of an attribute', async () => {
      const key = `${freshPrefix()}once`;
      const absent = { entityName: RECORD, conditions: new Filter<SuiteRecord>().and('seq', notExists()) };
      const create = (area: string) => outcomeOf(kvs.transact().set<SuiteRecord>(key, { area, seq: 1 }, absent).execute());
      expect(await create('a')).toBe('accepted');
      expect(await create('b')).toBe('400 CONDITIONAL_CHECK_FAILED');
      expect(await records.get(key)).toEqual({ area: 'a', seq: 1 });
    });

    it('takes a TTL as the fourth argument of set', async () => {
      const key = `${freshPrefix()}k`;
      const wrong = { ttl: { value: 0, unit: 'SECONDS' } } as const;
      expect(await outcomeOf(kvs.transact().set(key, 1, undefined, wrong).execute())).toBe('400 INVALID_TTL');
      await kvs.transact().set(key, 1, undefined, { ttl: { value: 1, unit: 'HOURS' } }).execute();
      expect(await kvs.get(key)).toBe(1);
    });

    it('takes 25 operations and not 26', async () => {
      const prefix = freshPrefix();
      const sets = (count: number) => {
        const transaction = kvs.transact();
        for (let i = 0; i < count; i += 1) transaction.set(`${prefix}${i}`, i);
        return outcomeOf(transaction.execute());
      };
      expect(await sets(26)).toBe('422 UNPROCESSABLE_ENTITY');
      expect(await kvs.get(`${prefix}0`)).toBeUndefined();
      expect(await sets(25)).toBe('accepted');
    });

    it('takes a key once', async () => {
      const key = `${freshPrefix()}k`;
      const twice = kvs.transact().set(key, 1).delete(key);
      expect(await outcomeOf(twice.execute())).toBe('400 KEY_DUPLICATION_ERROR');
    });
  });
}
