import { createHmac, randomBytes } from 'node:crypto';
import { ForgeKvsAPIError, kvs } from '@forge/kvs';
import { patiently } from './kvs-patience';

const SECRET = 'trail-person-key';
const KEY_BYTES = 32;
/** Half of SHA-256: 128 bits, far more than there are people. */
const PSEUDONYM_HEX = 32;

/** The person's pseudonym: HMAC-SHA-256 of the account id under a key that only the app's secret store holds. */
export async function pseudonym(accountId: string): Promise<string> {
  return pseudonymUnder(await personKey(), accountId);
}

/** The pseudonyms of several people, by account id; one request, and none for nobody. */
export async function pseudonyms(accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const key = await personKey();
  return new Map(accountIds.map((accountId) => [accountId, pseudonymUnder(key, accountId)]));
}

/** The site's own key; made when it is first asked for. */
export async function personKey(): Promise<string> {
  return (await patiently(() => kvs.getSecret<string>(SECRET))) ?? createKey();
}

function pseudonymUnder(key: string, accountId: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(accountId).digest('hex').slice(0, PSEUDONYM_HEX);
}

/** Makes the key once; of two that try at the same time, or one whose reply was lost, the first wins and both use its key. */
async function createKey(): Promise<string> {
  const fresh = randomBytes(KEY_BYTES).toString('hex');
  try {
    await patiently(() => kvs.setSecret(SECRET, fresh, { keyPolicy: 'FAIL_IF_EXISTS' }));
    return fresh;
  } catch (error) {
    if (!(error instanceof ForgeKvsAPIError && error.code === 'KEY_CONFLICT')) throw error;
    const theirs = await patiently(() => kvs.getSecret<string>(SECRET));
    if (theirs === undefined) throw new Error('The key of the trail exists and cannot be read.', { cause: error });
    return theirs;
  }
}
