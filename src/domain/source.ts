import { type RefusedRow } from './push';

/** Sources on a site, KPIs of one, rows in one's inbox, and batches that it is known to have sent. */
export const MAX_SOURCES = 50;
export const MAX_KPIS_PER_SOURCE = 50;
export const MAX_INBOX = 200;
export const MAX_REMEMBERED = 200;

/** A system that pushes values. Its secret lies in the platform's secret store, never here. */
export interface Source {
  sourceId: string;
  name: string;
  /** The KPIs that it may write to. */
  kpiIds: string[];
  state: 'active' | 'revoked';
  revision: number;
  /** ISO instants. */
  createdAt: string;
  rotatedAt?: string;
}

/** What a source sent. */
export interface SourceLog {
  /** Content hashes of its last batches, the oldest first. */
  recent: string[];
  last?: { at: string; taken: number; repeated: number; refused: number };
}

export interface Inbox {
  /** What waits, and what was dismissed, as long as there is room. */
  items: InboxItem[];
  /** Rows that were dropped while they waited, because the inbox was full. */
  dropped: number;
}

export interface InboxItem extends RefusedRow {
  /** The batch's content hash, shortened, and the row: the same row of the same batch has one place. */
  itemId: string;
  /** ISO instant. */
  receivedAt: string;
  /** Dismissed: it no longer waits, and can be put back until its room is needed. */
  dismissed?: true | undefined;
}

export const EMPTY_LOG: SourceLog = { recent: [] };
export const EMPTY_INBOX: Inbox = { items: [], dropped: 0 };

/** The rows that wait to be corrected or dismissed. */
export function waitingIn({ items }: Inbox): InboxItem[] {
  return items.filter(({ dismissed }) => !dismissed);
}

/** The inbox with the named rows dismissed, or put back; undefined where none of them was there to be. */
export function withDismissed(inbox: Inbox, itemIds: readonly string[], dismissed: boolean): Inbox | undefined {
  const isMeant = (item: InboxItem): boolean => itemIds.includes(item.itemId) && Boolean(item.dismissed) !== dismissed;
  if (!inbox.items.some(isMeant)) return undefined;
  const changed = ({ dismissed: _, ...item }: InboxItem): InboxItem => (dismissed ? { ...item, dismissed } : item);
  return { ...inbox, items: inbox.items.map((item) => (isMeant(item) ? changed(item) : item)) };
}

/** The inbox with the batch's refused rows, the newest last; when it is full what was dismissed makes room, then the oldest. */
export function withRefused(inbox: Inbox, refused: readonly RefusedRow[], batch: string, receivedAt: string): Inbox {
  const added: InboxItem[] = refused.map((row) => ({ ...row, itemId: `${batch.slice(0, 16)}-${row.row}`, receivedAt }));
  const fresh = new Set(added.map((item) => item.itemId));
  const all = [...inbox.items.filter((item) => !fresh.has(item.itemId)), ...added];
  const gone = new Set(all.filter(({ dismissed }) => dismissed).slice(0, Math.max(0, all.length - MAX_INBOX)));
  const kept = all.filter((item) => !gone.has(item));
  const items = kept.slice(-MAX_INBOX);
  return { items, dropped: inbox.dropped + kept.length - items.length };
}

/** What a source's secrets are: the present one and, while rotations overlap, those before it. */
export interface SourceSecrets {
  current: string;
  /** The revision of the source with which `current` came; absent in what was made before it was kept. */
  revision?: number;
  /** The newest first; one alone in what was made before several were kept. */
  previous?: FormerSecret | FormerSecret[];
}

export interface FormerSecret {
  secret: string;
  /** ISO instant. */
  until: string;
}

/** Secrets before the present one that count: so many rotations may overlap. */
const MOST_FORMER = 4;

/** The secrets that count at an instant. */
export function secretsAt(secrets: SourceSecrets, now: string): string[] {
  return [secrets.current, ...formerAt(secrets, now).map(({ secret }) => secret)];
}

/** The secrets once `secret` took the place of the present one, which counts until an instant (ISO), as long as it was told to each before it; without an overlap none of them counts any more. */
export function rotated(secrets: SourceSecrets | undefined, secret: string, revision: number, { now, until }: { now: string; until: string }): SourceSecrets {
  if (!secrets || until <= now) return { current: secret, revision };
  const previous = [{ secret: secrets.current, until }, ...formerAt(secrets, now)].slice(0, MOST_FORMER);
  return { current: secret, revision, previous };
}

function formerAt({ previous = [] }: SourceSecrets, now: string): FormerSecret[] {
  return [previous].flat().filter(({ until }) => now < until);
}
