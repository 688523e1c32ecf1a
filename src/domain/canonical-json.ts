/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, ECMAScript's own number and string forms, no white
 * space; so the same value always has the same text and hence the same hash. Non-finite numbers are not JSON.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('Canonical JSON has no form for a non-finite number.');
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

/** Whether two values are the same JSON, in whatever order their keys come; what JSON leaves out does not count. */
export function sameJson(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => (value === undefined ? '' : canonicalJson(JSON.parse(JSON.stringify(value)) as Json));
  return text(a) === text(b);
}
