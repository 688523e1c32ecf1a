/** How busy a team is with an outcome: its change work of late against its usual pace. Browser-safe. */

/** Weeks of late, and those before them that are the yardstick. */
export const LATE_WEEKS = 4;
export const USUAL_WEEKS = 12;
/** Fewer weeks than this tell no usual pace. */
const LEAST_USUAL_WEEKS = 4;

/**
 * The change work of the `LATE_WEEKS` up to week `at` as a share of the usual pace. Undefined where nothing is usual yet. Where
 * work stopped long ago, usual is what was done before it stopped: nothing at all is never the yardstick.
 */
export function paceAt(delivered: readonly number[], at: number): number | undefined {
  if (at < 0) return undefined;
  const usual = usualPace(delivered.slice(0, at + 1));
  return usual === undefined ? undefined : Math.max(0, mean(delivered.slice(Math.max(0, at - LATE_WEEKS + 1), at + 1))) / usual;
}

/** Change items a week, in the `USUAL_WEEKS` up to the last one with work before the late ones; undefined for too few of them. */
export function usualPace(delivered: readonly number[]): number | undefined {
  const earlier = delivered.slice(0, -LATE_WEEKS);
  const first = earlier.findIndex((n) => n > 0);
  const last = earlier.reduce((found, n, i) => (n > 0 ? i : found), -1);
  const used = first < 0 ? [] : earlier.slice(Math.max(first, last + 1 - USUAL_WEEKS), last + 1);
  const usual = mean(used);
  return used.length >= LEAST_USUAL_WEEKS && usual > 0 ? usual : undefined;
}

function mean(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0) / counts.length;
}
