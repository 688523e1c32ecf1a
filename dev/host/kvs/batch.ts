/** Batches: up to 25 keys, each of which succeeds or fails for itself. */
import { BATCH_KEYS, PAYLOAD_BYTES } from './limits';
import type { Call } from './outcome';
import { wireRecord, type Records, type WireRecord } from './records';
import * as refusal from './refusal';
import { batchDeleteRequest, batchGetRequest, batchSetRequest, parseRequest } from './requests';
import { checkKey } from './values';

interface ItemKey {
  key: string;
  entityName?: string | undefined;
}

interface Failure extends ItemKey {
  error: { code: string; message: string };
}

export function batchCalls(records: Records): Record<string, Call> {
  return {
    'batch/get': (body) => {
      const items = parseRequest(batchGetRequest, body);
      checkItems('get', items, body);
      const content = each(items, ({ key, entityName, options }): WireRecord => {
        const row = records.read(records.spaceOf(entityName), key);
        return wireRecord(row, options?.metadataFields, entityName);
      });
      return { content, reads: items.length };
    },
    'batch/set': (body) => {
      const items = parseRequest(batchSetRequest, body);
      checkItems('set', items, body);
      const content = each(items, ({ key, entityName, value, options }) => {
        records.store(records.prepare(records.spaceOf(entityName), key, value, options?.ttl));
        return named(key, entityName);
      });
      return { content, writes: content.successfulKeys.length };
    },
    'batch/delete': (body) => {
      const items = parseRequest(batchDeleteRequest, body);
      checkItems('delete', items, body);
      const content = each(items, ({ key, entityName }) => {
        checkKey(key);
        // What is not there counts as deleted, as with a single key in the package.
        records.versions.remove(records.spaceOf(entityName), key);
        return named(key, entityName);
      });
      return { content, writes: content.successfulKeys.length };
    },
  };
}

/** Refuses the batch as a whole: too many keys, one twice, too many bytes. */
function checkItems(verb: 'get' | 'set' | 'delete', items: readonly ItemKey[], body: unknown): void {
  if (items.length === 0) throw refusal.badRequest('a batch needs at least one key');
  if (items.length > BATCH_KEYS) throw refusal.tooManyBatchItems(verb, items.length);
  const names = new Set(items.map(({ key, entityName }) => JSON.stringify([entityName ?? null, key])));
  if (names.size < items.length) throw refusal.duplicateKey();
  if (Buffer.byteLength(JSON.stringify(body)) > PAYLOAD_BYTES) throw refusal.maxSize('payload', PAYLOAD_BYTES);
}

/** Runs the work for each item and gathers what succeeded and what the store refused. */
function each<I extends ItemKey, T>(
  items: readonly I[],
  work: (item: I) => T,
): { successfulKeys: T[]; failedKeys: Failure[] } {
  const successfulKeys: T[] = [];
  const failedKeys: Failure[] = [];
  for (const item of items) {
    try {
      successfulKeys.push(work(item));
    } catch (error) {
      if (!(error instanceof refusal.Refusal)) throw error;
      failedKeys.push({ ...named(item.key, item.entityName), error: { code: error.code, message: error.message } });
    }
  }
  return { successfulKeys, failedKeys };
}

function named(key: string, entityName: string | undefined): { key: string; entityName?: string } {
  return entityName === undefined ? { key } : { key, entityName };
}
