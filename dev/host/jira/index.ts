import type { Clock, Db, Jira, Meter, ProductEvent } from '../types';
import { bulkRoutes } from './bulk-task';
import { completeSite, furnish } from './furnish';
import { replayHistory } from './replay/replay';
import { Router } from './router';
import { bulkEditRoutes } from './routes/bulk-edit';
import { changelogRoutes } from './routes/changelog';
import { commentRoutes } from './routes/comment';
import { createMetaRoutes } from './routes/createmeta';
import { groupRoutes } from './routes/group';
import { issueRoutes } from './routes/issue';
import { linkRoutes } from './routes/link';
import { moveRoutes } from './routes/move';
import { metadataRoutes } from './routes/metadata';
import { notifyRoutes } from './routes/notify';
import { panelRoutes } from './routes/panel';
import { permissionSchemeRoutes } from './routes/permission-scheme';
import { permissionRoutes } from './routes/permissions';
import { preferenceRoutes } from './routes/preference';
import { projectAdminRoutes } from './routes/project-admin';
import { projectRoutes } from './routes/project';
import { appPropertyRoutes, propertyRoutes } from './routes/property';
import { requestTypeRoutes } from './routes/request-type';
import { roleRoutes } from './routes/role';
import { searchRoutes } from './routes/search';
import { securityRoutes } from './routes/security';
import { Transitions } from './routes/transition';
import { userAdminRoutes } from './routes/user-admin';
import { userRoutes } from './routes/user';
import { worklogRoutes } from './routes/worklog';
import { writeIssueRoutes } from './routes/write-issue';
import { loadSeed } from './seed/load';
import { Site } from './site';
import { Store } from './store';
import { Viewer, findIssue, findProject } from './viewer';
import { removeRule, saveRule, setRules, workflowOf, type RuleChange, type Workflow, type WorkflowRule } from './workflow';

export { JiraError, SeedError } from './error';
export type { Workflow, WorkflowRule } from './workflow';

export interface JiraOptions {
  db: Db;
  clock: Clock;
  meter: Meter;
  /** Called with each change after it is stored. */
  emit: (event: ProductEvent) => void;
  /** Where the site is reached; `self` addresses begin with it. */
  baseUrl?: string;
}

/** The local site has a few doors that Jira Cloud opens elsewhere or not at all. */
export interface LocalJira extends Required<Jira> {
  /** Which validators of the app guard the transitions of a project. */
  setWorkflowRules(projectIdOrKey: string, rules: readonly WorkflowRule[]): void;
  /** The workflow editor: what it shows to an administrator, and what it changes. */
  workflow(accountId: string, projectKey: string): Workflow;
  saveRule(accountId: string, change: RuleChange): void;
  removeRule(accountId: string, projectKey: string, ruleId: number): void;
  /** What was sent by `notify`, oldest first: Jira would send it as mail. */
  notices(): Notice[];
  /** Keys of the projects to which an issue panel is pinned, by the module's resource name. */
  pinnedTo(moduleId: string): string[];
  /** The operations served, each as method and path of the OpenAPI document. Any other answers 501. */
  operations(): { method: string; path: string }[];
}

export interface Notice {
  issueKey: string;
  sent: number;
  from: string;
  to: string[];
  subject: string;
  text: string;
}

const ROUTES = [
  ...issueRoutes, ...searchRoutes, ...changelogRoutes, ...permissionRoutes, ...permissionSchemeRoutes, ...projectRoutes, ...userRoutes, ...preferenceRoutes, ...groupRoutes, ...metadataRoutes,
  ...writeIssueRoutes, ...commentRoutes, ...worklogRoutes, ...linkRoutes, ...propertyRoutes, ...appPropertyRoutes, ...userAdminRoutes,
  ...projectAdminRoutes, ...roleRoutes, ...securityRoutes, ...requestTypeRoutes, ...notifyRoutes, ...panelRoutes, ...createMetaRoutes, ...moveRoutes, ...bulkEditRoutes, ...bulkRoutes,
];

