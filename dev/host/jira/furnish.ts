import { LINK_TYPES, findOrAddLinkType } from './link-store';
import { ROLES } from './permission';
import { findOrAddPriority, findOrAddResolution } from './project-store';
import { ADMIN_GROUP, APP_ACCOUNT, USER_GROUP, type Site } from './site';

const PRIORITIES = [{ name: 'Highest', rank: 2 }, { name: 'High', rank: 4 }, { name: 'Medium', rank: 6 }, { name: 'Low', rank: 9 }, { name: 'Lowest', rank: 11 }];
const RESOLUTIONS = ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce'];

/** What every site has from the start: roles, groups, the app's account, kinds of links and a field for story points. */
export function furnish(site: Site): void {
  site.store.transaction(() => {
    for (const role of Object.values(ROLES)) {
      site.store.run('INSERT OR IGNORE INTO jira_role (id, name, description) VALUES (?, ?, ?)', role.id, role.name, role.description);
    }
    for (const { name, inward, outward } of LINK_TYPES) findOrAddLinkType(site, name, inward, outward);
    site.addGroup(ADMIN_GROUP);
    site.addGroup(USER_GROUP);
    site.addUser({ accountId: APP_ACCOUNT, displayName: 'Forge app', accountType: 'app', chosen: false });
    site.store.run(
      `INSERT OR IGNORE INTO jira_field (id, name, type, items, custom) VALUES
       ('customfield_10016', 'Story Points', 'number', NULL, 'com.atlassian.jira.plugin.system.customfieldtypes:float')`,
    );
  });
}

/** Gives a site that no seed gave priorities and resolutions the usual ones, so that issues can be created. */
export function completeSite(site: Site): void {
  if (site.store.one('SELECT 1 AS found FROM jira_priority') === undefined) {
    for (const { name, rank } of PRIORITIES) findOrAddPriority(site, name, rank);
  }
  if (site.store.one('SELECT 1 AS found FROM jira_resolution') === undefined) {
    for (const name of RESOLUTIONS) findOrAddResolution(site, name);
  }
}
