/** From data to pixels, for charts drawn by hand. */
export type Scale = (value: number) => number;

export function linear([from, to]: readonly [number, number], [left, right]: readonly [number, number]): Scale {
  const span = to - from;
  return (value) => (span === 0 ? (left + right) / 2 : left + ((value - from) / span) * (right - left));
}

/** Round numbers that lie in and around the range, at most `most` of them. */
export function niceTicks(low: number, high: number, most: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil((low - step * 1e-9) / step);
  const last = Math.floor((high + step * 1e-9) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Moves labels apart, in order, so that none is nearer than `gap` to the next; they keep within the bounds if they can. */
export function spread<T extends { y: number }>(labels: readonly T[], gap: number, [top, bottom]: readonly [number, number]): T[] {
  const placed = [...labels].sort((a, b) => a.y - b.y);
  let least = top;
  const down = placed.map((label) => {
    const y = Math.max(label.y, least);
    least = y + gap;
    return { ...label, y };
  });
  let most = bottom;
  return down
    .reverse()
    .map((label) => {
      const y = Math.min(label.y, most);
      most = y - gap;
      return { ...label, y };
    })
    .reverse();
}

const DAY_MS = 86_400_000;

/** Days since 1970 of an ISO date. */
export function dayOf(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS;
}

/** The first days of months between two days, at most `most`: every month, or every second, third, sixth, twelfth. */
export function monthTicks(from: number, to: number, most: number): string[] {
  const begin = new Date(from * DAY_MS);
  const months: string[] = [];
  for (let month = 0; month < 2400; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1);
    if (at / DAY_MS > to) break;
    if (at / DAY_MS >= from) months.push(new Date(at).toISOString().slice(0, 10));
  }
  const every = [1, 2, 3, 6, 12, 24, 60].find((step) => months.length / step <= most) ?? 120;
  return months.filter((_, index) => index % every === 0);
}
