import { randomUUID } from 'node:crypto';
import { FilterConditions, Filter, ForgeKvsAPIError, Sort, kvs } from '@forge/kvs';
import { type Collection, type Collections, type Found, type ListQuery, type Ref, type Store, type Write } from '../app/ports';
import { type Page } from '../app/page';
import { recordKey, type TrailRecord } from '../domain/trail';
import { insist } from './insist';
import { isThrottled, isUnclear, patiently, refusalOf } from './kvs-patience';
import { type StoredEntity, PEOPLE, fromStored, outcomeKind, scratchKind, shapes, storedName, toStored } from './shapes';

/** Keys in one batch (Forge limits: batch ≤ 25). */
const MAX_BATCH = 25;
/** Operations in one transaction (Forge limits: ≤ 25, each key once). */
const MAX_TRANSACTION = 25;
/** Codes with which a transaction is refused because a condition did not hold or another one was faster. */
const CONFLICTS = new Set(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT', 'TRANSACTION_CONFLICT']);
/** Pages that a list may cross while they hold nothing; the store's pages may be empty and still not the last. */
const MAX_EMPTY_PAGES = 5;

/** The store on Forge's key-value store. */
export const store: Store = {
  read,
  commit,
  listOutcomeViews: (query) =>
    patiently(() => list('outcomeView', 'by-kind', outcomeKind(query.partition), query)),
  listPeople: (query) => patiently(() => list('person', 'by-kind', PEOPLE, query)),
  listScratch: (query) => patiently(() => list('scratch', 'by-kind', scratchKind(query.partition), query)),
  listKpis: (query) => patiently(() => list('kpi', 'by-state', query.partition, query)),
};

async function read(refs: readonly Ref[]): Promise<Found> {
  const wanted = new Map(refs.map((r) => [storedName(r), r]));
  const items = [...wanted.values()].map((r) => ({
    entityName: shapes[r.collection].entity,
    key: shapes[r.collection].key(r.key),
  }));
  const found = new Map<string, StoredEntity>();
  for (let start = 0; start < items.length; start += MAX_BATCH) {
    const reply = await patiently(() => kvs.batchGet<StoredEntity>(items.slice(start, start + MAX_BATCH)));
    for (const item of reply.successfulKeys) found.set(`${item.entityName}/${item.key}`, item.value);
    const failed = reply.failedKeys.find((item) => item.error.code !== 'KEY_NOT_FOUND');
    if (failed) throw new Error(`Reading from the store failed: ${failed.error.code} ${failed.error.message}`);
  }
  return {
    get<C extends Collection>(ref: Ref<C>) {
      const stored = found.get(storedName(ref));
      return stored && { version: stored.version, body: fromStored(ref.collection, stored) };
    },
  };
}

async function commit(
  writes: readonly Write[],
  records: readonly TrailRecord[],
  unchanged: readonly { ref: Ref; version: number }[] = [],
): Promise<boolean> {
  const items = writes.length + records.length + unchanged.length;
  if (items > MAX_TRANSACTION) throw new Error(`A change of ${items} items does not fit one transaction.`);
  const id = randomUUID();
  let isUnknown = false;
  return insist(async () => {
    try {
      await transactionOf(id, writes, records, unchanged).execute();
      return { done: true };
    } catch (error) {
      if (error instanceof ForgeKvsAPIError && CONFLICTS.has(error.code)) return { done: isUnknown && (await isThere(id, writes, records)) };
      if (!isThrottled(error) && !isUnclear(error)) throw error;
      isUnknown ||= isUnclear(error);
      return { failed: refusalOf(error) };
    }
  });
}

/**
 * Whether a transaction whose reply was lost was carried out, when a repetition is refused: then the refusal is of its own
 * making. Told by its record of the trail, which nothing overwrites, or else by one of its writes.
 */
async function isThere(id: string, writes: readonly Write[], records: readonly TrailRecord[]): Promise<boolean> {
  const [record] = records;
  const write = writes.find(({ body }) => body !== null);
  const place = record
    ? { entityName: 'trail', key: recordKey(record.stream, record.seq) }
    : write && { entityName: shapes[write.ref.collection].entity, key: shapes[write.ref.collection].key(write.ref.key) };
  if (!place) return false;
  const stored = await patiently(() => kvs.entity<StoredEntity>(place.entityName).get(place.key));
  return stored?.body.by === id;
}

function transactionOf(id: string, writes: readonly Write[], records: readonly TrailRecord[], unchanged: readonly { ref: Ref; version: number }[]) {
  const transaction = kvs.transact();
  for (const { ref, body, expect, expires } of writes) {
    const entityName = shapes[ref.collection].entity;
    const key = shapes[ref.collection].key(ref.key);
    const guard = expect === 'any' ? { entityName } : { entityName, conditions: versionIs(expect) };
    if (body === null) transaction.delete(key, guard);
    else transaction.set(key, toStored(ref.collection, body, nextVersion(expect), id), guard, expires ? { ttl: { unit: 'DAYS', value: expires.days } } : undefined);
  }
  for (const { ref, version } of unchanged) {
    transaction.check(shapes[ref.collection].key(ref.key), { entityName: shapes[ref.collection].entity, conditions: versionIs(version) });
  }
  for (const record of records) {
    transaction.set(
      recordKey(record.stream, record.seq),
      { version: 1, stream: record.stream, seq: record.seq, body: { shape: 1, data: record, by: id } },
      { entityName: 'trail', conditions: versionIs(null) },
    );
  }
  return transaction;
}

function versionIs(expect: number | null) {
  const condition = expect === null ? FilterConditions.notExists() : FilterConditions.equalTo(expect);
  return new Filter<StoredEntity>().and('version', condition);
}

function nextVersion(expect: Write['expect']): number {
  return typeof expect === 'number' ? expect + 1 : 1;
}

async function list<C extends Collection>(
  collection: C,
  index: string,
  partition: string,
  { cursor, limit }: Pick<ListQuery, 'cursor' | 'limit'>,
): Promise<Page<Collections[C]>> {
  let from = cursor;
  for (let page = 0; page < MAX_EMPTY_PAGES; page += 1) {
    const query = kvs
      .entity<StoredEntity>(shapes[collection].entity)
      .query()
      .index(index, { partition: [partition] })
      .sort(Sort.ASC)
      .limit(limit);
    const { results, nextCursor } = await (from ? query.cursor(from) : query).getMany();
    if (results.length > 0 || !nextCursor) {
      return {
        items: results.map((r) => fromStored(collection, r.value)),
        ...(nextCursor ? { cursor: nextCursor } : {}),
      };
    }
    from = nextCursor;
  }
  return { items: [], ...(from ? { cursor: from } : {}) };
}
