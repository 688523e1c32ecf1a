/**
 * Conditions of filters and transactions on the attributes of one value. An absent attribute meets NOT_EXISTS,
 * NOT_EQUAL_TO and NOT_CONTAINS and no other, and a comparison between types is false: the rules of DynamoDB, whose
 * limits and error texts Forge's store shows.
 */
import { checkAttribute, typeOf, type Entity, type EntityValue } from './catalog';
import { QUERY_CONDITIONS } from './limits';
import * as refusal from './refusal';
import type { Filter, Filters, Scalar } from './requests';

/** Whether an entity's value, or its absence, meets the conditions. */
export type Test = (value: EntityValue | undefined) => boolean;

/** Checks the filters against the entity's attributes and returns them as a test. */
export function testOf(entity: Entity, filters: Filters): Test {
  const { and, or } = filters;
  if (and && or) throw refusal.mixedFilter();
  const list = and ?? or ?? [];
  if (list.length === 0) throw refusal.emptyFilter();
  if (list.length > QUERY_CONDITIONS) throw refusal.badRequest(`more than ${QUERY_CONDITIONS} conditions`);
  for (const filter of list) checkFilter(entity, filter);
  return (value) => {
    const holds = (filter: Filter): boolean => meets(filter, attributeOf(value, filter.property));
    return and ? list.every(holds) : list.some(holds);
  };
}

/** Checks how many values a condition was given, and that they can be compared with an attribute of that name. */
export function checkCondition(
  condition: Filter['condition'],
  values: readonly Scalar[],
  checkValue: (value: Scalar) => void,
): void {
  const wanted = condition === 'BETWEEN' ? 2 : 1;
  if (values.length < wanted) throw refusal.tooFewValues();
  if (values.length > wanted) throw refusal.badRequest(`${condition} takes ${wanted} value(s)`);
  if (condition === 'EXISTS' || condition === 'NOT_EXISTS') return;
  values.forEach(checkValue);
}

function checkFilter(entity: Entity, { property, condition, values }: Filter): void {
  const type = typeOf(entity, property);
  checkCondition(condition, values, (value) => {
    if (isTextCondition(condition)) {
      if (typeof value !== 'string' || !(type === 'string' || type === 'any')) throw refusal.incorrectType(property, type);
    } else {
      checkAttribute(property, type, value);
    }
  });
}

function isTextCondition(condition: Filter['condition']): boolean {
  return condition === 'BEGINS_WITH' || condition === 'CONTAINS' || condition === 'NOT_CONTAINS';
}

function attributeOf(value: EntityValue | undefined, name: string): unknown {
  return value !== undefined && Object.hasOwn(value, name) ? value[name] : undefined;
}

function meets({ condition, values }: Filter, stored: unknown): boolean {
  const [first, second] = values;
  switch (condition) {
    case 'EXISTS':
      return stored !== undefined;
    case 'NOT_EXISTS':
      return stored === undefined;
    case 'EQUAL_TO':
      return stored === first;
    case 'NOT_EQUAL_TO':
      return stored !== first;
    case 'BEGINS_WITH':
      return typeof stored === 'string' && typeof first === 'string' && stored.startsWith(first);
    case 'CONTAINS':
      return contains(stored, first);
    case 'NOT_CONTAINS':
      return !contains(stored, first);
    case 'BETWEEN':
      return isOrdered(first, stored) && isOrdered(stored, second);
    case 'GREATER_THAN':
      return isOrdered(first, stored) && stored !== first;
    case 'GREATER_THAN_EQUAL_TO':
      return isOrdered(first, stored);
    case 'LESS_THAN':
      return isOrdered(stored, first) && stored !== first;
    case 'LESS_THAN_EQUAL_TO':
      return isOrdered(stored, first);
  }
}

function contains(stored: unknown, part: unknown): boolean {
  if (typeof stored === 'string') return typeof part === 'string' && stored.includes(part);
  return Array.isArray(stored) && stored.includes(part);
}

/** Whether a ≤ b: numbers by size, text by its UTF-8 bytes, as the indexes order it. */
function isOrdered(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b)) <= 0;
  return typeof a === 'number' && typeof b === 'number' && a <= b;
}
