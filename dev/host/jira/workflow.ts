import type { Site } from './site';

/** A validator of the app that a project's workflow asks before issues enter a status (every status, when none is named). */
export interface WorkflowRule {
  moduleKey: string;
  configuration: unknown;
  /** Id or name of the status whose incoming transitions are guarded. */
  toStatus?: string;
}

interface RuleRow {
  moduleKey: string;
  configuration: string;
}

/** The rules of the transitions into a status, in the order in which they were set. */
export function rulesFor(site: Site, projectId: number, statusId: number): WorkflowRule[] {
  return site.store
    .all<RuleRow>('SELECT moduleKey, configuration FROM jira_rule WHERE projectId = ? AND (statusId IS NULL OR statusId = ?) ORDER BY id', projectId, statusId)
    .map(({ moduleKey, configuration }) => ({ moduleKey, configuration: JSON.parse(configuration) as unknown }));
}

/** Replaces the rules of a project's workflow. Throws when a status is none of the site's. */
export function setRules(site: Site, projectId: number, rules: readonly WorkflowRule[]): void {
  site.store.transaction(() => {
    site.store.run('DELETE FROM jira_rule WHERE projectId = ?', projectId);
    for (const { moduleKey, configuration, toStatus } of rules) {
      const status = toStatus === undefined ? undefined : site.store.one<{ id: number }>('SELECT id FROM jira_status WHERE name = ?1 OR CAST(id AS TEXT) = ?1', toStatus);
      if (toStatus !== undefined && status === undefined) throw new Error(`There is no status ${toStatus}.`);
      site.store.run(
        'INSERT INTO jira_rule (projectId, statusId, moduleKey, configuration) VALUES (?, ?, ?, ?)',
        projectId, status?.id ?? null, moduleKey, JSON.stringify(configuration ?? null),
      );
    }
  });
}
