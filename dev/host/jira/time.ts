import { DateTime } from 'luxon';

/** An instant as Jira writes it: `2026-09-27T10:03:11.123+0200`, in the zone of whoever asks. */
export function jiraTime(instant: number, zone: string): string {
  // Most people of a site are in UTC, and a page of issues holds hundreds of instants.
  if (zone === 'UTC') return new Date(instant).toISOString().replace('Z', '+0000');
  return DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZZ");
}

const JIRA_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})$/;

/** The instant that a timestamp with an offset (`Z`, `+0200` or `+02:00`) names; undefined when it names none. */
export function parseJiraTime(text: string): number | undefined {
  const [, day = '', time = '', offset = ''] = JIRA_TIME.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const instant = Date.parse(`${day}T${time}${offset.replace(/(\d{2}):?(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
