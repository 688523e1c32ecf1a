import { type OutcomeSnapshot } from '../domain/snapshot';
import { type Page } from './page';
import { type ListQuery, type Ports, type Versioned, ref } from './ports';

export type ListedView = OutcomeSnapshot & { version: number };

/**
 * A page of outcomes' views as they are now. The list itself lags behind writes, so what it names is read again by key: of
 * an outcome that was restricted or archived a moment ago, the list still holds the old view.
 */
export async function listedViews(ports: Ports, query: ListQuery): Promise<Page<ListedView>> {
  const page = await ports.store.listOutcomeViews(query);
  const refs = page.items.map(({ outcomeId }) => ref('outcomeView', outcomeId));
  const found = refs.length > 0 ? await ports.store.read(refs) : undefined;
  return { ...page, items: refs.flatMap((r) => withVersion(found?.get(r)) ?? []).filter(({ state }) => state === query.partition) };
}

/** A view as it lies in the store, with the version that is told of it. */
export function withVersion(view: Versioned<OutcomeSnapshot> | undefined): ListedView | undefined {
  return view && { ...view.body, version: view.body.revision ?? view.version };
}
