import { type Ports, SITE, ref } from '../ports';
import { erasePeople } from './erase';

/** Accounts in one report (Atlassian's user privacy guide: ≤ 90). */
const PER_REPORT = 90;
const DAY_MS = 86_400_000;
/** Atlassian wants every account reported each 7 days; a day of that is left for runs that fail. */
const EVERY_MS = 6 * DAY_MS;

/**
 * Reports the accounts that are stored, when that is due, and does as Atlassian says: who closed their account is erased;
 * of who changed their profile nothing but the id is stored, so that it counts as read anew is all there is to do.
 */
export async function reportAccounts(ports: Ports): Promise<{ reported: number; erased: number; refreshed: number }> {
  const did = { reported: 0, erased: 0, refreshed: 0 };
  const stored = ref('privacy', SITE);
  const last = (await ports.store.read([stored])).get(stored)?.body.reportedAt;
  const now = ports.now();
  if (last !== undefined && Date.parse(now) - Date.parse(last) < EVERY_MS) return did;
  const closed = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await ports.store.listPeople({ cursor, limit: PER_REPORT });
    const news = page.items.length > 0 ? await ports.reportAccounts(page.items.map(({ accountId, at }) => ({ accountId, updatedAt: at }))) : [];
    did.reported += page.items.length;
    for (const { accountId, status } of news) {
      if (status === 'closed') closed.add(accountId);
      else await refresh(ports, accountId);
    }
    did.refreshed += news.filter(({ status }) => status === 'updated').length;
    ({ cursor } = page);
  } while (cursor !== undefined);
  if (closed.size > 0) await erasePeople(ports, closed);
  did.erased = closed.size;
  await ports.store.commit([{ ref: stored, body: { reportedAt: now }, expect: 'any' }], []);
  return did;
}

async function refresh(ports: Ports, accountId: string): Promise<void> {
  const person = ref('person', await ports.pseudonym(accountId));
  await ports.store.commit([{ ref: person, body: { accountId, at: ports.now() }, expect: 'any' }], []);
}
