/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Opaque, short-lived; present when there may be more, even after an empty page. */
  cursor?: string | undefined;
}
