import { ARRIVALS_EVERY_MS, type Arrival } from '../../domain/installation';
import { type Ports, SITE, ref } from '../ports';

export const ARRIVAL = ref('arrival', SITE);

/** Keeps when an event came and when its change was made (ISO instants), now and then: the installation's check tells by it how late events are. */
export async function noteArrival(ports: Ports, changedAt: string, before: Arrival | undefined): Promise<void> {
  const at = ports.now();
  if (before && Date.parse(at) - Date.parse(before.at) < ARRIVALS_EVERY_MS) return;
  await ports.store.commit([{ ref: ARRIVAL, body: { changedAt, at }, expect: 'any' }], []);
}
