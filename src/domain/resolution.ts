/**
 * Whether a resolution of this name delivered something. Only what says so did: Won't Fix, Duplicate, Cannot Reproduce,
 * Incomplete and any name that is unknown delivered nothing.
 */
export function meansDelivered(resolution: string): boolean {
  return /^(fixed|done|complete|resolved|solved|implemented|delivered|released|deployed|shipped|finished|accepted|approved|migrated)/i.test(
    resolution.trim(),
  );
}
