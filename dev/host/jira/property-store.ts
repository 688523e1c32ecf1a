import type { Site } from './site';

/** What can have entity properties here. */
export type PropertyOwner = 'issue' | 'project' | 'app';

export function propertyKeys(site: Site, owner: PropertyOwner, ownerId: string): string[] {
  return site.column<string>('SELECT key AS value FROM jira_property WHERE owner = ? AND ownerId = ? ORDER BY key', owner, ownerId);
}

/** The stored value in a box; undefined when there is no such property. */
export function readProperty(site: Site, owner: PropertyOwner, ownerId: string, key: string): { value: unknown } | undefined {
  const row = site.store.one<{ value: string }>('SELECT value FROM jira_property WHERE owner = ? AND ownerId = ? AND key = ?', owner, ownerId, key);
  return row === undefined ? undefined : { value: JSON.parse(row.value) as unknown };
}

/** Stores a value and says whether the property is new. */
export function writeProperty(site: Site, owner: PropertyOwner, ownerId: string, key: string, value: unknown): boolean {
  const isNew = readProperty(site, owner, ownerId, key) === undefined;
  site.store.run(
    `INSERT INTO jira_property (owner, ownerId, key, value) VALUES (?, ?, ?, ?)
     ON CONFLICT (owner, ownerId, key) DO UPDATE SET value = excluded.value`,
    owner, ownerId, key, JSON.stringify(value),
  );
  return isNew;
}

export function deleteProperty(site: Site, owner: PropertyOwner, ownerId: string, key: string): boolean {
  return site.store.run('DELETE FROM jira_property WHERE owner = ? AND ownerId = ? AND key = ?', owner, ownerId, key) > 0;
}

/** The properties that a request names, as issues show them. */
export function namedProperties(site: Site, owner: PropertyOwner, ownerId: string, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const found = readProperty(site, owner, ownerId, key);
      return found === undefined ? [] : [[key, found.value]];
    }),
  );
}
