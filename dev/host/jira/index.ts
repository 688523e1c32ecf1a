import type { Clock, Db, Jira, Meter, ProductEvent } from '../types';
import { completeSite, furnish } from './furnish';
import { Router } from './router';
import { changelogRoutes } from './routes/changelog';
import { groupRoutes } from './routes/group';
import { issueRoutes } from './routes/issue';
import { metadataRoutes } from './routes/metadata';
import { permissionRoutes } from './routes/permissions';
import { projectRoutes } from './routes/project';
import { searchRoutes } from './routes/search';
import { userRoutes } from './routes/user';
import { loadSeed } from './seed/load';
import { Site } from './site';
import { Store } from './store';
import { Viewer, findIssue, findProject } from './viewer';

export { SeedError } from './error';

export interface JiraOptions {
  db: Db;
  clock: Clock;
  meter: Meter;
  /** Called with each change after it is stored. */
  emit: (event: ProductEvent) => void;
  /** Where the site is reached; `self` addresses begin with it. */
  baseUrl?: string;
}

/** The operations that the site serves; anything else answers 501. */
export const ROUTES = [
  ...issueRoutes, ...searchRoutes, ...changelogRoutes, ...permissionRoutes, ...projectRoutes, ...userRoutes, ...groupRoutes, ...metadataRoutes,
];

const SEEDED = 'seeded';

/** A stateful Jira site in the given database, in tables of its own. */
export function createJira({ db, clock, meter, emit, baseUrl = 'http://localhost' }: JiraOptions): Jira {
  const site = new Site(new Store(db), baseUrl, clock, emit);
  furnish(site);
  const router = new Router(site, meter, ROUTES);
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
  };
}

/** Everyone one can be, with their rights in words. */
function everyone(site: Site): { accountId: string; displayName: string; roles: string[] }[] {
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
    return [{ accountId, displayName: user.displayName, roles: [...(viewer.isAdmin ? ['siteAdmin'] : []), ...roles] }];
  });
}
