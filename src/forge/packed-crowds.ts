import { type Crowd, type TeamCrowd, type TeamCrowds, setOf, slotsIn } from '../domain/crowd';
import { plusDays } from '../domain/timeline';

/**
 * Who was active for which team, as it is stored: the slots of a week as the bits of a hexadecimal number, and the week by
 * its number, so that every pair of a project's narrowed teams has room in the 240 KiB of a stored value.
 */
export type PackedCrowds = Readonly<Record<string, { [of in keyof TeamCrowd]: TeamCrowd[of] extends Crowd ? PackedCrowd : Readonly<Record<string, PackedCrowd>> }>>;
type PackedCrowd = Readonly<Record<string, string>>;

const FIRST_MONDAY = '1970-01-05';
const DAYS_PER_WEEK = 7;
const WEEK_MS = DAYS_PER_WEEK * 86_400_000;
const RADIX = 36;

export function packedCrowds(crowds: TeamCrowds): PackedCrowds {
  return mapped(crowds, ({ team, rest, beyond, neither }) => ({ team: packed(team), rest: packed(rest), beyond: mapped(beyond, packed), neither: mapped(neither, packed) }));
}

export function unpackedCrowds(crowds: PackedCrowds): TeamCrowds {
  return mapped(crowds, ({ team, rest, beyond, neither }) => ({ team: unpacked(team), rest: unpacked(rest), beyond: mapped(beyond, unpacked), neither: mapped(neither, unpacked) }));
}

function packed(crowd: Crowd): PackedCrowd {
  return Object.fromEntries(Object.entries(crowd).map(([week, hit]) => [((Date.parse(week) - Date.parse(FIRST_MONDAY)) / WEEK_MS).toString(RADIX), setOf(hit)]));
}

function unpacked(crowd: PackedCrowd): Crowd {
  return Object.fromEntries(Object.entries(crowd).map(([week, set]) => [plusDays(FIRST_MONDAY, DAYS_PER_WEEK * Number.parseInt(week, RADIX)), slotsIn(set)]));
}

function mapped<T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value)]));
}
