import { type Page } from './page';
import { type ListQuery, type Ports, type Store } from './ports';
import { Refused } from './refused';

/**
 * The store as calls from pages use it: cursors leave sealed. The platform's own may hold what the last item of a page
 * stands under, such as the title of an outcome that the caller may not see.
 */
export function withSealedCursors({ store, seal, unseal }: Ports): Store {
  const sealed =
    <T>(list: (query: ListQuery) => Promise<Page<T>>) =>
    async ({ cursor, ...query }: ListQuery): Promise<Page<T>> => {
      const from = cursor === undefined ? undefined : await unseal(cursor);
      if (cursor !== undefined && from === undefined) throw noCursor();
      const { items, cursor: next } = await list({ ...query, cursor: from });
      return { items, ...(next === undefined ? {} : { cursor: await seal(next) }) };
    };
  return { ...store, listOutcomeViews: sealed(store.listOutcomeViews), listKpis: sealed(store.listKpis) };
}

function noCursor(): Refused {
  return new Refused('invalid-input', 'cursor: is none of this list.', { field: 'cursor', remedy: 'Begin again with the first page.' });
}
