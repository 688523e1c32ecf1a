import { ABANDONED_MS, STUCK_MS, workOf } from '../../domain/import';
import { type Ports, SITE, ref } from '../ports';

/** Wakes imports that lost their message, and forgets those whose file was never sent to the end. */
export async function tendImports(ports: Ports): Promise<{ woken: number; forgotten: number }> {
  const list = ref('importIds', SITE);
  const refs = ((await ports.store.read([list])).get(list)?.body.ids ?? []).map((id) => ref('import', id));
  const found = await ports.store.read(refs);
  const now = Date.parse(ports.now());
  const counts = { woken: 0, forgotten: 0 };
  for (const one of refs.flatMap((r) => found.get(r)?.body ?? [])) {
    const age = now - Date.parse(one.at);
    const kind = workOf(one);
    if (kind && age > STUCK_MS) {
      await ports.importQueue.push({ kind, importId: one.importId, step: one.next });
      counts.woken += 1;
    }
    if (one.state === 'sending' && age > ABANDONED_MS) {
      await ports.importQueue.push({ kind: 'forget', importId: one.importId, step: 0 });
      counts.forgotten += 1;
    }
  }
  return counts;
}
