import type { Bean } from './catalogue';
import type { Site } from './site';
import { jiraTime } from './time';
import type { People } from './user-view';

export interface ChangeRow {
  id: number;
  issueId: number;
  author: string | null;
  created: number;
  items: string;
}

/** A change as the changelog shows it. */
export function changeBean(people: People, zone: string, row: ChangeRow): Bean {
  const author = people.bean(row.author);
  return {
    id: String(row.id),
    ...(author === null ? {} : { author }),
    created: jiraTime(row.created, zone),
    items: JSON.parse(row.items) as unknown,
  };
}

/** How much of a history comes with the issue itself. */
const WITH_ISSUE = 100;

/** The newest changes of an issue, newest first, as `expand=changelog` gives them. */
export function newestChanges(site: Site, people: People, zone: string, issueId: number): Bean {
  const total = site.store.one<{ count: number }>('SELECT count(*) AS count FROM jira_change WHERE issueId = ?', issueId)?.count ?? 0;
  const rows = site.store.all<ChangeRow>(
    'SELECT * FROM jira_change WHERE issueId = ? ORDER BY created DESC, id DESC LIMIT ?', issueId, WITH_ISSUE,
  );
  return { startAt: 0, maxResults: Math.max(rows.length, 1), total, histories: rows.map((row) => changeBean(people, zone, row)) };
}
