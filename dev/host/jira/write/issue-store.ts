import type { ChangeItem } from '../change-item';
import { plainText } from '../document';
import type { Site } from '../site';
import type { Param } from '../store';
import { findIssue, type IssueRow } from '../viewer';
import type { Edit } from './edit';

/** The issue as stored now. */
export function current(site: Site, id: number): IssueRow {
  const row = findIssue(site, String(id));
  if (row === undefined) throw new Error(`Issue ${String(id)} is gone.`);
  return row;
}

/** Sets columns of an issue and keeps the words of the search in step. */
export function setColumns(site: Site, id: number, columns: Partial<Record<keyof IssueRow, Param>>): void {
  const names = Object.keys(columns);
  if (names.length > 0) {
    site.store.run(`UPDATE jira_issue SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`, ...Object.values(columns), id);
  }
  if ('summary' in columns || 'description' in columns) {
    const { summary, description } = current(site, id);
    indexText(site, id, summary, description);
  }
}

export function indexText(site: Site, id: number, summary: string, description: string | null): void {
  site.store.run('DELETE FROM jira_issue_text WHERE rowid = ?', id);
  site.store.run('INSERT INTO jira_issue_text (rowid, summary, description) VALUES (?, ?, ?)', id, summary, plainText(description));
}

/** Adds a line to the issue's history; nothing when nothing changed. */
export function recordChange(site: Site, id: number, author: string, at: number, items: readonly ChangeItem[]): void {
  if (items.length === 0) return;
  site.store.run(
    'INSERT INTO jira_change (id, issueId, author, created, items) VALUES (?, ?, ?, ?, ?)',
    site.nextId('change'), id, author, at, JSON.stringify(items),
  );
}

/** Writes edits of one issue and says what changed. */
export function applyEdits(site: Site, id: number, edits: readonly Edit[]): ChangeItem[] {
  for (const edit of edits) {
    setColumns(site, id, edit.columns ?? {});
    edit.apply?.();
  }
  return edits.flatMap(({ items }) => items);
}

/** Removes an issue and what belongs to it alone. Its children lose their parent. */
export function removeIssue(site: Site, id: number): void {
  for (const table of ['issue_label', 'issue_component', 'issue_version', 'change', 'comment', 'moved_key']) {
    site.store.run(`DELETE FROM jira_${table} WHERE issueId = ?`, id);
  }
  const now = site.now();
  site.store.run('INSERT OR IGNORE INTO jira_worklog_gone (id, deleted) SELECT id, ? FROM jira_worklog WHERE issueId = ?', now, id);
  site.store.run('DELETE FROM jira_worklog WHERE issueId = ?', id);
  site.store.run("DELETE FROM jira_property WHERE owner = 'issue' AND ownerId = ?", String(id));
  site.store.run('DELETE FROM jira_link WHERE fromId = ?1 OR toId = ?1', id);
  site.store.run('DELETE FROM jira_issue_text WHERE rowid = ?', id);
  site.store.run('UPDATE jira_issue SET parentId = NULL WHERE parentId = ?', id);
  site.store.run('DELETE FROM jira_issue WHERE id = ?', id);
}
