/** What the stall alarm would have said in past weeks, before anybody had installed it. */
import { type StallCase, type StallEvidence, stall } from './stall';

/** One epic's or outcome's past. `weeks` are Mondays (ISO dates), oldest first, as many as the case has. */
export interface Past extends StallCase {
  weeks: readonly string[];
}

export interface LookBack {
  /** Monday after the last week with change work: since then there has been none. */
  stoppedFrom: string;
  /** Monday of the week at whose end the alarm would first have sounded in this stop; null when it never would have. */
  soundedIn: string | null;
  /** The first, earlier stage. */
  watchedIn: string | null;
  evidence: StallEvidence | null;
}

/**
 * Whether change work had stopped by the end of week `at` (0-based), judged only by what was known then; undefined when
 * it had not. A stop is a run of weeks without any change work, up to `at`, in which the alarm or its watch sounded.
 */
export function lookBack(past: Past, at: number): LookBack | undefined {
  const known = knownBy(past, at);
  const { weeks } = stall(known);
  const lastWork = known.change.reduce((last, count, week) => (count > 0 ? week : last), -1);
  const stoppedFrom = past.weeks[lastWork + 1];
  if (lastWork < 0 || stoppedFrom === undefined || lastWork >= at) return undefined;
  const firstIn = (levels: readonly string[]): number => weeks.findIndex((week, index) => index > lastWork && levels.includes(week.kind));
  const sounded = firstIn(['alarm']);
  const watched = firstIn(['alarm', 'watch']);
  if (watched < 0) return undefined;
  const judged = weeks[sounded < 0 ? watched : sounded];
  return {
    stoppedFrom,
    soundedIn: past.weeks[sounded] ?? null,
    watchedIn: past.weeks[watched] ?? null,
    evidence: judged && 'evidence' in judged ? judged.evidence : null,
  };
}

function knownBy(past: Past, at: number): StallCase {
  const until = <T>(list: readonly T[]): T[] => list.slice(0, at + 1);
  return {
    change: until(past.change),
    run: until(past.run),
    baselineWeeks: past.baselineWeeks,
    openChange: past.openChange && until(past.openChange),
    neededPace: past.neededPace && until(past.neededPace),
  };
}
