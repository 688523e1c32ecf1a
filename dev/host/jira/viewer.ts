import type { Caller } from '../types';
import { JiraError, forbidden, noSuchIssue, noSuchProject } from './error';
import { EVERYONES } from './permission';
import { ADMIN_GROUP, APP_ACCOUNT, type Site, type UserRow } from './site';

export interface IssueRow {
  id: number;
  key: string;
  projectId: number;
  number: number;
  typeId: number;
  statusId: number;
  priorityId: number | null;
  resolutionId: number | null;
  parentId: number | null;
  securityId: number | null;
  assignee: string | null;
  reporter: string | null;
  creator: string | null;
  created: number;
  updated: number;
  resolved: number | null;
  statusChanged: number;
  due: string | null;
  summary: string;
  description: string | null;
  custom: string;
  originalEstimate: number | null;
  remainingEstimate: number | null;
  timeSpent: number | null;
  commentCount: number;
}

export interface ProjectRow {
  id: number;
  key: string;
  name: string;
  type: string;
  description: string;
  leadId: string | null;
  lastNumber: number;
}

const GRANTED = `
  SELECT g.projectId AS value FROM jira_grant g
  JOIN jira_role_actor a ON a.projectId = g.projectId AND a.roleId = g.roleId
  WHERE g.permission = ?1 AND ((a.kind = 'user' AND a.actor = ?2)
    OR (a.kind = 'group' AND a.actor IN (SELECT groupId FROM jira_group_member WHERE accountId = ?2)))
  UNION
  SELECT h.projectId FROM jira_holder_grant h JOIN jira_project p ON p.id = h.projectId
  WHERE h.permission = ?1 AND ((h.kind = 'user' AND h.holder = ?2) OR (h.kind = 'projectLead' AND p.leadId = ?2)
    OR (h.kind = 'group' AND h.holder IN (SELECT groupId FROM jira_group_member WHERE accountId = ?2)))`;

/** The people of an issue to whom a permission can be granted on it. */
const ON_ISSUE = ['reporter', 'assignee'] as const;
type OnIssue = (typeof ON_ISSUE)[number];

const LEVELS = `
  SELECT DISTINCT m.levelId AS value FROM jira_security_member m JOIN jira_security_level l ON l.id = m.levelId
  WHERE (m.kind = 'user' AND m.holder = ?1)
    OR (m.kind = 'group' AND m.holder IN (SELECT groupId FROM jira_group_member WHERE accountId = ?1))
    OR (m.kind = 'role' AND EXISTS (
      SELECT 1 FROM jira_role_actor a WHERE a.projectId = l.projectId AND a.roleId = CAST(m.holder AS INTEGER)
        AND ((a.kind = 'user' AND a.actor = ?1)
          OR (a.kind = 'group' AND a.actor IN (SELECT groupId FROM jira_group_member WHERE accountId = ?1)))))`;

/** Whoever asks, with their rights. Made for one request: rights may change before the next. */
export class Viewer {
  readonly accountId: string | undefined;
  readonly isApp: boolean;
  /** May administer Jira. What an app may administer is limited by its scopes. */
  readonly isAdmin: boolean;
  readonly zone: string;
  private readonly projects = new Map<string, ReadonlySet<number>>();
  private levels: ReadonlySet<number> | undefined;

  constructor(
    private readonly site: Site,
    user: UserRow | undefined,
  ) {
    this.accountId = user?.accountId;
    this.isApp = user?.accountId === APP_ACCOUNT;
    this.zone = user?.timeZone ?? site.zone;
    this.isAdmin = this.isApp || (user !== undefined && this.inAdminGroup(user.accountId));
  }

  /** Who a caller is. An account that the site does not know, or that is deactivated, gets a 401. */
  static of(site: Site, caller: Caller): Viewer {
    if (caller.kind === 'anonymous') return new Viewer(site, undefined);
    const user = site.user(caller.kind === 'app' ? APP_ACCOUNT : caller.accountId);
    if (user === undefined || user.active === 0) {
      throw new JiraError(401, ['Client must be authenticated to access this resource.']);
    }
    return new Viewer(site, user);
  }

  /** The caller's account; anonymous callers get a 401. */
  account(): string {
    if (this.accountId === undefined) throw new JiraError(401, ['Client must be authenticated to access this resource.']);
    return this.accountId;
  }

