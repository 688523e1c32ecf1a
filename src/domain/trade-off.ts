/** What run work costs the change: the days by which its finish slips, and what they cost where a rate is known. */

export interface TradeOffCase {
  /** Change items still to be done. */
  remaining: number;
  /** Change items done per week: of late, and in the weeks that are the yardstick. */
  pace: number;
  usualPace: number;
  /** Run items done per week, in the same two spans. */
  run: number;
  usualRun: number;
  /** Days in which it should be finished: the yardstick of a change that is too young for a usual pace. */
  planDays?: number | undefined;
  /** Money per day of delay, in the site's currency; absent where no admin gave one. */
  costPerDay?: number | undefined;
}

export type TradeOff =
  /** The finish is later by `days` (more than 0) than at the usual pace, or than planned; `cost` in the rate's currency. */
  | { kind: 'slip'; days: number; against?: 'plan' | undefined; cost?: number | undefined }
  /** At the present pace it never finishes. */
  | { kind: 'stopped' }
  /** No later than at the usual pace, or run work has not grown. */
  | { kind: 'none' }
  | { kind: 'refused'; reason: 'no-scope' | 'no-usual-pace' };

const DAYS_PER_WEEK = 7;

/**
 * The days between finishing at the present pace and at the usual one, where run work grew meanwhile: `remaining / pace −
 * remaining / usualPace` weeks; without a usual pace, the days after the plan's end while run work is done. Pure and total; a slip says what the split of work costs, not who should work more.
 */
export function tradeOff({ remaining, pace, usualPace, run, usualRun, planDays, costPerDay }: TradeOffCase): TradeOff {
  if (!(remaining > 0) || !Number.isFinite(remaining)) return { kind: 'refused', reason: 'no-scope' };
  const hasPace = usualPace > 0 && Number.isFinite(usualPace);
  const yardstick = hasPace ? (DAYS_PER_WEEK * remaining) / usualPace : planDays;
  // A change that nothing was done for yet has no pace to hold against its plan.
  if (yardstick === undefined || !(yardstick > 0) || (!hasPace && !(pace > 0))) return { kind: 'refused', reason: 'no-usual-pace' };
  if (!(run > (hasPace ? usualRun : 0))) return { kind: 'none' };
  if (!(pace > 0)) return { kind: 'stopped' };
  const days = Math.round((DAYS_PER_WEEK * remaining) / pace - yardstick);
  if (!(days > 0)) return { kind: 'none' };
  if (!Number.isSafeInteger(days)) return { kind: 'stopped' };
  return { kind: 'slip', days, ...(hasPace ? {} : { against: 'plan' as const }), ...(costPerDay === undefined ? {} : { cost: days * costPerDay }) };
}
