import { type Json } from '../../domain/canonical-json';
import { accountsIn, withoutPeople } from '../../domain/person';
import { APP, type Change, change } from '../change';
import { type Collection, type Ports, type Ref, SITE, ref } from '../ports';
import { kpiStream, outcomeStream } from '../streams';
import { heldBy } from './holders';

const PER_PAGE = 50;
/** Lists lag behind: another pass finds what the one before could not see yet. */
const MAX_PASSES = 3;

/** Everything that is kept under one id, and where the trail tells of it. */
interface Kept {
  refs: Ref[];
  stream?: string | undefined;
}

/**
 * Takes people out of everything that is stored, and out of the table that says whom pseudonyms stand for: that last,
 * and only once a pass found nothing more of them, so that a run that is cut off is made up for by the next report.
 * Returns how many items changed.
 */
export async function erasePeople(ports: Ports, gone: ReadonlySet<string>): Promise<number> {
  let items = 0;
  for (let pass = 1; pass <= MAX_PASSES; pass += 1) {
    const changed = await eraseOnce(ports, gone);
    items += changed;
    if (changed === 0) break;
  }
  const pseudonyms = await ports.pseudonyms([...gone]);
  for (const pseudonym of pseudonyms.values()) await ports.store.commit([{ ref: ref('person', pseudonym), body: null, expect: 'any' }], []);
  return items;
}

async function eraseOnce(ports: Ports, gone: ReadonlySet<string>): Promise<number> {
  let changed = 0;
  for await (const kept of everythingKept(ports)) {
    const found = await ports.store.read(kept.refs);
    const holding = kept.refs.filter((one) => holds(found.get(one)?.body, gone));
    if (holding.length === 0) continue;
    await change(ports, APP, async (tx) => {
      await tx.read(...holding);
      for (const one of holding) take(tx, one, gone);
      if (kept.stream !== undefined) tx.record(kept.stream, 'person.erased', { records: holding.length } satisfies Json);
    });
    changed += holding.length;
  }
  return changed;
}

function holds(body: unknown, gone: ReadonlySet<string>): boolean {
  return [...accountsIn(body)].some((accountId) => gone.has(accountId));
}

function take<C extends Collection>(tx: Change, one: Ref<C>, gone: ReadonlySet<string>): void {
  const body = tx.get(one);
  if (body !== undefined) tx.put(one, withoutPeople(body, gone));
}

/** What hangs on outcomes, on KPIs and on imports, one after another. */
async function* everythingKept(ports: Ports): AsyncGenerator<Kept> {
  for (const partition of ['open', 'archived'] as const) {
    let cursor: string | undefined;
    do {
      const page = await ports.store.listOutcomeViews({ partition, cursor, limit: PER_PAGE });
      for (const { outcomeId } of page.items) yield { refs: heldBy('by-outcome').map((collection) => ref(collection, outcomeId)), stream: outcomeStream(outcomeId) };
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  for (const partition of ['open', 'archived'] as const) {
    let cursor: string | undefined;
    do {
      const page = await ports.store.listKpis({ partition, cursor, limit: PER_PAGE });
      for (const { kpiId } of page.items) yield { refs: heldBy('by-kpi').map((collection) => ref(collection, kpiId)), stream: kpiStream(kpiId) };
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  const list = ref('importIds', SITE);
  for (const id of (await ports.store.read([list])).get(list)?.body.ids ?? []) yield { refs: heldBy('by-import').map((collection) => ref(collection, id)) };
}
