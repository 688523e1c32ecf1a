import { type TrailRecord, recordKey } from '../domain/trail';
import { type Ports, ref } from './ports';

/** Some records of a stream: from number `from` on, so many. */
export interface Stretch {
  stream: string;
  from: number;
  count: number;
}

/** Reads records by key and not by query, so that what was just written is there. Throws where one is missing that must be stored. */
export async function recordsOf(ports: Ports, stretches: readonly Stretch[]): Promise<TrailRecord[]> {
  const refs = stretches.flatMap(({ stream, from, count }) => Array.from({ length: count }, (_, i) => ref('trailRecord', recordKey(stream, from + i))));
  const found = await ports.store.read(refs);
  return refs.map((one) => {
    const record = found.get(one)?.body;
    if (!record) throw new Error(`The trail lacks ${one.key}, which its head says is there.`);
    return record;
  });
}
