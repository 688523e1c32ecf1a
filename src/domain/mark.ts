/** Something that a page shows, with the version in which it was read. */
export interface Seen {
  id: string;
  version: number;
}

/** One text for all that is shown: the same for whoever sees the same versions, in whatever order. */
export function markOf(seen: readonly Seen[]): string {
  return seen
    .map(({ id, version }) => `${id}:${version}`)
    .sort()
    .join(' ');
}
