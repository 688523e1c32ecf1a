/** Transactions: up to 25 operations on different keys, all carried out or none. */
import { testOf, type Test } from './conditions';
import type { Entity } from './catalog';
import { PAYLOAD_BYTES, TRANSACTION_OPERATIONS } from './limits';
import type { Call } from './outcome';
import type { Records } from './records';
import * as refusal from './refusal';
import { parseRequest, transactionRequest, type Filters } from './requests';
import { checkKey } from './values';

interface Operation {
  key: string;
  entityName?: string | undefined;
  conditions?: Filters | undefined;
}

interface Guard {
  entity: Entity;
  key: string;
  test: Test;
  /** A check is documented as "key exists and meets conditions"; of a write only the conditions are asked. */
  mustExist: boolean;
}

export function transactionCall(records: Records): Call {
  return (body) => {
    const { set = [], delete: remove = [], check = [] } = parseRequest(transactionRequest, body);
    checkOperations([...set, ...remove, ...check], body);
    const guards = [
      ...[...set, ...remove].flatMap((operation) => guardOf(records, operation, false)),
      ...check.flatMap((operation) => {
        if (!operation.conditions) throw refusal.invalidTransaction('A check needs conditions.');
        return guardOf(records, operation, true);
      }),
    ];
    const writes = set.map(({ key, entityName, value, options }) =>
      records.prepare(records.spaceOf(entityName), key, value, options?.ttl),
    );
    const removals = remove.map(({ key, entityName }) => ({ space: records.spaceOf(entityName), key }));

    for (const { entity, key, test, mustExist } of guards) {
      const absent = mustExist && !records.versions.get(entity.name, key);
      if (absent || !records.meets(entity, key, test)) throw refusal.conditionFailed();
    }
    for (const write of writes) records.store(write);
    for (const { space, key } of removals) records.versions.remove(space, key);
    return { reads: check.length, writes: set.length + remove.length };
  };
}

function checkOperations(operations: readonly Operation[], body: unknown): void {
  if (operations.length === 0) throw refusal.invalidTransaction('A transaction needs at least one operation.');
  if (operations.length > TRANSACTION_OPERATIONS) throw refusal.tooManyOperations();
  // "Each key can only be used once in a transaction", read literally: also across entities.
  if (new Set(operations.map(({ key }) => key)).size < operations.length) throw refusal.duplicateKey();
  if (Buffer.byteLength(JSON.stringify(body)) > PAYLOAD_BYTES) throw refusal.maxSize('payload', PAYLOAD_BYTES);
  for (const { key } of operations) checkKey(key);
}

function guardOf(records: Records, { key, entityName, conditions }: Operation, mustExist: boolean): Guard[] {
  if (!conditions) return [];
  if (entityName === undefined) throw refusal.invalidTransaction('Conditions are only for entities.');
  const entity = records.catalog.get(entityName);
  return [{ entity, key, test: testOf(entity, conditions), mustExist }];
}