  /** Ids of the projects in which the caller has the permission. */
  projectsWith(permission: string): ReadonlySet<number> {
    const known = this.projects.get(permission);
    if (known !== undefined) return known;
    const found = new Set(this.site.column<number>(GRANTED, permission, this.accountId ?? null));
    this.projects.set(permission, found);
    return found;
  }

  /** Ids of the projects in which an issue's reporter, or its assignee, has the permission on it. */
  projectsWhere(person: OnIssue, permission: string): ReadonlySet<number> {
    const name = `${person}:${permission}`;
    const known = this.projects.get(name) ?? new Set(this.site.column<number>('SELECT projectId AS value FROM jira_holder_grant WHERE kind = ? AND permission = ?', person, permission));
    this.projects.set(name, known);
    return known;
  }

  /** Ids of the issue security levels that the caller is a member of. */
  securityLevels(): ReadonlySet<number> {
    this.levels ??= new Set(this.site.column<number>(LEVELS, this.accountId ?? null));
    return this.levels;
  }

  hasGlobal(permission: string): boolean {
    return this.isAdmin || (this.accountId !== undefined && EVERYONES.has(permission));
  }

  can(permission: string, projectId: number): boolean {
    return this.projectsWith(permission).has(projectId);
  }

  /** As `can`, and what is granted to the reporter or assignee of an issue, if that is the caller. */
  canOn(permission: string, issue: Pick<IssueRow, 'projectId' | OnIssue>): boolean {
    if (this.can(permission, issue.projectId)) return true;
    return ON_ISSUE.some((person) => this.accountId !== undefined && issue[person] === this.accountId && this.projectsWhere(person, permission).has(issue.projectId));
  }

  sees(issue: Pick<IssueRow, 'projectId' | 'securityId' | OnIssue>): boolean {
    return (
      this.canOn('BROWSE_PROJECTS', issue) &&
      (issue.securityId === null || this.securityLevels().has(issue.securityId))
    );
  }

  /** A project may be looked at by those who browse it and by those who administer it or the site. */
  seesProject(projectId: number): boolean {
    return this.can('BROWSE_PROJECTS', projectId) || this.administers(projectId);
  }

  administers(projectId: number): boolean {
    return this.isAdmin || this.can('ADMINISTER_PROJECTS', projectId);
  }

  /** The issue, or a 404 when there is none or the caller may not see it. Keys from before a move still work. */
  issue(idOrKey: string): IssueRow {
    const found = findIssue(this.site, idOrKey);
    if (found === undefined || !this.sees(found)) throw noSuchIssue();
    return found;
  }

  project(idOrKey: string): ProjectRow {
    const found = findProject(this.site, idOrKey);
    if (found === undefined || !this.seesProject(found.id)) throw noSuchProject(idOrKey);
    return found;
  }

  /** Refuses with a 403 unless the caller administers Jira. */
  requireAdmin(): void {
    this.account();
    if (!this.isAdmin) throw forbidden();
  }

  private inAdminGroup(accountId: string): boolean {
    return (
      this.site.store.one(
        'SELECT 1 AS found FROM jira_group_member m JOIN jira_group g ON g.id = m.groupId WHERE g.name = ? AND m.accountId = ?',
        ADMIN_GROUP,
        accountId,
      ) !== undefined
    );
  }
}

/** The issue with this id, key or former key, whoever asks. */
export function findIssue(site: Site, idOrKey: string): IssueRow | undefined {
  if (/^\d{1,15}$/.test(idOrKey)) return site.store.one<IssueRow>('SELECT * FROM jira_issue WHERE id = ?', Number(idOrKey));
  const key = idOrKey.toUpperCase();
  return (
    site.store.one<IssueRow>('SELECT * FROM jira_issue WHERE key = ?', key) ??
    site.store.one<IssueRow>('SELECT i.* FROM jira_moved_key m JOIN jira_issue i ON i.id = m.issueId WHERE m.key = ?', key)
  );
}

export function findProject(site: Site, idOrKey: string): ProjectRow | undefined {
  return /^\d{1,15}$/.test(idOrKey)
    ? site.store.one<ProjectRow>('SELECT * FROM jira_project WHERE id = ?', Number(idOrKey))
    : site.store.one<ProjectRow>('SELECT * FROM jira_project WHERE key = ?', idOrKey.toUpperCase());
}
