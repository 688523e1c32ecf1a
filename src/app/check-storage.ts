import { type CheckName } from '../domain/installation';
import { type Ports, type Ref, type Write, ref } from './ports';

/** A check that was cut off leaves its items no longer than this. */
const SCRATCH_DAYS = 1;
/** Queries lag behind writes; what they do not find after so many looks, with growing waits between, they never find. */
const LOOKS = 6;

type StorageCheck = [CheckName, () => Promise<boolean>];

/**
 * What Needle relies on in storage, as steps to be run in this order on items of their own, so that two checks at once do
 * not meet. `clear` removes what is left, for when a step went wrong.
 */
export function storageChecks({ store, newId, pause }: Pick<Ports, 'store' | 'newId' | 'pause'>): { steps: StorageCheck[]; clear: () => Promise<boolean> } {
  const partition = newId('out');
  const [first, second] = ['a', 'b'].map((name) => ref('scratch', `${partition}-${name}`)) as [Ref<'scratch'>, Ref<'scratch'>];
  const put = (value: number, expect: Write['expect'], of = first): Write => ({ ref: of, body: { partition, name: of.key, value }, expect, expires: { days: SCRATCH_DAYS } });
  const stored = async (of = first) => (await store.read([of])).get(of);
  const commit = (...writes: Write[]) => store.commit(writes, []);
  const remove = (expect: (of: Ref) => Write['expect']) => commit(...[first, second].map((of): Write => ({ ref: of, body: null, expect: expect(of) })));

  /** What a query of the index finds, page by page. */
  const listed = async (): Promise<unknown[]> => {
    const values: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listScratch({ partition, cursor, limit: 1 });
      values.push(...page.items.map(({ value }) => value));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return values;
  };
  const isListed = async (...wanted: number[]): Promise<boolean> => {
    for (let look = 1; look <= LOOKS; look += 1) {
      if (String(await listed()) === String(wanted)) return true;
      await pause(look);
    }
    return false;
  };

  return {
    steps: [
      ['storage.create', () => commit(put(1, null))],
      ['storage.read', async () => (await stored())?.body.value === 1],
      ['storage.create-twice', async () => !(await commit(put(2, null)))],
      ['storage.change', () => commit(put(3, 1))],
      ['storage.stale-change', async () => !(await commit(put(4, 1))) && (await stored())?.body.value === 3],
      // The second write must not be there when the first one's condition fails.
      ['storage.together', async () => !(await commit(put(5, 1), put(5, null, second))) && (await stored(second)) === undefined],
      ['storage.list', async () => (await commit(put(6, null, second))) && (await isListed(3, 6))],
      ['storage.remove', async () => (await remove((of) => (of === first ? 2 : 1))) && (await stored()) === undefined],
    ],
    clear: () => remove(() => 'any'),
  };
}
