/** As many of a KPI's values as a small chart can show, so that a panel reads them with what it reads anyway. */

/** Of the numbers that a small chart draws; a snapshot holds up to twelve measures. */
export const MAX_RECENT = 40;

interface Value {
  at: string;
  value: number;
}

/**
 * The values from `from` on (ISO date), by date, at most `MAX_RECENT`. Where there are more, those before the launch are
 * thinned evenly, and only when those after it alone are too many are they thinned too. The newest is always among them.
 */
export function recentValues(values: readonly Value[], from: string | undefined, launch: string | undefined): Value[] {
  const known = values.filter(({ at }) => from === undefined || at >= from);
  if (known.length <= MAX_RECENT) return [...known];
  const after = known.filter(({ at }) => launch !== undefined && at >= launch);
  const before = known.filter(({ at }) => launch === undefined || at < launch);
  // A quarter of the room shows how it was before.
  const room = Math.max(MAX_RECENT - after.length, before.length === 0 ? 0 : MAX_RECENT / 4);
  return [...thinned(before, room), ...thinned(after, MAX_RECENT - Math.min(room, before.length))];
}

/** At most so many, evenly spread, the last always among them. */
function thinned(values: readonly Value[], most: number): Value[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, i) => values[values.length - 1 - Math.round(((most - 1 - i) * (values.length - 1)) / Math.max(1, most - 1))]).flatMap((value) => value ?? []);
}
