/** Reading and writing one key of any kind: plain, secret or entity. What the single, batch and transaction calls share. */
import { checkEntityValue, type Catalog, type Entity, type EntityValue } from './catalog';
import type { Test } from './conditions';
import * as refusal from './refusal';
import type { MetadataFields } from './requests';
import { checkKey, checkedJson, expiryOf, wholeSeconds } from './values';
import { PLAIN, type Row, type Space, type Versions } from './versions';

export interface Ttl {
  value?: unknown;
  unit?: unknown;
}

/** A value with what was asked for about it, as it goes over the wire. */
export interface WireRecord {
  key: string;
  value: unknown;
  entityName?: string;
  createdAt?: number;
  updatedAt?: number;
  expireTime?: string;
}

type Stamped = Pick<Row, 'key' | 'value' | 'created_at' | 'updated_at' | 'expires_at'>;

/** A write that has passed every check that does not depend on what is stored. */
export interface Write {
  space: Space;
  key: string;
  json: string;
  expiresAt: number | null;
}

export class Records {
  constructor(
    readonly versions: Versions,
    readonly catalog: Catalog,
    private readonly now: () => number,
  ) {}

  /** Where a key of a batch or transaction lives. */
  spaceOf(entityName: string | undefined): Space {
    return entityName === undefined ? PLAIN : this.catalog.get(entityName).name;
  }

  /** The stored row, expired or not. Throws KEY_NOT_FOUND. */
  read(space: Space, key: string): Row {
    checkKey(key);
    const row = this.versions.get(space, key);
    if (!row) throw refusal.keyNotFound();
    return row;
  }

  /** Checks a write and prepares it. */
  prepare(space: Space, key: string, value: unknown, ttl: Ttl | undefined): Write {
    checkKey(key);
    const json = checkedJson(value);
    const entity = this.catalog.find(space);
    if (entity) checkEntityValue(entity, value);
    return { space, key, json, expiresAt: expiryOf(ttl, this.now()) };
  }

  store({ space, key, json, expiresAt }: Write): void {
    this.versions.put(space, key, json, expiresAt);
  }

  /** Whether what is stored under an entity's key meets the conditions; an expired row that is still there counts. */
  meets(entity: Entity, key: string, test: Test): boolean {
    const row = this.versions.get(entity.name, key);
    return test(row && (JSON.parse(row.value) as EntityValue));
  }
}

/** A row as the replies carry it. Times of writing are whole seconds, as in the tests of Atlassian's package. */
export function wireRecord(row: Stamped, fields: MetadataFields | undefined, entityName?: string): WireRecord {
  return {
    key: row.key,
    value: JSON.parse(row.value) as unknown,
    ...(entityName !== undefined && { entityName }),
    ...(fields?.includes('CREATED_AT') && { createdAt: wholeSeconds(row.created_at) }),
    ...(fields?.includes('UPDATED_AT') && { updatedAt: wholeSeconds(row.updated_at) }),
    ...(fields?.includes('EXPIRE_TIME') && row.expires_at !== null && { expireTime: instantOf(row.expires_at) }),
  };
}

function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}
