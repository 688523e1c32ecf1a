import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { personKey } from './person-key';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The text so that nobody outside the app can read or make it: AES-256-GCM under a key derived from the site's own. */
export async function seal(text: string): Promise<string> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, await sealingKey(), iv, { authTagLength: TAG_BYTES });
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), hidden]).toString('base64url');
}

/** What was sealed; undefined for anything else. */
export async function unseal(sealed: string): Promise<string | undefined> {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const key = await sealingKey();
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** A key of its own, so that nothing that is sealed says anything of pseudonyms. */
async function sealingKey(): Promise<Buffer> {
  return createHmac('sha256', Buffer.from(await personKey(), 'hex')).update('needle:seal').digest();
}
