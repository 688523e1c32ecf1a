import { JiraError } from './error';
import type { Site } from './site';
import { Viewer, findProject, type ProjectRow } from './viewer';

/** A validator of the app that a project's workflow asks before issues enter a status (every status, when none is named). */
export interface WorkflowRule {
  moduleKey: string;
  configuration: unknown;
  /** Id or name of the status whose incoming transitions are guarded. */
  toStatus?: string;
}

/** A rule as an administrator sees it in the workflow. */
export interface StoredRule {
  id: number;
  moduleKey: string;
  configuration: unknown;
  /** The transition that it stands on; undefined for a rule that guards all of them. */
  transitionId: string | undefined;
}

/** A project's workflow: from each status to each other one, so that a transition is known by its target. */
export interface Workflow {
  isTeamManaged: boolean;
  transitions: { id: string; name: string }[];
  rules: StoredRule[];
}

interface RuleRow {
  id: number;
  statusId: number | null;
  moduleKey: string;
  configuration: string;
}

/** The rules of the transitions into a status, in the order in which they were set. */
export function rulesFor(site: Site, projectId: number, statusId: number): WorkflowRule[] {
  return site.store
    .all<RuleRow>('SELECT * FROM jira_rule WHERE projectId = ? AND (statusId IS NULL OR statusId = ?) ORDER BY id', projectId, statusId)
    .map(({ moduleKey, configuration }) => ({ moduleKey, configuration: JSON.parse(configuration) as unknown }));
}

/** Replaces the rules of a project's workflow. Throws when a status is none of the site's. */
export function setRules(site: Site, projectId: number, rules: readonly WorkflowRule[]): void {
  site.store.transaction(() => {
    site.store.run('DELETE FROM jira_rule WHERE projectId = ?', projectId);
    for (const { moduleKey, configuration, toStatus } of rules) {
      const status = toStatus === undefined ? undefined : site.store.one<{ id: number }>('SELECT id FROM jira_status WHERE name = ?1 OR CAST(id AS TEXT) = ?1', toStatus);
      if (toStatus !== undefined && status === undefined) throw new Error(`There is no status ${toStatus}.`);
      insert(site, projectId, status?.id ?? null, moduleKey, configuration);
    }
  });
}

/** The workflow of a project as whoever administers the site sees it; a JiraError for anybody else. */
export function workflowOf(site: Site, accountId: string, projectIdOrKey: string): Workflow {
  const project = administered(site, accountId, projectIdOrKey);
  const transitions = site.store.all<{ id: number; name: string }>(
    'SELECT s.id, s.name FROM jira_project_status p JOIN jira_status s ON s.id = p.statusId WHERE p.projectId = ? ORDER BY p.rank', project.id,
  );
  const rules = site.store.all<RuleRow>('SELECT * FROM jira_rule WHERE projectId = ? ORDER BY id', project.id);
  return {
    isTeamManaged: isTeamManaged(site, project.id),
    transitions: transitions.map(({ id, name }) => ({ id: String(id), name })),
    rules: rules.map(({ id, moduleKey, configuration, statusId }) => ({
      id, moduleKey, configuration: JSON.parse(configuration) as unknown, transitionId: statusId === null ? undefined : String(statusId),
    })),
  };
}

export interface RuleChange {
  projectKey: string;
  /** Absent for a new rule. */
  ruleId?: number | undefined;
  transitionId: string;
  moduleKey: string;
  configuration: string;
}

/** Puts a rule on a transition, or changes its configuration. */
export function saveRule(site: Site, accountId: string, { projectKey, ruleId, transitionId, moduleKey, configuration }: RuleChange): void {
  const project = administered(site, accountId, projectKey);
  const here = site.store.one<{ id: number }>('SELECT statusId AS id FROM jira_project_status WHERE projectId = ? AND statusId = ?', project.id, Number(transitionId));
  if (here === undefined) throw new JiraError(400, [`The workflow has no transition ${transitionId}.`]);
  if (ruleId === undefined) return insert(site, project.id, here.id, moduleKey, configuration);
  site.store.run('UPDATE jira_rule SET configuration = ? WHERE id = ? AND projectId = ?', JSON.stringify(configuration), ruleId, project.id);
}

export function removeRule(site: Site, accountId: string, projectKey: string, ruleId: number): void {
  const project = administered(site, accountId, projectKey);
  site.store.run('DELETE FROM jira_rule WHERE id = ? AND projectId = ?', ruleId, project.id);
}

export function isTeamManaged(site: Site, projectId: number): boolean {
  return site.store.one('SELECT 1 AS found FROM jira_team_managed WHERE projectId = ?', projectId) !== undefined;
}

/** Workflows are the site administrators'. */
function administered(site: Site, accountId: string, projectIdOrKey: string): ProjectRow {
  const viewer = Viewer.of(site, { kind: 'user', accountId });
  viewer.requireAdmin();
  const project = findProject(site, projectIdOrKey);
  if (project === undefined) throw new JiraError(404, [`No project could be found with key '${projectIdOrKey}'.`]);
  return project;
}

function insert(site: Site, projectId: number, statusId: number | null, moduleKey: string, configuration: unknown): void {
  site.store.run(
    'INSERT INTO jira_rule (projectId, statusId, moduleKey, configuration) VALUES (?, ?, ?, ?)',
    projectId, statusId, moduleKey, JSON.stringify(configuration ?? null),
  );
}
