import type { Site } from '../site';
import { customNumber } from '../field';

const NUMBER = { type: 'number', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:float' };
const TEXT = { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textfield' };
const OTHER = { type: 'any', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' };

/** The custom fields of an issue in a seed. Fields that the site does not have yet get a name and type from what they hold. */
export function registerCustomFields(site: Site, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const custom = Object.entries(fields).filter(([id, value]) => /^customfield_\d{1,9}$/.test(id) && value !== null && value !== undefined);
  for (const [id, value] of custom) {
    const kind = typeof value === 'number' ? NUMBER : typeof value === 'string' ? TEXT : OTHER;
    site.store.run(
      'INSERT OR IGNORE INTO jira_field (id, name, type, items, custom) VALUES (?, ?, ?, NULL, ?)',
      id, `Custom field ${String(customNumber(id))}`, kind.type, kind.custom,
    );
  }
  return Object.fromEntries(custom);
}
