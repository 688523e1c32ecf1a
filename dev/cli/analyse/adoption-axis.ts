/** Weeks since the launch, as an adoption wants them, and the way back to the times of a file. */
export interface AdoptionAxis {
  /** One per row. */
  times: number[];
  /** What a gain per unit of this axis is multiplied by to be per week, or per 1 of numbered times. */
  perWeek: number;
  /** A number, or an ISO date for dated times; null past what dates can say. */
  back(time: number): number | string | null;
}

const DAYS_PER_WEEK = 7;
const DAY_MS = 86_400_000;

/**
 * The axis of times that are numbers, or days since 1 January 1970 where `isDated`. A launch is not told, so adoption is
 * taken to begin one typical distance before the first time, unless numbers seem to be counted from it already. Values
 * per period get the times 1, 2, 3…
 */
export function adoptionAxis(raw: readonly number[], isDated: boolean, increments: boolean): AdoptionAxis {
  const first = Math.min(...raw);
  const gap = typicalGap(raw);
  if (increments) {
    const order = [...raw].sort((a, b) => a - b);
    return axis(raw.map((t) => order.indexOf(t) + 1), (time) => first + (time - 1) * gap, isDated, isDated ? DAYS_PER_WEEK / gap : 1 / gap);
  }
  const span = Math.max(...raw) - first;
  const isCounted = !isDated && first > 0 && first <= span;
  const origin = isCounted ? 0 : first - gap;
  const unit = isDated ? DAYS_PER_WEEK : 1;
  return axis(raw.map((t) => (t - origin) / unit), (time) => origin + time * unit, isDated, 1);
}

function axis(times: number[], back: (time: number) => number, isDated: boolean, perWeek: number): AdoptionAxis {
  return { times, perWeek, back: (time) => (isDated ? dateOf(back(time)) : back(time)) };
}

/** The day that has begun by then is not over: the next one is the first that is surely not too early. */
function dateOf(days: number): string | null {
  const date = new Date(Math.ceil(days) * DAY_MS);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString().slice(0, 10);
}

function typicalGap(times: readonly number[]): number {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((t, i) => t - (sorted[i] ?? t)).sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 1;
}
