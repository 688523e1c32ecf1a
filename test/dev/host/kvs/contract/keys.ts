import { kvs, MetadataField } from '@forge/kvs';
import { freshPrefix, outcomeOf } from '../environment';

/** One key: plain and secret. */
export function keyContract(): void {
  describe('one key', () => {
    it.each<[string, unknown]>([
      ['text', 'hello'],
      ['the empty text', ''],
      ['a number', -12.5],
      ['false', false],
      ['a list', [1, 'two', { three: [null] }]],
      ['an object', { a: { b: 'ü — 漢字 🙂' } }],
    ])('gives back %s', async (_name, value) => {
      const key = `${freshPrefix()}value`;
      await kvs.set(key, value);
      expect(await kvs.get(key)).toEqual(value);
    });

    it('gives undefined for a key that is not there, and deletes it without complaint', async () => {
      const key = `${freshPrefix()}nothing`;
      expect(await kvs.get(key)).toBeUndefined();
      expect(await kvs.get(key, { metadataFields: [MetadataField.CREATED_AT] })).toBeUndefined();
      expect(await outcomeOf(kvs.delete(key))).toBe('accepted');
    });

    it('sees a write and a deletion at once', async () => {
      const key = `${freshPrefix()}k`;
      for (const value of [1, 2, 3]) {
        await kvs.set(key, value);
        expect(await kvs.get(key)).toBe(value);
      }
      await kvs.delete(key);
      expect(await kvs.get(key)).toBeUndefined();
    });

    it('replaces a value whole', async () => {
      const key = `${freshPrefix()}k`;
      await kvs.set(key, { a: 1, b: 2 });
      await kvs.set(key, { b: 3 });
      expect(await kvs.get(key)).toEqual({ b: 3 });
    });

    it('tells when a value was written, if asked', async () => {
      const key = `${freshPrefix()}k`;
      await kvs.set(key, 'v', { ttl: { value: 2, unit: 'DAYS' } });
      expect(await kvs.get(key, { metadataFields: [] })).toEqual({ key, value: 'v' });
      const { CREATED_AT, UPDATED_AT, EXPIRE_TIME } = MetadataField;
      const found = await kvs.get(key, { metadataFields: [CREATED_AT, UPDATED_AT, EXPIRE_TIME] });
      expect(found).toEqual({
        key,
        value: 'v',
        createdAt: expect.any(Number),
        updatedAt: expect.any(Number),
        expireTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      });
    });

    it('refuses a second write under FAIL_IF_EXISTS and keeps the first', async () => {
      const key = `${freshPrefix()}k`;
      await kvs.set(key, 'first', { keyPolicy: 'FAIL_IF_EXISTS' });
      expect(await outcomeOf(kvs.set(key, 'second', { keyPolicy: 'FAIL_IF_EXISTS' }))).toBe('409 KEY_CONFLICT');
      expect(await kvs.get(key)).toBe('first');
    });

    it('returns the previous or the latest value under OVERRIDE', async () => {
      const key = `${freshPrefix()}k`;
      const previous = { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' } as const;
      expect(await kvs.set(key, 1, previous)).toBeUndefined();
      expect(await kvs.set(key, 2, previous)).toEqual({ key, value: 1 });
      const latest = { keyPolicy: 'OVERRIDE', returnValue: 'LATEST' } as const;
      const written = await kvs.set(key, 3, { ...latest, returnMetadataFields: [MetadataField.UPDATED_AT] });
      expect(written).toEqual({ key, value: 3, updatedAt: expect.any(Number) });
    });

    it('keeps secrets apart from plain values', async () => {
      const key = `${freshPrefix()}k`;
      await kvs.set(key, 'plain');
      await kvs.setSecret(key, { token: 'secret' });
      expect(await kvs.get(key)).toBe('plain');
      expect(await kvs.getSecret(key)).toEqual({ token: 'secret' });
      await kvs.deleteSecret(key);
      expect(await kvs.getSecret(key)).toBeUndefined();
      expect(await kvs.get(key)).toBe('plain');
    });

    it.each<[string, string, string]>([
      ['the empty key', '', '400 EMPTY_KEY'],
      ['a key of 501 characters', 'k'.repeat(501), '400 KEY_TOO_LONG'],
      ['a key with a slash', 'a/b', '400 INVALID_KEY'],
      ['a key of spaces', '   ', '400 INVALID_KEY'],
    ])('refuses %s', async (_name, key, refusal) => {
      expect(await outcomeOf(kvs.set(key, 1))).toBe(refusal);
      expect(await outcomeOf(kvs.get(key))).toBe(refusal);
      expect(await outcomeOf(kvs.delete(key))).toBe(refusal);
    });

    it('takes a key of 500 characters and every character of the pattern', async () => {
      const key = `${freshPrefix()}aZ09:._ -#`;
      const longest = key.padEnd(500, 'x');
      await kvs.set(key, 1);
      await kvs.set(longest, 2);
      expect([await kvs.get(key), await kvs.get(longest)]).toEqual([1, 2]);
      await kvs.delete(longest);
    });

    it('refuses a TTL that is no positive integer', async () => {
      const key = `${freshPrefix()}k`;
      expect(await outcomeOf(kvs.set(key, 1, { ttl: { value: 0, unit: 'SECONDS' } }))).toBe('400 INVALID_TTL');
      expect(await kvs.get(key)).toBeUndefined();
    });
  });
}
