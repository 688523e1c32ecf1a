import { type OutcomeSnapshot } from '../domain/snapshot';
import { type Page } from './page';
import { type ListQuery, type Ports, ref } from './ports';

/**
 * A page of outcomes' views as they are now. The list itself lags behind writes, so what it names is read again by key: of
 * an outcome that was restricted or archived a moment ago, the list still holds the old view.
 */
export async function listedViews(ports: Ports, query: ListQuery): Promise<Page<OutcomeSnapshot>> {
  const page = await ports.store.listOutcomeViews(query);
  const refs = page.items.map(({ outcomeId }) => ref('outcomeView', outcomeId));
  if (refs.length === 0) return page;
  const found = await ports.store.read(refs);
  return { ...page, items: refs.flatMap((r) => found.get(r)?.body ?? []).filter(({ state }) => state === query.partition) };
}
