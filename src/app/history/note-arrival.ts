import { ARRIVALS_EVERY_MS } from '../../domain/installation';
import { type Ports, SITE, ref } from '../ports';

/** Keeps when an event came and when its change was made (ISO instants), now and then: the installation's check tells by it how late events are. */
export async function noteArrival(ports: Ports, changedAt: string): Promise<void> {
  const stored = ref('arrival', SITE);
  const before = (await ports.store.read([stored])).get(stored)?.body;
  const at = ports.now();
  if (before && Date.parse(at) - Date.parse(before.at) < ARRIVALS_EVERY_MS) return;
  await ports.store.commit([{ ref: stored, body: { changedAt, at }, expect: 'any' }], []);
}
