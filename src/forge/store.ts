import { FilterConditions, Filter, ForgeKvsAPIError, Sort, kvs } from '@forge/kvs';
import { type Collection, type Collections, type Found, type ListQuery, type Ref, type Store, type Write } from '../app/ports';
import { type Page } from '../app/page';
import { Refused } from '../app/refused';
import { recordKey, type TrailRecord } from '../domain/trail';
import { type StoredEntity, fromStored, outcomeKind, shapes, storedName, toStored } from './shapes';

/** Keys in one batch (Forge limits: batch ≤ 25). */
const MAX_BATCH = 25;
/** Operations in one transaction (Forge limits: ≤ 25, each key once). */
const MAX_TRANSACTION = 25;
/** Codes with which a transaction is refused because a condition did not hold or another one was faster. */
const CONFLICTS = new Set(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT', 'TRANSACTION_CONFLICT']);
const SLOW_DOWN = new Set(['RATE_LIMIT_EXCEEDED', 'TOO_MANY_REQUESTS', 'REQUEST_THROTTLED']);
/** Pages that a list may cross while they hold nothing; the store's pages may be empty and still not the last. */
const MAX_EMPTY_PAGES = 5;

/** The store on Forge's key-value store. */
export const store: Store = {
  read: (refs) => guarded(() => read(refs)),
  commit: (writes, records, unchanged) => guarded(() => commit(writes, records, unchanged)),
  listOutcomeViews: (query) =>
    guarded(() => list('outcomeView', 'by-kind', outcomeKind(query.partition), query)),
  listKpis: (query) => guarded(() => list('kpi', 'by-state', query.partition, query)),
};

async function read(refs: readonly Ref[]): Promise<Found> {
  const wanted = new Map(refs.map((r) => [storedName(r), r]));
  const items = [...wanted.values()].map((r) => ({
    entityName: shapes[r.collection].entity,
    key: shapes[r.collection].key(r.key),
  }));
  const found = new Map<string, StoredEntity>();
  for (let start = 0; start < items.length; start += MAX_BATCH) {
    const reply = await kvs.batchGet<StoredEntity>(items.slice(start, start + MAX_BATCH));
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
  const transaction = kvs.transact();
  for (const { ref, body, expect } of writes) {
    const entityName = shapes[ref.collection].entity;
    const key = shapes[ref.collection].key(ref.key);
    const guard = expect === 'any' ? { entityName } : { entityName, conditions: versionIs(expect) };
    if (body === null) transaction.delete(key, guard);
    else transaction.set(key, toStored(ref.collection, body, nextVersion(expect)), guard);
  }
  for (const { ref, version } of unchanged) {
    transaction.check(shapes[ref.collection].key(ref.key), { entityName: shapes[ref.collection].entity, conditions: versionIs(version) });
  }
  for (const record of records) {
    transaction.set(
      recordKey(record.stream, record.seq),
      { version: 1, stream: record.stream, seq: record.seq, body: { shape: 1, data: record } },
      { entityName: 'trail', conditions: versionIs(null) },
    );
  }
  try {
    await transaction.execute();
    return true;
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && CONFLICTS.has(error.code)) return false;
    throw error;
  }
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
  { cursor, limit }: ListQuery,
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

/** Turns the store's own refusals into ours; the cause goes with the error to the log. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ForgeKvsAPIError)) throw error;
    if (SLOW_DOWN.has(error.code) || error.responseDetails.status === 429) {
      throw new Refused('busy', 'Forge storage asked Needle to slow down.', { remedy: 'Try again in a minute.' });
    }
    if (error.responseDetails.status >= 500) {
      throw new Refused('storage-unavailable', 'Forge storage did not answer.', { remedy: 'Try again in a minute.' });
    }
    throw error;
  }
}
