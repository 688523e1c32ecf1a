import type { Site } from '../site';
import { categoryOfIssues } from './guess';
import type { KnownIds } from './history';
import type { Notes } from './notes';

/** Where ids of things that issues share are kept. */
const SHARED = [
  { table: 'issuetype', fieldId: 'issuetype', uses: [['jira_issue', 'typeId'], ['jira_project_issuetype', 'typeId']] },
  { table: 'status', fieldId: 'status', uses: [['jira_issue', 'statusId'], ['jira_project_status', 'statusId']] },
  { table: 'priority', fieldId: 'priority', uses: [['jira_issue', 'priorityId']] },
  { table: 'resolution', fieldId: 'resolution', uses: [['jira_issue', 'resolutionId']] },
  { table: 'component', fieldId: 'components', uses: [['jira_issue_component', 'componentId']] },
  { table: 'version', fieldId: 'fixVersions', uses: [['jira_issue_version', 'versionId']] },
] as const;

/** What can be decided only when everything was read: ids from the history, categories from the issues, and the notes on parents. */
export function settle(site: Site, ids: KnownIds, notes: Notes): void {
  for (const { id, name, resolved, all } of notes.unknownStatuses()) {
    const category = categoryOfIssues(resolved, all);
    site.store.run('UPDATE jira_status SET category = ? WHERE id = ?', category, id);
    notes.guessedCategory(name, category);
  }
  for (const shared of SHARED) adopt(site, ids, shared);
  notes.subtasksOfEpics(
    site.store.all<{ key: string; parent: string }>(
      `SELECT i.key AS key, p.key AS parent FROM jira_issue i JOIN jira_issuetype t ON t.id = i.typeId
       JOIN jira_issue p ON p.id = i.parentId JOIN jira_issuetype pt ON pt.id = p.typeId
       WHERE t.level < 0 AND pt.level > 0 ORDER BY i.id`,
    ),
  );
}

/** Gives things the ids that the history calls them by, so that `to: "6"` of an old change is still the status Closed. */
function adopt(site: Site, ids: KnownIds, { table, fieldId, uses }: (typeof SHARED)[number]): void {
  for (const { id, name } of site.store.all<{ id: number; name: string }>(`SELECT id, name FROM jira_${table}`)) {
    const known = ids.of(fieldId, name);
    if (known === undefined || known === id) continue;
    if (site.store.one(`SELECT 1 AS found FROM jira_${table} WHERE id = ?`, known) !== undefined) continue;
    site.store.run(`UPDATE jira_${table} SET id = ? WHERE id = ?`, known, id);
    for (const [user, column] of uses) site.store.run(`UPDATE ${user} SET ${column} = ? WHERE ${column} = ?`, known, id);
    site.reserveId(table, known);
  }
}
