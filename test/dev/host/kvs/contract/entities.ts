import { kvs, MetadataField } from '@forge/kvs';
import { RECORD, freshPrefix, outcomeOf, type SuiteRecord } from '../environment';

/** One entity by its key. */
export function entityContract(): void {
  const records = kvs.entity<SuiteRecord>(RECORD);

  describe('one entity', () => {
    it('gives back what was set, and nothing for what was not', async () => {
      const key = `${freshPrefix()}k`;
      expect(await records.get(key)).toBeUndefined();
      const value = { area: 'a', seq: 7, title: 't', ratio: 0.25, open: false, body: { deep: [1, null] } };
      await records.set(key, value);
      expect(await records.get(key)).toEqual(value);
      expect(await records.get(key, { metadataFields: [MetadataField.CREATED_AT] })).toEqual({
        key,
        value,
        createdAt: expect.any(Number),
      });
      await records.delete(key);
      expect(await records.get(key)).toBeUndefined();
      expect(await outcomeOf(records.delete(key))).toBe('accepted');
    });

    it('is no plain value under the same key', async () => {
      const key = `${freshPrefix()}k`;
      await records.set(key, { area: 'a' });
      expect(await kvs.get(key)).toBeUndefined();
    });

    it('refuses an entity that the manifest does not declare', async () => {
      const unknown = kvs.entity<SuiteRecord>('suite-unknown');
      expect(await outcomeOf(unknown.set('k', { area: 'a' }))).toBe('404 SCHEMA_NOT_FOUND');
    });

    it.each<[string, Record<string, unknown>]>([
      ['an integer beyond 32 bits', { area: 'a', seq: 2 ** 31 }],
      ['an integer given as text', { area: 'a', seq: '5' }],
    ])('refuses %s', async (_name, value) => {
      const key = `${freshPrefix()}k`;
      expect(await outcomeOf(kvs.entity(RECORD).set(key, value))).toBe('400 INCORRECT_PROPERTY_TYPE');
      expect(await records.get(key)).toBeUndefined();
    });

    it('takes the largest and the smallest integer', async () => {
      const key = `${freshPrefix()}k`;
      for (const seq of [2 ** 31 - 1, -(2 ** 31)]) {
        await records.set(key, { area: 'a', seq });
        expect(await records.get(key)).toEqual({ area: 'a', seq });
      }
    });
  });
}
