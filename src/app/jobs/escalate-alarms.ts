import { isLeftUndecided } from '../../domain/decision';
import { type Ports, ref } from '../ports';

const OUTCOMES_PER_PAGE = 100;
const PARENTS_PER_READ = 50;

/** Notes on each outcome those right below it whose alarms nobody decided; writes only what changed. */
export async function escalateAlarms(ports: Ports): Promise<{ parents: number }> {
  const today = ports.now().slice(0, 10);
  const below = new Map<string, string[]>();
  let cursor: string | undefined;
  do {
    const page = await ports.store.listOutcomeViews({ partition: 'open', cursor, limit: OUTCOMES_PER_PAGE });
    for (const view of page.items) {
      if (view.parentId === undefined) continue;
      const ids = below.get(view.parentId) ?? [];
      below.set(view.parentId, isLeftUndecided(view.alarms, today) ? [...ids, view.outcomeId] : ids);
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  const did = { parents: 0 };
  const parents = [...below];
  for (let from = 0; from < parents.length; from += PARENTS_PER_READ) {
    const some = parents.slice(from, from + PARENTS_PER_READ);
    const found = await ports.store.read(some.map(([id]) => ref('undecidedBelow', id)));
    for (const [id, outcomeIds] of some) {
      const stored = ref('undecidedBelow', id);
      if ((found.get(stored)?.body.outcomeIds ?? []).join() === outcomeIds.join()) continue;
      await ports.store.commit([{ ref: stored, body: outcomeIds.length > 0 ? { outcomeIds } : null, expect: 'any' }], []);
      did.parents += 1;
    }
  }
  return did;
}
