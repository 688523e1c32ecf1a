/** What may be stored: keys, values and times to live. Each check throws the platform's refusal. */
import * as limits from './limits';
import * as refusal from './refusal';

export function checkKey(key: string): void {
  if (key === '') throw refusal.emptyKey();
  if (key.length > limits.KEY_LENGTH) throw refusal.keyTooLong();
  if (!limits.KEY_PATTERN.test(key)) throw refusal.invalidKey();
}

/** Checks a value's size and depth and returns its JSON. */
export function checkedJson(value: unknown): string {
  if (isDeeperThan(value, limits.OBJECT_DEPTH)) throw refusal.maxDepth();
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > limits.VALUE_BYTES) throw refusal.maxSize('value', limits.VALUE_BYTES);
  return json;
}

/** A scalar has depth 0, `{}` and `[]` have 1. Stops at the limit, so that no nesting can exhaust the stack. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1));
}

const UNIT_MS: ReadonlyMap<unknown, number> = new Map([
  ['SECONDS', 1_000],
  ['MINUTES', 60_000],
  ['HOURS', 3_600_000],
  ['DAYS', 86_400_000],
]);

/** The instant at which a value written now expires, on a whole second as the platform reports it. */
export function expiryOf(ttl: { value?: unknown; unit?: unknown } | undefined, now: number): number | null {
  if (ttl === undefined) return null;
  const { value, unit } = ttl;
  if (typeof value !== 'number' || !Number.isInteger(value) || value <= 0) throw refusal.invalidTtl(value);
  const unitMs = UNIT_MS.get(unit);
  if (unitMs === undefined) throw refusal.ttlUnit(unit);
  if (value * unitMs > limits.TTL_MAX_MS) throw refusal.ttlTooLong();
  return wholeSeconds(now) * 1000 + value * unitMs;
}

export function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
