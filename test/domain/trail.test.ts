import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson, type Json } from '../../src/domain/canonical-json';
import { type TrailRecord, emptyHead, firstFault, nextRecord, recordKey } from '../../src/domain/trail';

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function chain(length: number): TrailRecord[] {
  const records: TrailRecord[] = [];
  for (let n = 0; n < length; n += 1) {
    const last = records.at(-1);
    const head = last ? { stream: 's', seq: last.seq, hash: last.hash } : emptyHead('s');
    records.push(nextRecord(head, { at: '2026-01-01T00:00:00.000Z', actor: 'a', kind: 'k', data: { n } }, hash));
  }
  return records;
}

describe('canonical JSON', () => {
  it('matches the example of RFC 8785, section 3.2.3', () => {
    const example = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"\/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(reversed as Json)).toBe(canonicalJson(object as Json));
      }),
    );
  });

  it('refuses numbers that JSON does not have', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow(RangeError);
  });
});

describe('the trail', () => {
  it('is whole as it was written', () => {
    expect(firstFault(chain(20), hash)).toBeUndefined();
  });

  it('shows a change, a gap, a swap and a record from elsewhere, at the first place', () => {
    const records = chain(6);
    const changed = records.map((r, i) => (i === 3 ? { ...r, actor: 'b' } : r));
    expect(firstFault(changed, hash)).toEqual({ index: 3, kind: 'hash' });
    expect(firstFault(records.filter((_, i) => i !== 2), hash)).toEqual({ index: 2, kind: 'sequence' });
    const other = nextRecord(emptyHead('t'), { at: '', actor: '', kind: '', data: null }, hash);
    expect(firstFault([...records.slice(0, 2), { ...other, seq: 3 }], hash)).toEqual({ index: 2, kind: 'previous' });
  });

  it('keys records so that their order is that of their numbers', () => {
    const numbers = [1, 2, 10, 99, 100, 123456];
    const keys = numbers.map((n) => recordKey('s', n));
    expect([...keys].sort()).toEqual(keys);
  });
});
