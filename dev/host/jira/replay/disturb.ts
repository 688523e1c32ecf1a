/** Numbers from 0 to 1 that a seed determines (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Repeats a share of the things and moves each by at most `shuffle` places or so; the seed says which. Without both, nothing changes. */
export function disturb<T>(things: readonly T[], { seed, duplicate, shuffle }: { seed: number; duplicate: number; shuffle: number }): T[] {
  const random = randomFrom(seed);
  const repeated = things.flatMap((thing) => (random() < duplicate ? [thing, thing] : [thing]));
  return repeated
    .map((thing, index) => ({ thing, place: index + random() * shuffle }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing);
}
