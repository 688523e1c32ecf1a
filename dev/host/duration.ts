const MS = { week: 604_800_000, day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 };

const PATTERN = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined when it is none.
 * Months and years have no fixed length, so they are not accepted.
 */
export function parseDuration(text: string): number | undefined {
  const match = PATTERN.exec(text);
  const parts = match?.slice(1);
  if (!parts || parts.every((part) => part === undefined)) return undefined;
  const [weeks, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  return (
    (weeks ?? 0) * MS.week +
    (days ?? 0) * MS.day +
    (hours ?? 0) * MS.hour +
    (minutes ?? 0) * MS.minute +
    Math.round((seconds ?? 0) * MS.second)
  );
}
