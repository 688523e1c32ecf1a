import { randomUUID } from 'node:crypto';
import type { Manifest } from '../manifest';
import type { Clock, ProductEvent } from '../types';
import type { EventStore } from './store';

/** Hands a product event to every trigger that listens for it; the app's own doings not to those that ignore them. */
export function enqueueProductEvent(
  { manifest, store, clock }: { manifest: Manifest; store: EventStore; clock: Clock },
  event: ProductEvent,
): void {
  const now = clock.now();
  const triggers = manifest.modules.filter(
    ({ type, events, filter }) =>
      type === 'trigger' && events?.includes(event.eventType) && !(filter?.ignoreSelf && event.selfGenerated),
  );
  store.add(
    triggers.map(({ key }) => ({
      eventId: randomUUID(),
      kind: 'product',
      moduleKey: key,
      body: { ...event.payload, eventType: event.eventType, selfGenerated: event.selfGenerated },
      due: now,
      pushed: now,
      depth: 0,
    })),
  );
}
