/** Within which limits a KPI varied by itself before the launch, as charts draw it. It is no part of any verdict. */
import { xmr } from './statistics/xmr';

export interface UsualRange {
  low: number;
  high: number;
}

/** The natural process limits (XmR) of the values from `from` up to the launch (ISO dates); undefined for too few of them. */
export function usualRange(
  { from = '', launch, unit }: { from?: string | undefined; launch?: string | undefined; unit: string },
  values: readonly { at: string; value: number }[],
): UsualRange | undefined {
  if (launch === undefined) return undefined;
  const before = values.filter(({ at }) => at >= from && at < launch).map(({ value }) => value);
  const limits = xmr(before);
  // What cannot fall below nothing varies no further than to it.
  const floor = unit === '%' || before.every((value) => value >= 0) ? 0 : -Infinity;
  return limits && { low: Math.max(limits.lower, floor), high: limits.upper };
}
