import { randomFrom } from '../../random';

/** Repeats a share of the things and moves each by at most `shuffle` places or so; the seed says which. Without both, nothing changes. */
export function disturb<T>(things: readonly T[], { seed, duplicate, shuffle }: { seed: number; duplicate: number; shuffle: number }): T[] {
  const random = randomFrom(seed);
  const repeated = things.flatMap((thing) => (random() < duplicate ? [thing, thing] : [thing]));
  return repeated
    .map((thing, index) => ({ thing, place: index + random() * shuffle }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing);
}
