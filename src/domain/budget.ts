/**
 * How much of what Jira allows an app in an hour its background work may use, so that people's clicks always find some
 * left. For each purpose the budget holds one instant, at which all that was spent has been earned back at the purpose's
 * rate; work may begin while that instant lies no further ahead than the purpose's reserve. (The generic cell rate
 * algorithm.) So what is spent in any hour is at most the rate, the reserve, and the last piece of work.
 */

/** Points that Jira allows in an hour. Source: Atlassian, "Rate limiting": 65,000, for an app on all sites, or on one. */
export const POINTS_PER_HOUR = 65_000;

/** Whose the points are: of the app on all sites together, or, where Atlassian granted it, of each site. */
export type Quota = 'shared' | 'tenant';

/** `fill`: first reading of histories; `upkeep`: events and sweeps; `collect`: figures asked of Jira by themselves. */
export const PURPOSES = ['fill', 'upkeep', 'collect'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Most points of one piece of work of a fill: ten pages of a hundred issues, and the changes of these. */
export const MOST_AT_ONCE = 10 * (1 + 100) + 1 + 1_000;

/** Largest share of an hour's points by purpose. What is left of them in the worst hour is for people. */
export const SHARES: Readonly<Record<Quota, Readonly<Record<Purpose, number>>>> = {
  shared: { fill: 0.2, upkeep: 0.4, collect: 0.1 },
  tenant: { fill: 0.85, upkeep: 0.4, collect: 0.1 },
};

/** Of a purpose's share, what may be spent at once; the rest is earned evenly over the hour. */
const RESERVE: Readonly<Record<Purpose, number>> = { fill: MOST_AT_ONCE, upkeep: 0.1 * POINTS_PER_HOUR, collect: 0.02 * POINTS_PER_HOUR };

/** ISO instants by purpose; absent before anything was spent. */
export type Budget = Partial<Record<Purpose, string>>;

const HOUR_MS = 3_600_000;

/** Points earned in an hour: the share less what may have been spent at its beginning and at its end. */
function rateOf(purpose: Purpose, quota: Quota): number {
  return SHARES[quota][purpose] * POINTS_PER_HOUR - RESERVE[purpose] - MOST_AT_ONCE;
}

/** Milliseconds until work of the purpose may begin; 0 when it may now. */
export function waitFor(budget: Budget, purpose: Purpose, quota: Quota, now: string): number {
  const reserveMs = (RESERVE[purpose] / rateOf(purpose, quota)) * HOUR_MS;
  return Math.max(0, Math.ceil(Date.parse(budget[purpose] ?? now) - reserveMs - Date.parse(now)));
}

/** The budget once so many points more (or, corrected, fewer) were spent. A fill can wait, so it pays for the others too. */
export function spent(budget: Budget, purpose: Purpose, points: number, quota: Quota, now: string): Budget {
  const payers: Purpose[] = purpose === 'fill' ? ['fill'] : [purpose, 'fill'];
  const entries = payers.map((payer) => {
    const from = Math.max(Date.parse(budget[payer] ?? now), Date.parse(now));
    return [payer, new Date(from + Math.ceil((points / rateOf(payer, quota)) * HOUR_MS)).toISOString()] as const;
  });
  return { ...budget, ...Object.fromEntries(entries) };
}

/** The budget after Jira asked to hold back until an instant: no purpose may begin before. */
export function heldUntil(budget: Budget, until: string, quota: Quota): Budget {
  const entries = PURPOSES.map((purpose) => {
    const reserveMs = (RESERVE[purpose] / rateOf(purpose, quota)) * HOUR_MS;
    return [purpose, new Date(Math.max(Date.parse(budget[purpose] ?? until), Date.parse(until) + reserveMs)).toISOString()] as const;
  });
  return { ...budget, ...Object.fromEntries(entries) };
}
