import { type Crowd, type TeamCrowds, setOf, slotsIn } from '../domain/crowd';

/**
 * Who was active for which team, as it is stored: the slots of a week as the bits of a hexadecimal number, so that every
 * pair of a project's narrowed teams has room in the 240 KiB of a stored value.
 */
export type PackedCrowds = Readonly<Record<string, { team: PackedCrowd; rest: PackedCrowd; beyond: Readonly<Record<string, PackedCrowd>> }>>;
type PackedCrowd = Readonly<Record<string, string>>;

export function packedCrowds(crowds: TeamCrowds): PackedCrowds {
  return mapped(crowds, ({ team, rest, beyond }) => ({ team: packed(team), rest: packed(rest), beyond: mapped(beyond, packed) }));
}

export function unpackedCrowds(crowds: PackedCrowds): TeamCrowds {
  return mapped(crowds, ({ team, rest, beyond }) => ({ team: unpacked(team), rest: unpacked(rest), beyond: mapped(beyond, unpacked) }));
}

function packed(crowd: Crowd): PackedCrowd {
  return mapped(crowd, setOf);
}

function unpacked(crowd: PackedCrowd): Crowd {
  return mapped(crowd, slotsIn);
}

function mapped<T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value)]));
}
