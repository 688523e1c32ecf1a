import { z } from 'zod';
import { JiraError } from '../error';
import type { Site } from '../site';
import { NO_EDIT, item, type Write } from './edit';
import { named, type Named } from './lookup';

const labelList = z.array(z.string().min(1).max(255).regex(/^\S+$/));

/** Labels of an issue, in the order in which histories write them. */
export function labelsOf(site: Site, issueId: number): string[] {
  return site.column<string>('SELECT label AS value FROM jira_issue_label WHERE issueId = ? ORDER BY label', issueId);
}

export const labels: Write = (value, { site, issue }) => {
  const parsed = labelList.safeParse(value);
  if (!parsed.success) throw JiraError.field('labels', 'Labels are a list of words without spaces.');
  const wanted = [...new Set(parsed.data)].sort();
  const before = labelsOf(site, issue.id);
  if (before.join(' ') === wanted.join(' ')) return NO_EDIT;
  return {
    items: [item('labels', 'labels', [null, before.join(' ')], [null, wanted.join(' ')])],
    apply: () => {
      site.store.run('DELETE FROM jira_issue_label WHERE issueId = ?', issue.id);
      for (const label of wanted) site.store.run('INSERT INTO jira_issue_label (issueId, label) VALUES (?, ?)', issue.id, label);
    },
  };
};

/** The components or fix versions of an issue. */
function namedList(field: 'components' | 'fixVersions', called: string, table: 'component' | 'version'): Write {
  return (value, { site, issue }) => {
    if (!Array.isArray(value)) throw JiraError.field(field, 'data was not an array');
    const wanted = new Map<number, Named>();
    for (const reference of value as unknown[]) {
      const row = named(site, field, table, reference, issue.projectId);
      wanted.set(row.id, row);
    }
    const before = new Map(namesOf(site, table, issue.id).map((row) => [row.id, row]));
    const removed = [...before.values()].filter(({ id }) => !wanted.has(id));
    const added = [...wanted.values()].filter(({ id }) => !before.has(id));
    return {
      items: [
        ...removed.map(({ id, name }) => item(called, field, [String(id), name], [null, null])),
        ...added.map(({ id, name }) => item(called, field, [null, null], [String(id), name])),
      ],
      apply: () => {
        for (const { id } of removed) site.store.run(`DELETE FROM jira_issue_${table} WHERE issueId = ? AND ${table}Id = ?`, issue.id, id);
        for (const { id } of added) site.store.run(`INSERT INTO jira_issue_${table} (issueId, ${table}Id) VALUES (?, ?)`, issue.id, id);
      },
    };
  };
}

export function namesOf(site: Site, table: 'component' | 'version', issueId: number): Named[] {
  return site.store.all<Named>(
    `SELECT n.id, n.name FROM jira_issue_${table} i JOIN jira_${table} n ON n.id = i.${table}Id WHERE i.issueId = ? ORDER BY n.id`, issueId,
  );
}

export const components = namedList('components', 'Component', 'component');
export const fixVersions = namedList('fixVersions', 'Fix Version', 'version');
