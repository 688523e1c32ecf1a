import { z } from 'zod';
import { pushValues } from '../app/push-values';
import { type PushOutput } from '../domain/push';
import { ports } from './wiring';

/** What Forge tells of a call of a web trigger, as far as Needle relies on it. */
const request = z.object({
  body: z.string().default(''),
  headers: z.record(z.string(), z.array(z.string())).default({}),
});

/** The handler of the web trigger `values`: answers with one of the outputs that the manifest lists. */
export async function push(received: unknown): Promise<{ outputKey: PushOutput }> {
  const parsed = request.safeParse(received);
  return { outputKey: parsed.success ? await pushValues(ports, parsed.data) : 'bad-json' };
}
