import { Filter, FilterConditions, kvs, Sort, WhereConditions, type AndFilter, type OrFilter } from '@forge/kvs';
import { RECORD, freshPrefix, outcomeOf, type SuiteRecord } from '../environment';

interface Query {
  cursor(cursor: string): Query;
  getMany(): Promise<{ results: { key: string }[]; nextCursor?: string }>;
}

/** Reads all pages of a query, as an app must: an empty page can have a successor. */
async function allPages(makeQuery: () => Query): Promise<{ keys: string[]; sizes: number[] }> {
  const keys: string[] = [];
  const sizes: number[] = [];
  let cursor: string | undefined;
  do {
    const query = makeQuery();
    const { results, nextCursor } = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
    keys.push(...results.map(({ key }) => key));
    sizes.push(results.length);
    cursor = nextCursor;
  } while (cursor !== undefined);
  return { keys, sizes };
}

/** Queries of the plain store and of entities. */
export function queryContract(settle: () => Promise<void>): void {
  describe('a query of the plain store', () => {
    it('finds keys by their beginning, in order, page by page', async () => {
      const prefix = freshPrefix();
      const keys = Array.from({ length: 23 }, (_, i) => `${prefix}${String(i).padStart(2, '0')}`);
      for (const key of [...keys].reverse()) await kvs.set(key, key);
      await settle();
      const query = () => kvs.query().where('key', WhereConditions.beginsWith(prefix));
      const pages = await allPages(() => query().limit(7));
      expect(pages.keys).toEqual(keys);
      expect(pages.sizes.slice(0, 3)).toEqual([7, 7, 7]);
      expect((await query().getMany()).results).toHaveLength(10);
      expect((await query().limit(100).getMany()).results).toHaveLength(23);
      expect(await query().getOne()).toEqual({ key: keys[0], value: keys[0] });
    });

    it('finds no secrets, no entities and nothing deleted', async () => {
      const prefix = freshPrefix();
      await kvs.setSecret(`${prefix}secret`, 1);
      await kvs.entity<SuiteRecord>(RECORD).set(`${prefix}entity`, { area: 'a' });
      await kvs.set(`${prefix}gone`, 1);
      await kvs.set(`${prefix}kept`, 1);
      await settle();
      await kvs.delete(`${prefix}gone`);
      await settle();
      const { results, nextCursor } = await kvs.query().where('key', WhereConditions.beginsWith(prefix)).getMany();
      expect(results).toEqual([{ key: `${prefix}kept`, value: 1 }]);
      expect(nextCursor).toBeUndefined();
    });

    it.each([0, 101])('refuses a page of %i', async (limit) => {
      const refusal = '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE';
      expect(await outcomeOf(kvs.query().limit(limit).getMany())).toBe(refusal);
    });
  });

  describe('a query of an entity', () => {
    const records = kvs.entity<SuiteRecord>(RECORD);
    const byArea = (area: string) => records.query().index('by-area', { partition: [area] });
    let area = '';
    let keys: string[] = [];
    const at = (...positions: number[]): (string | undefined)[] => positions.map((i) => keys[i]);

    beforeAll(async () => {
      area = freshPrefix();
      keys = Array.from({ length: 12 }, (_, i) => `${area}${String(i).padStart(2, '0')}`);
      for (const [seq, key] of keys.entries()) {
        await records.set(key, { area, seq: seq - 2, title: `t${seq % 3}`, open: seq % 2 === 0, body: { seq } });
      }
      await records.set(`${area}no-seq`, { area });
      await settle();
    });

    it('returns a partition by its range, up or down, without what lacks the range', async () => {
      expect((await allPages(() => byArea(area))).keys).toEqual(keys);
      expect((await allPages(() => byArea(area).sort(Sort.DESC).limit(5))).keys).toEqual([...keys].reverse());
    });

    it('returns whole values', async () => {
      const value = { area, seq: -2, title: 't0', open: true, body: { seq: 0 } };
      expect(await byArea(area).getOne()).toEqual({ key: keys[0], value });
      expect(await byArea(`${area}empty`).getOne()).toBeUndefined();
    });

    it('bounds the range by every where condition', async () => {
      const find = async (where: Parameters<ReturnType<typeof byArea>['where']>[0]) =>
        (await byArea(area).where(where).limit(100).getMany()).results.map(({ key }) => key);
      expect(await find(WhereConditions.equalTo(0))).toEqual(at(2));
      expect(await find(WhereConditions.between(-1, 1))).toEqual(at(1, 2, 3));
      expect(await find(WhereConditions.greaterThan(7))).toEqual(at(10, 11));
      expect(await find(WhereConditions.greaterThanEqualTo(7))).toEqual(at(9, 10, 11));
      expect(await find(WhereConditions.lessThan(-1))).toEqual(at(0));
      expect(await find(WhereConditions.lessThanEqualTo(-1))).toEqual(at(0, 1));
    });

    it('takes a partition of several attributes and orders text', async () => {
      const byOpen = () => records.query().index('by-area-open', { partition: [area, true] });
      expect((await allPages(byOpen)).keys).toEqual(at(0, 6, 4, 10, 2, 8));
      const t2 = byOpen().where(WhereConditions.beginsWith('t2'));
      expect((await t2.getMany()).results.map(({ key }) => key)).toEqual(at(2, 8));
    });

    it('filters after paging, so that a page can be empty and have a successor', async () => {
      const last = () => byArea(area).filters(new Filter<SuiteRecord>().and('seq', FilterConditions.equalTo(9))).limit(4);
      const first = await last().getMany();
      expect(first.results).toEqual([]);
      expect(first.nextCursor).toEqual(expect.any(String));
      expect((await allPages(last)).keys).toEqual(at(11));
    });

    const where = () => new Filter<SuiteRecord>();
    const { equalTo, notEqualTo, contains, notContains, beginsWith, between, ...more } = FilterConditions;
    it.each<[string, AndFilter<SuiteRecord> | OrFilter<SuiteRecord>, number[]]>([
      ['and', where().and('title', equalTo('t0')).and('open', equalTo(true)), [0, 6]],
      ['or', where().or('title', equalTo('t0')).or('seq', equalTo(3)), [0, 3, 5, 6, 9]],
      ['not equal', where().and('open', notEqualTo(true)), [1, 3, 5, 7, 9, 11]],
      ['contains', where().and('title', contains('1')), [1, 4, 7, 10]],
      ['contains not', where().and('title', notContains('t')), []],
      ['begins with', where().and('title', beginsWith('t2')), [2, 5, 8, 11]],
      ['between', where().and('seq', between(0, 1)), [2, 3]],
      ['exists', where().and('ratio', more.exists()), []],
      ['exists not', where().and('ratio', more.notExists()), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
      ['greater', where().and('seq', more.greaterThan(8)), [11]],
      ['greater or equal', where().and('seq', more.greaterThanEqualTo(8)), [10, 11]],
      ['less', where().and('seq', more.lessThan(-1)), [0]],
      ['less or equal', where().and('seq', more.lessThanEqualTo(-1)), [0, 1]],
    ])('filters by %s', async (_name, filter, positions) => {
      const { results } = await byArea(area).filters(filter).limit(100).getMany();
      expect(results.map(({ key }) => key)).toEqual(at(...positions));
    });

    it('follows a change of range and partition', async () => {
      const from = freshPrefix();
      const key = `${from}moving`;
      await records.set(key, { area: from, seq: 1 });
      await settle();
      await records.set(key, { area: `${from}b`, seq: 2 });
      await settle();
      expect((await byArea(from).getMany()).results).toEqual([]);
      expect(await byArea(`${from}b`).getOne()).toEqual({ key, value: { area: `${from}b`, seq: 2 } });
    });

    it.each([0, 101])('refuses a page of %i', async (limit) => {
      const refusal = '400 COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE';
      expect(await outcomeOf(byArea(area).limit(limit).getMany())).toBe(refusal);
    });
  });
}
