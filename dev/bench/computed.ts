/** What follows from the budgets alone, played on a simulated clock: sites and days that are too large to be measured each time. */
import { type Budget, MOST_AT_ONCE, POINTS_PER_HOUR, type Quota, spent, waitFor } from '../../src/domain/budget';
import { seeded } from '../../src/domain/statistics/random';

const HOUR_MS = 3_600_000;
const HOURS = 24;
const BEGIN = Date.parse('2026-03-02T00:00:00.000Z');

/** Shares of an hour's points. */
export interface Computed {
  fills: { quota: Quota; issues: number; hours: number; most: number }[];
  /** A day of changes, with bulk edits; `left` are changes that no event and no sweep counted by its end. */
  upkeep: { changes: number; average: number; most: number; left: number };
}

export function computed(): Computed {
  return { fills: (['shared', 'tenant'] as const).map((quota) => ({ quota, issues: FILLED, ...fill(quota) })), upkeep: upkeepDay() };
}

const FILLED = 100_000;
/** Assumed price: 1, and 1 for each issue that is returned, by a search page of a hundred and by the changes of a thousand; each issue has some. */
const POINTS_OF_FILL = (FILLED / 100) * (1 + 100) + FILLED / 1_000 + FILLED;

/** A first reading that spends whenever it may. */
function fill(quota: Quota): { hours: number; most: number } {
  let budget: Budget = {};
  let ms = 0;
  const spendings: { ms: number; points: number }[] = [];
  for (let left = POINTS_OF_FILL; left > 0; left -= MOST_AT_ONCE) {
    ms += waitFor(budget, 'fill', quota, at(ms));
    const points = Math.min(left, MOST_AT_ONCE);
    budget = spent(budget, 'fill', points, quota, at(ms));
    spendings.push({ ms, points });
  }
  return { hours: ms / HOUR_MS, most: mostOfAnyHour(spendings) };
}

const CHANGES = 20_000;
/** Issues that somebody edits at once, and at which hours of the day. */
const BULK_EDITS = [
  { hour: 9, issues: 1_000 },
  { hour: 10, issues: 5_000 },
  { hour: 15, issues: 2_500 },
] as const;
/** Most other changes come in these hours. */
const WORK = { from: 8, to: 18, share: 0.9 };
/** An issue and its changes. */
const POINTS_OF_EVENT = 2;
const PAGE = 100;

/** Every change comes as an event, which is counted while upkeep may spend; what is left is read again by the hourly sweep, which looks at all that changed. */
function upkeepDay(): Computed['upkeep'] {
  let budget: Budget = {};
  const spendings: { ms: number; points: number }[] = [];
  const spend = (ms: number, points: number): void => {
    budget = spent(budget, 'upkeep', points, 'shared', at(ms));
    spendings.push({ ms, points });
  };
  const isAllowed = (ms: number): boolean => waitFor(budget, 'upkeep', 'shared', at(ms)) === 0;
  const changes = changesOfDay();
  /** Changes since the last sweep came to an end, the oldest first, and whether each was counted. */
  let recent: boolean[] = [];
  for (let hour = 0; hour < HOURS; hour += 1) {
    for (const ms of changes.filter((change) => Math.floor(change / HOUR_MS) === hour)) {
      const isCounted = isAllowed(ms);
      if (isCounted) spend(ms, POINTS_OF_EVENT);
      recent.push(isCounted);
    }
    const end = (hour + 1) * HOUR_MS;
    while (recent.length > 0 && isAllowed(end)) {
      const page = recent.slice(0, PAGE);
      spend(end, 1 + page.length + POINTS_OF_EVENT * page.filter((isCounted) => !isCounted).length);
      recent = recent.slice(PAGE);
    }
  }
  const points = spendings.reduce((sum, one) => sum + one.points, 0);
  return { changes: changes.length, average: points / HOURS / POINTS_PER_HOUR, most: mostOfAnyHour(spendings), left: recent.filter((isCounted) => !isCounted).length };
}

/** Milliseconds of the day at which something changes, in order. */
function changesOfDay(): number[] {
  const random = seeded(CHANGES);
  const bulk = BULK_EDITS.flatMap(({ hour, issues }) => Array.from({ length: issues }, (_, i) => hour * HOUR_MS + i));
  const others = Array.from({ length: CHANGES - bulk.length }, () => {
    const isAtWork = random() < WORK.share;
    return Math.floor((isAtWork ? WORK.from + random() * (WORK.to - WORK.from) : random() * HOURS) * HOUR_MS);
  });
  return [...bulk, ...others].sort((a, b) => a - b);
}

/** The largest share of an hour's points that was spent within any hour, whenever it begins. */
function mostOfAnyHour(spendings: readonly { ms: number; points: number }[]): number {
  let most = 0;
  let sum = 0;
  let first = 0;
  for (const { ms, points } of spendings) {
    sum += points;
    for (let oldest = spendings[first]; oldest && oldest.ms <= ms - HOUR_MS; oldest = spendings[first]) {
      sum -= oldest.points;
      first += 1;
    }
    most = Math.max(most, sum);
  }
  return most / POINTS_PER_HOUR;
}

function at(ms: number): string {
  return new Date(BEGIN + ms).toISOString();
}
