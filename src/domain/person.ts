/** Account ids in what is stored. Nothing else of a person is ever stored: names are looked up when they are shown. */

/** Stands in the place of somebody whose account was closed. */
export const ERASED = 'erased';

/** The fields of stored records that hold an account id, or a list of them. */
const FIELDS: ReadonlySet<string> = new Set(['ownerId', 'kpiOwnerId', 'approverIds', 'byId', 'accountId']);

/** The account ids that a record holds, at whatever depth. */
export function accountsIn(record: unknown): Set<string> {
  const found = new Set<string>();
  visit(record, false, (accountId) => {
    if (accountId !== ERASED) found.add(accountId);
  });
  return found;
}

function visit(value: unknown, isAccount: boolean, see: (accountId: string) => void): void {
  if (typeof value === 'string') {
    if (isAccount) see(value);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) visit(inner, Array.isArray(value) ? isAccount : FIELDS.has(name), see);
}

/** The record without those people: off every list, and erased where somebody must stand. The same object when they are not in it. */
export function withoutPeople<T>(record: T, gone: ReadonlySet<string>): T {
  if (![...accountsIn(record)].some((accountId) => gone.has(accountId))) return record;
  // A record of the store is JSON, and stays what its type says: texts give way to texts, and lists only grow shorter.
  return erased(record, false, gone) as T;
}

function erased(value: unknown, isAccount: boolean, gone: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return isAccount && gone.has(value) ? ERASED : value;
  if (Array.isArray(value)) {
    const rest = isAccount ? value.filter((one) => typeof one !== 'string' || !gone.has(one)) : value;
    return rest.map((one) => erased(one, isAccount, gone));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, erased(inner, FIELDS.has(name), gone)]));
}

/** An account that is stored, and when it last was taken from Jira (ISO instant). */
export interface StoredAccount {
  accountId: string;
  updatedAt: string;
}

/** What became of an account, as Atlassian tells. */
export interface AccountNews {
  accountId: string;
  status: 'closed' | 'updated';
}
