import type { Site } from './site';

/** The kinds of links that every site has from the start. */
export const LINK_TYPES = [
  { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { name: 'Relates', inward: 'relates to', outward: 'relates to' },
] as const;

export interface LinkTypeRow {
  id: number;
  name: string;
  inward: string;
  outward: string;
}

export interface LinkRow {
  id: number;
  typeId: number;
  fromId: number;
  toId: number;
}

/** The kind of link with this name, added when there is none. */
export function findOrAddLinkType(site: Site, name: string, inward = name.toLowerCase(), outward = inward): number {
  const found = site.store.one<{ id: number }>('SELECT id FROM jira_link_type WHERE name = ?', name);
  if (found !== undefined) return found.id;
  const id = site.nextId('link_type');
  site.store.run('INSERT INTO jira_link_type (id, name, inward, outward) VALUES (?, ?, ?, ?)', id, name, inward, outward);
  return id;
}

/** Links one issue to another, once: both ends of a seed tell of the same link. */
export function addLink(site: Site, type: string, fromId: number, toId: number): void {
  const typeId = findOrAddLinkType(site, type);
  site.store.run('INSERT OR IGNORE INTO jira_link (id, typeId, fromId, toId) VALUES (?, ?, ?, ?)', site.nextId('link'), typeId, fromId, toId);
}
