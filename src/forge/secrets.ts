import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { kvs } from '@forge/kvs';
import { type Secrets } from '../app/ports';
import { type SourceSecrets } from '../domain/source';
import { patiently } from './kvs-patience';

const SECRET_BYTES = 32;
const keyOf = (sourceId: string): string => `source-secret:${sourceId}`;

/** The sources' secrets in Forge's secret store, which encrypts them and shows them to nobody but the app. */
export const secrets: Secrets = {
  read: (sourceId) => patiently(() => kvs.getSecret<SourceSecrets>(keyOf(sourceId))),
  write: (sourceId, value) => patiently(async () => void (await kvs.setSecret(keyOf(sourceId), value))),
  remove: (sourceId) => patiently(() => kvs.deleteSecret(keyOf(sourceId))),
  make: () => randomBytes(SECRET_BYTES).toString('hex'),
  signed: (text, signature, known) => {
    const stated = Buffer.from(signature, 'hex');
    const matches = known.map((secret) => {
      const computed = createHmac('sha256', secret).update(text, 'utf8').digest();
      return computed.length === stated.length && timingSafeEqual(computed, stated);
    });
    return matches.includes(true);
  },
};
