import { JiraError } from '../error';

const HOUR = 3600;
/** Working weeks of five days of eight hours, as on a new site. */
const SECONDS: Readonly<Record<string, number>> = { w: 40 * HOUR, d: 8 * HOUR, h: HOUR, m: 60 };

/** The seconds in a duration such as `1d 2h`; a number alone is minutes. */
export function durationOf(field: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([wdhm]?)/g)];
  const isDuration = /^\s*(\d+(\.\d+)?\s*[wdhm]?\s*)+$/.test(text);
  if (!isDuration) throw JiraError.field(field, `'${text}' is no duration such as '1d 2h'.`);
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit === '' || unit === undefined ? 'm' : unit] ?? 0), 0));
}
