/** How busy a team is with an outcome: its change work of late against its usual pace. Browser-safe. */

/** Weeks of late, and those before them that are the yardstick. */
export const LATE_WEEKS = 4;
export const USUAL_WEEKS = 12;
/** Fewer weeks than this tell no usual pace. */
const LEAST_USUAL_WEEKS = 4;

/**
 * The change work of the `LATE_WEEKS` up to week `at` as a share of the usual pace: that of the weeks with work up to there,
 * at most `USUAL_WEEKS` before the late ones. Undefined where nothing is usual yet.
 */
export function paceAt(delivered: readonly number[], at: number): number | undefined {
  const first = delivered.findIndex((n) => n > 0);
  if (first < 0 || at < first) return undefined;
  const late = delivered.slice(Math.max(0, at - LATE_WEEKS + 1), at + 1);
  const earlier = delivered.slice(Math.max(first, at + 1 - LATE_WEEKS - USUAL_WEEKS), Math.max(first, at + 1 - LATE_WEEKS));
  if (earlier.length < LEAST_USUAL_WEEKS) return undefined;
  const usual = mean(earlier);
  return usual > 0 ? Math.max(0, mean(late)) / usual : undefined;
}

/** Change items a week in the weeks before the late ones; undefined where that cannot be told. */
export function usualPace(delivered: readonly number[]): number | undefined {
  const first = delivered.findIndex((n) => n > 0);
  const earlier = first < 0 ? [] : delivered.slice(Math.max(first, delivered.length - LATE_WEEKS - USUAL_WEEKS), -LATE_WEEKS);
  return earlier.length < LEAST_USUAL_WEEKS ? undefined : mean(earlier);
}

function mean(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0) / counts.length;
}
