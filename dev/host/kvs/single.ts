/** get, set and delete of one key: plain, secret and entity. */
import type { Call, Outcome } from './outcome';
import { wireRecord, type Records } from './records';
import * as refusal from './refusal';
import {
  deleteRequest,
  entityDeleteRequest,
  entityGetRequest,
  entitySetRequest,
  getRequest,
  parseRequest,
  setRequest,
  type MetadataFields,
  type SetOptions,
} from './requests';
import { checkKey } from './values';
import { PLAIN, SECRET, type Space } from './versions';

export function singleCalls(records: Records): Record<string, Call> {
  const calls: Record<string, Call> = {
    'entity/get': (body) => {
      const { entityName, key, options } = parseRequest(entityGetRequest, body);
      return get(records, records.spaceOf(entityName), key, options?.metadataFields, entityName);
    },
    'entity/set': (body) => {
      const { entityName, key, value, options } = parseRequest(entitySetRequest, body);
      return set(records, records.spaceOf(entityName), key, value, options, entityName);
    },
    'entity/delete': (body) => {
      const { entityName, key } = parseRequest(entityDeleteRequest, body);
      return remove(records, records.spaceOf(entityName), key);
    },
  };
  for (const [prefix, space] of [
    ['', PLAIN],
    ['secret/', SECRET],
  ] as const) {
    calls[`${prefix}get`] = (body) => {
      const { key, options } = parseRequest(getRequest, body);
      return get(records, space, key, options?.metadataFields);
    };
    calls[`${prefix}set`] = (body) => {
      const { key, value, options } = parseRequest(setRequest, body);
      return set(records, space, key, value, options);
    };
    calls[`${prefix}delete`] = (body) => {
      const { key } = parseRequest(deleteRequest, body);
      return remove(records, space, key);
    };
  }
  return calls;
}

function get(records: Records, space: Space, key: string, fields?: MetadataFields, entityName?: string): Outcome {
  checkKey(key);
  const row = records.versions.get(space, key);
  // Nothing there is a read too: Atlassian bills an empty read.
  if (!row) return { refused: refusal.keyNotFound(), reads: 1 };
  return { content: wireRecord(row, fields, entityName), reads: 1 };
}

function set(
  records: Records,
  space: Space,
  key: string,
  value: unknown,
  options: SetOptions = {},
  entityName?: string,
): Outcome {
  const write = records.prepare(space, key, value, options.ttl);
  const previous = records.versions.get(space, key);
  // Also when the row has expired: it is there until the platform deletes it.
  if (options.keyPolicy === 'FAIL_IF_EXISTS' && previous) throw refusal.keyConflict();
  records.store(write);
  const returned = options.returnValue === 'LATEST' ? records.versions.get(space, key) : previous;
  if (options.returnValue === undefined || !returned) return { writes: 1 };
  return { content: wireRecord(returned, options.returnMetadataFields, entityName), writes: 1 };
}

function remove(records: Records, space: Space, key: string): Outcome {
  checkKey(key);
  if (!records.versions.remove(space, key)) return { refused: refusal.keyNotFound(), writes: 1 };
  return { writes: 1 };
}