const SEEDED = 'seeded';

/** A stateful Jira site in the given database, in tables of its own. */
export function createJira({ db, clock, meter, emit, baseUrl = 'http://localhost' }: JiraOptions): LocalJira {
  const site = new Site(new Store(db), baseUrl, clock, emit);
  furnish(site);
  const transitions = new Transitions();
  const routes = [...ROUTES, ...transitions.routes];
  const router = new Router(site, meter, routes);
  return {
    handle: (request, caller) => router.handle(request, caller),
    users: () => everyone(site),
    issueContext(idOrKey) {
      const issue = findIssue(site, idOrKey);
      if (issue === undefined) return undefined;
      const type = site.store.one<{ name: string }>('SELECT name FROM jira_issuetype WHERE id = ?', issue.typeId)?.name ?? '';
      return { id: String(issue.id), key: issue.key, type, typeId: String(issue.typeId), projectId: String(issue.projectId) };
    },
    projectContext(idOrKey) {
      const project = findProject(site, idOrKey);
      return project === undefined ? undefined : { id: String(project.id), key: project.key, type: project.type };
    },
    seed(lines, progress) {
      return site.store.transaction(() => {
        const report = loadSeed(site, lines, progress);
        completeSite(site);
        site.setFact(SEEDED, new Date(site.now()).toISOString());
        return report;
      });
    },
    isSeeded: () => site.fact(SEEDED) !== undefined,
    setTransitionGuard: (guard) => transitions.setGuard(guard),
    replay: (lines, options) => replayHistory(site, lines, options),
    setWorkflowRules(projectIdOrKey, rules) {
      const project = findProject(site, projectIdOrKey);
      if (project === undefined) throw new Error(`There is no project ${projectIdOrKey}.`);
      setRules(site, project.id, rules);
    },
    workflow: (accountId, projectKey) => workflowOf(site, accountId, projectKey),
    saveRule: (accountId, rule) => saveRule(site, accountId, rule),
    removeRule: (accountId, projectKey, ruleId) => removeRule(site, accountId, projectKey, ruleId),
    notices: () =>
      site.store
        .all<{ key: string; sent: number; body: string }>('SELECT i.key AS key, n.sent, n.body FROM jira_notice n JOIN jira_issue i ON i.id = n.issueId ORDER BY n.id')
        .map(({ key, sent, body }) => ({ issueKey: key, sent, ...(JSON.parse(body) as Omit<Notice, 'issueKey' | 'sent'>) })),
    pinnedTo: (moduleId) => site.column<string>('SELECT p.key AS value FROM jira_pin n JOIN jira_project p ON p.id = n.projectId WHERE n.moduleId = ? ORDER BY p.key', moduleId),
    operations: () => routes.map(({ method, path }) => ({ method, path })),
  };
}

/** Everyone one can be, with their rights in words. */
function everyone(site: Site): ReturnType<Jira['users']> {
  const projects = site.store.all<{ id: number; key: string }>('SELECT id, key FROM jira_project ORDER BY key');
  const people = site.column<string>('SELECT accountId AS value FROM jira_user WHERE chosen = 1 AND active = 1 ORDER BY accountId');
  return people.flatMap((accountId) => {
    const user = site.user(accountId);
    if (user === undefined) return [];
    const viewer = new Viewer(site, user);
    const roles = projects.flatMap(({ id, key }) => [
      ...(viewer.can('ADMINISTER_PROJECTS', id) ? [`projectAdmin:${key}`] : []),
      ...(viewer.can('BROWSE_PROJECTS', id) ? [`member:${key}`] : []),
    ]);
    return [{ accountId, displayName: user.displayName, locale: site.localeOf(accountId).replace('_', '-'), roles: [...(viewer.isAdmin ? ['siteAdmin'] : []), ...roles] }];
  });
}
