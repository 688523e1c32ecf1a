import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;

/** The ISO date at an instant (ISO) in the site's time zone (IANA name); in UTC while none is set. */
export function siteDay(zoneName: string | undefined, instant: string): string {
  const zone = IANAZone.create(zoneName ?? 'UTC');
  const at = Date.parse(instant);
  return new Date(zone.isValid ? at + zone.offset(at) * MINUTE_MS : at).toISOString().slice(0, 10);
}
