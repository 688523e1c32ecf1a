import { type Page } from './page';
import { type Ports } from './ports';
import { noCursor } from './sealed-lists';

/** Stored pages that one call looks through at most: of fifty, all outcomes of a large site. */
const MOST_PAGES = 20;

export interface SeenQuery<T> {
  /** Tells the cursors of one list from those of others. */
  list: string;
  cursor: string | undefined;
  /** Items of a page, both as stored and as told. */
  limit: number;
  read: (cursor: string | undefined) => Promise<Page<T>>;
  see: (items: readonly T[]) => Promise<readonly T[]>;
  idOf: (item: T) => string;
}

/**
 * A page of what the viewer may see, full while there is more of it: one that left out what they may not see would tell
 * how much that is. The cursor is sealed and names the stored page, and the item after which it goes on; where that item
 * left the page meanwhile, the page is told again rather than something left out. Errors: `invalid-input` for a cursor of
 * another list.
 */
export async function seenPage<T>({ seal, unseal }: Ports, { list, cursor, limit, read, see, idOf }: SeenQuery<T>): Promise<Page<T>> {
  let { page, after } = cursor === undefined ? BEGINNING : placeOf(list, await unseal(cursor));
  const items: T[] = [];
  let last: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const stored = await read(page);
    for (const item of await see(stored.items.slice(stored.items.findIndex((one) => idOf(one) === after) + 1))) {
      // Only one more that they may see says that there is more.
      if (items.length === limit) return { items, cursor: last };
      items.push(item);
      if (items.length === limit) last = await seal(JSON.stringify([list, page ?? null, idOf(item)]));
    }
    if (stored.cursor === undefined) return { items };
    page = stored.cursor;
    after = undefined;
  }
  return { items, cursor: last ?? (await seal(JSON.stringify([list, page, null]))) };
}

interface Place {
  page: string | undefined;
  after: string | undefined;
}

const BEGINNING: Place = { page: undefined, after: undefined };

function placeOf(list: string, unsealed: string | undefined): Place {
  // What was sealed here has this shape.
  const [of, page, after] = unsealed?.startsWith('[') === true ? (JSON.parse(unsealed) as [string, string | null, string | null]) : [];
  if (of !== list) throw noCursor();
  return { page: page ?? undefined, after: after ?? undefined };
}
