import { UNIT_BYTES } from './limits';

/**
 * What a call counts in units of 10 KB a value, given how many keys it touched: one for each, and more for values that
 * are larger. The values are those of the request's body (writes) or the reply's content (reads).
 */
export function unitsOf(keys: number, carrier: unknown, bytes: number): number {
  // Where everything together is smaller than a unit, no value is larger.
  if (keys === 0 || bytes <= UNIT_BYTES) return keys;
  return valuesIn(carrier).reduce<number>((units, value) => units + Math.max(1, Math.ceil(sizeOf(value) / UNIT_BYTES)) - 1, keys);
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** The values of a single record, a batch, a page of a query, or a transaction's writes. */
function valuesIn(carrier: unknown): unknown[] {
  if (Array.isArray(carrier)) return carrier.flatMap(valuesIn);
  if (typeof carrier !== 'object' || carrier === null) return [];
  const { value, set, data, successfulKeys } = carrier as Record<string, unknown>;
  if (value !== undefined) return [value];
  return [set, data, successfulKeys].flatMap(valuesIn);
}
