import { workOf } from '../../domain/import';
import { type Ports, type Ref, SITE, type Write, importPartKey, ref } from '../ports';
import { Refused } from '../refused';

/** Parts removed in one transaction. */
const PARTS_PER_COMMIT = 20;
/** An import that is still under way is looked at again after so long. */
const LATER_S = 900;

/** Removes an import with its report. The values that it brought stay, and so does the trail. */
export async function forgetImport(ports: Ports, importId: string): Promise<void> {
  const stored = ref('import', importId);
  const found = (await ports.store.read([stored])).get(stored)?.body;
  if (!found) return;
  if (workOf(found)) return ports.importQueue.push({ kind: 'forget', importId, step: 0 }, LATER_S);
  const refs: Ref[] = [ref('importRows', importId), ...found.parts.map((_, part) => ref('importPart', importPartKey(importId, part)))];
  for (let start = 0; start < refs.length; start += PARTS_PER_COMMIT) {
    await ports.store.commit(refs.slice(start, start + PARTS_PER_COMMIT).map(removal), []);
  }
  const list = ref('importIds', SITE);
  const listed = (await ports.store.read([list])).get(list);
  const left: Write[] = [removal(stored)];
  if (listed?.body.ids.includes(importId)) left.push({ ref: list, body: { ids: listed.body.ids.filter((id) => id !== importId) }, expect: listed.version });
  if (!(await ports.store.commit(left, []))) throw new Refused('busy', 'Another import was begun meanwhile.', { remedy: 'It is tried again by itself.' });
}

function removal(item: Ref): Write {
  return { ref: item, body: null, expect: 'any' };
}
