/** The entities that the manifest declares, and the checks of a value against its entity's attributes. */
import type { EntitySchema } from '../types';
import * as limits from './limits';
import * as refusal from './refusal';
import type { Scalar } from './requests';

export type AttributeType = EntitySchema['attributes'][string]['type'];

/** Every entity has this index without declaring it; `forge storage entities indexes list` shows it. */
export const BY_KEY = 'by-key';

export interface Index {
  name: string;
  /** The attributes whose values a query must all name, in this order. */
  partition: readonly string[];
  /** The attribute that orders the index; undefined when the key does. */
  range: string | undefined;
}

export interface Entity {
  name: string;
  attributes: ReadonlyMap<string, AttributeType>;
  indexes: ReadonlyMap<string, Index>;
}

export type EntityValue = Readonly<Record<string, unknown>>;

/** The declared entities by name. */
export class Catalog {
  private readonly entities: ReadonlyMap<string, Entity>;

  constructor(schemas: readonly EntitySchema[]) {
    this.entities = new Map(schemas.map((schema) => [schema.name, entityOf(schema)]));
  }

  /** The entity, or the platform's refusal. */
  get(name: string): Entity {
    const entity = this.entities.get(name);
    if (!entity) throw refusal.schemaNotFound();
    return entity;
  }

  find(name: string): Entity | undefined {
    return this.entities.get(name);
  }
}

function entityOf({ name, attributes, indexes }: EntitySchema): Entity {
  const declared = indexes.map(
    (index): Index =>
      typeof index === 'string'
        ? { name: index, partition: [], range: index }
        : { name: index.name, partition: index.partition ?? [], range: index.range?.[0] },
  );
  return {
    name,
    attributes: new Map(Object.entries(attributes).map(([attribute, { type }]) => [attribute, type])),
    indexes: new Map([BY_KEY_INDEX, ...declared].map((index) => [index.name, index])),
  };
}

export const BY_KEY_INDEX: Index = { name: BY_KEY, partition: [], range: undefined };

/** Checks that every attribute is declared and of its type, and that the value's place in each index is not too long. */
export function checkEntityValue(entity: Entity, value: unknown): asserts value is EntityValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal.invalidEntityValue('Entity values must be objects.');
  }
  const attributes = new Map<string, unknown>(Object.entries(value));
  for (const [name, given] of attributes) {
    const type = entity.attributes.get(name);
    if (type === undefined) {
      throw refusal.invalidEntityValue(`The entity "${entity.name}" has no attribute "${name}".`);
    }
    checkAttribute(name, type, given);
  }
  for (const { partition, range } of entity.indexes.values()) {
    const parts = partition.map((name) => attributes.get(name)).filter(isScalar);
    checkSizes(parts, range === undefined ? undefined : attributes.get(range));
  }
}

/** Checks a value given for an attribute, stored or in a condition. `null` is a value of no type. */
export function checkAttribute(name: string, type: AttributeType, value: unknown): void {
  if (!isOfType(type, value)) throw refusal.incorrectType(name, type);
  if (type === 'string' && typeof value === 'string' && value.trim() === '') {
    throw refusal.invalidEntityValue(`The string "${name}" must contain at least one non-whitespace character.`);
  }
}

function isOfType(type: AttributeType, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && Number(value) >= limits.INTEGER_MIN && Number(value) <= limits.INTEGER_MAX;
    case 'float': {
      if (typeof value !== 'number') return false;
      const magnitude = Math.abs(value);
      return value === 0 || (magnitude >= limits.FLOAT_SMALLEST && magnitude < limits.FLOAT_BEYOND);
    }
    case 'any':
      return value !== null;
  }
}

/** Checks the bytes of an index's partition and range, of a stored value or of a query. */
export function checkSizes(partition: readonly Scalar[], range: unknown): void {
  const bytes = partition.reduce<number>((sum, part) => sum + Buffer.byteLength(String(part)), 0);
  if (bytes > limits.PARTITION_BYTES) throw refusal.maxSize('partition', limits.PARTITION_BYTES);
  if (typeof range === 'string' && Buffer.byteLength(range) > limits.RANGE_BYTES) {
    throw refusal.maxSize('range', limits.RANGE_BYTES);
  }
}

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The type of an attribute named in a filter. Throws the refusal when the entity has none of that name. */
export function typeOf(entity: Entity, attribute: string): AttributeType {
  const type = entity.attributes.get(attribute);
  if (type === undefined) {
    throw refusal.invalidEntityValue(`The entity "${entity.name}" has no attribute "${attribute}".`);
  }
  return type;
}
