import { type Page } from './page';
import { type ListQuery, type Ports, type Store } from './ports';
import { Refused } from './refused';

/**
 * The store as calls from pages use it: cursors leave sealed, and go on only the list that they came from. The platform's
 * own may hold what the last item of a page stands under, such as the title of an outcome that the caller may not see.
 */
export function withSealedCursors({ store, seal, unseal }: Ports): Store {
  const sealed =
    <T>(name: string, list: (query: ListQuery) => Promise<Page<T>>) =>
    async ({ cursor, ...query }: ListQuery): Promise<Page<T>> => {
      const listed = `${name} ${query.partition} `;
      const known = cursor === undefined ? undefined : await unseal(cursor);
      if (cursor !== undefined && known?.startsWith(listed) !== true) throw noCursor();
      const { items, cursor: next } = await list({ ...query, cursor: known?.slice(listed.length) });
      return { items, ...(next === undefined ? {} : { cursor: await seal(listed + next) }) };
    };
  return { ...store, listOutcomeViews: sealed('outcomes', store.listOutcomeViews), listKpis: sealed('kpis', store.listKpis) };
}

export function noCursor(): Refused {
  return new Refused('invalid-input', 'cursor: is none of this list.', { field: 'cursor', remedy: 'Begin again with the first page.' });
}
