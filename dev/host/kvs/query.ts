/** Queries: of the plain store by the beginning of the key, of an entity by one of its indexes. */
import {
  BY_KEY,
  checkAttribute,
  checkSizes,
  isScalar,
  typeOf,
  type Catalog,
  type Entity,
  type EntityValue,
  type Index,
} from './catalog';
import { checkCondition, testOf, type Test } from './conditions';
import { decodeCursor, encodeCursor } from './cursor';
import { PAGE_DEFAULT, PAGE_MAX } from './limits';
import type { Call, Outcome } from './outcome';
import { wireRecord } from './records';
import * as refusal from './refusal';
import {
  entityQueryRequest,
  parseRequest,
  queryRequest,
  type MetadataFields,
  type RangeCondition,
  type Scalar,
} from './requests';
import { scalarForm, storedForm, type Replica, type Scan } from './replica';
import { PLAIN } from './versions';

interface Page {
  scan: Omit<Scan, 'after' | 'limit'>;
  limit: number | undefined;
  cursor: string | undefined;
  /** What tells this query apart, so that a cursor of another is refused. */
  identity: readonly unknown[];
  test?: Test | undefined;
  fields: MetadataFields | undefined;
}

export function queryCalls(replica: Replica, catalog: Catalog): Record<string, Call> {
  return {
    query: (body) => {
      const { limit, after, where, options } = parseRequest(queryRequest, body);
      const prefix = where?.[0]?.values[0];
      const bounds = prefix === undefined ? [] : beginsWith(prefix);
      const scan = { space: PLAIN, index: BY_KEY, partition: [], descending: false, bounds };
      return page(replica, { scan, limit, cursor: after, identity: [PLAIN, prefix], fields: options?.metadataFields });
    },
    'entity/query': (body) => {
      const request = parseRequest(entityQueryRequest, body);
      const { entityName, indexName, partition = [], range, filters, sort = 'ASC', cursor, limit, options } = request;
      const entity = catalog.get(entityName);
      const index = entity.indexes.get(indexName);
      if (!index) throw refusal.invalidIndex(`The entity "${entityName}" has no index "${indexName}".`);
      checkPartition(entity, index, partition);
      if (range) checkRange(entity, index, range);
      const scan = {
        space: entity.name,
        index: index.name,
        partition,
        descending: sort === 'DESC',
        bounds: range ? boundsOf(range) : [],
      };
      return page(replica, {
        scan,
        limit,
        cursor,
        identity: [entityName, indexName, partition, range, filters, sort],
        test: filters && testOf(entity, filters),
        fields: options?.metadataFields,
      });
    },
  };
}

/**
 * Reads a page of the index and filters it afterwards, so that a page can be empty and have a successor. A full page
 * always gets a cursor, as in DynamoDB: whether something follows shows only when one looks.
 */
function page(replica: Replica, { scan, limit = PAGE_DEFAULT, cursor, identity, test, fields }: Page): Outcome {
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) throw refusal.pageLimit();
  const after = cursor === undefined ? undefined : decodeCursor(identity, cursor);
  const found = replica.scan({ ...scan, after, limit });
  const last = found.length === limit ? found.at(-1) : undefined;
  const kept = test ? found.filter(({ value }) => test(JSON.parse(value) as EntityValue)) : found;
  const content = {
    data: kept.map((row) => wireRecord(row, fields)),
    ...(last && { cursor: encodeCursor(identity, { range: scalarForm(last.range), key: last.key }) }),
  };
  return { content, reads: found.length };
}

function checkPartition(entity: Entity, index: Index, given: readonly Scalar[]): void {
  if (given.length !== index.partition.length) {
    const wanted = index.partition.length === 0 ? 'no partition' : `the partition [${index.partition.join(', ')}]`;
    throw refusal.invalidIndex(`The index "${index.name}" takes ${wanted}.`);
  }
  index.partition.forEach((name, i) => checkAttribute(name, typeOf(entity, name), given[i]));
  checkSizes(given, undefined);
}

function checkRange(entity: Entity, index: Index, { condition, values }: RangeCondition): void {
  const name = index.range ?? 'key';
  const type = index.range === undefined ? 'string' : typeOf(entity, index.range);
  checkCondition(condition, values, (value) => {
    checkAttribute(name, type, value);
    if (condition === 'BEGINS_WITH' && typeof value !== 'string') throw refusal.incorrectType(name, type);
    checkSizes([], value);
  });
}

const OPERATORS = {
  EQUAL_TO: '=',
  GREATER_THAN: '>',
  GREATER_THAN_EQUAL_TO: '>=',
  LESS_THAN: '<',
  LESS_THAN_EQUAL_TO: '<=',
} as const;

function boundsOf({ condition, values }: RangeCondition): Scan['bounds'] {
  const [first, second] = values;
  if (!isScalar(first)) return [];
  switch (condition) {
    case 'BEGINS_WITH':
      return beginsWith(String(first));
    case 'BETWEEN':
      return [
        { sql: 'e.range >= ?', value: storedForm(first) },
        { sql: 'e.range <= ?', value: storedForm(second ?? first) },
      ];
    default:
      return [{ sql: `e.range ${OPERATORS[condition]} ?`, value: storedForm(first) }];
  }
}

/** From the prefix to, exclusively, the prefix with its last byte increased: no byte of UTF-8 is the highest one. */
function beginsWith(prefix: string): Scan['bounds'] {
  if (prefix === '') return [];
  const end = Buffer.from(prefix);
  end.writeUInt8(end.readUInt8(end.length - 1) + 1, end.length - 1);
  return [
    { sql: 'e.range >= ?', value: Buffer.from(prefix) },
    { sql: 'e.range < ?', value: end },
  ];
}
