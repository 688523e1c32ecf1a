import { Catalogue, componentBean, versionBean, type Bean, type ComponentRow, type VersionRow } from './catalogue';
import { allFields, customFields, type FieldBean } from './field';
import { linksOf } from './link-view';
import { pageOfComments, pageOfWorklogs } from './note-view';
import { projectReference } from './project-view';
import { agreementValue, isAgreement } from './service-desk';
import type { Site } from './site';
import { marks } from './store';
import { jiraTime } from './time';
import { People } from './user-view';
import type { IssueRow, ProjectRow, Viewer } from './viewer';

type Render = (issue: IssueRow) => unknown;

/** Shows issues of one reply; what they share is read once. */
export class IssueView {
  readonly catalogue: Catalogue;
  readonly people: People;
  private readonly custom: readonly FieldBean[];
  private readonly projects = new Map<number, ProjectRow>();
  private readonly renderers: Readonly<Record<string, Render>>;

  constructor(
    private readonly site: Site,
    private readonly viewer: Viewer,
  ) {
    this.catalogue = new Catalogue(site);
    this.people = new People(site);
    this.custom = customFields(site);
    this.renderers = this.systemFields();
  }

  /** The issue with the fields asked for. */
  bean(issue: IssueRow, wanted: ReadonlySet<string>): Bean & { id: string; key: string; fields: Bean } {
    const fields: Bean = {};
    for (const name of wanted) {
      const render = Object.hasOwn(this.renderers, name) ? this.renderers[name] : undefined;
      if (render !== undefined) fields[name] = render(issue);
    }
    const custom = JSON.parse(issue.custom) as Bean;
    for (const field of this.custom) {
      if (wanted.has(field.id)) fields[field.id] = isAgreement(field) ? agreementValue(this.site, issue, field.id) : (custom[field.id] ?? null);
    }
    return { expand: 'renderedFields,names,schema,changelog', id: String(issue.id), self: this.self(issue), key: issue.key, fields };
  }

  /** The names of the fields shown, for `expand=names`. */
  names(wanted: ReadonlySet<string>): Record<string, string> {
    return Object.fromEntries(this.shown(wanted).map((field) => [field.id, field.name]));
  }

  /** The types of the fields shown, for `expand=schema`. */
  schema(wanted: ReadonlySet<string>): Record<string, unknown> {
    return Object.fromEntries(this.shown(wanted).flatMap((field) => (field.schema === undefined ? [] : [[field.id, field.schema]])));
  }

  /** An issue as others refer to it: as parent, sub-task or linked issue. Only the id and key of one that is not the caller's to see. */
  reference(issue: IssueRow): Bean {
    const core = { id: String(issue.id), key: issue.key, self: this.self(issue) };
    if (!this.viewer.sees(issue)) return core;
    return {
      ...core,
      fields: {
        summary: issue.summary,
        status: this.catalogue.status(issue.statusId),
        priority: this.catalogue.priority(issue.priorityId),
        issuetype: this.catalogue.type(issue.typeId),
      },
    };
  }

  private shown(wanted: ReadonlySet<string>): ReturnType<typeof allFields> {
    return allFields(this.site).filter(({ id }) => wanted.has(id) && id !== 'issuekey');
  }

  private self(issue: IssueRow): string {
    return this.site.url(`issue/${String(issue.id)}`);
  }

  private time(instant: number | null): string | null {
    return instant === null ? null : jiraTime(instant, this.viewer.zone);
  }

  private systemFields(): Record<string, Render> {
    return {
      summary: (issue) => issue.summary,
      issuetype: (issue) => this.catalogue.type(issue.typeId),
      status: (issue) => this.catalogue.status(issue.statusId),
      statusCategory: (issue) => this.catalogue.status(issue.statusId)['statusCategory'],
      statuscategorychangedate: (issue) => this.time(issue.statusChanged),
      priority: (issue) => this.catalogue.priority(issue.priorityId),
      resolution: (issue) => this.catalogue.resolution(issue.resolutionId),
      resolutiondate: (issue) => this.time(issue.resolved),
      project: (issue) => projectReference(this.site, this.project(issue.projectId)),
      parent: (issue) => this.parent(issue),
      labels: (issue) => this.labels(issue),
      components: (issue) => this.components(issue),
      fixVersions: (issue) => this.versions(issue),
      assignee: (issue) => this.people.bean(issue.assignee),
      reporter: (issue) => this.people.bean(issue.reporter),
      creator: (issue) => this.people.bean(issue.creator),
      created: (issue) => this.time(issue.created),
      updated: (issue) => this.time(issue.updated),
      duedate: (issue) => issue.due,
      description: (issue) => (issue.description === null ? null : (JSON.parse(issue.description) as unknown)),
      subtasks: (issue) => this.subtasks(issue),
      issuelinks: (issue) => linksOf(this.site, this.viewer, (other) => this.reference(other), issue.id),
      security: (issue) => this.security(issue),
      timespent: (issue) => issue.timeSpent,
      timeestimate: (issue) => issue.remainingEstimate,
      timeoriginalestimate: (issue) => issue.originalEstimate,
      timetracking: timeTracking,
      comment: (issue) => pageOfComments(this.site, this.people, this.viewer.zone, issue, 0, 100),
      worklog: (issue) => pageOfWorklogs(this.site, this.people, this.viewer.zone, issue, 0, 20),
    };
  }

  private project(id: number): ProjectRow {
    const row = this.projects.get(id) ?? this.site.store.one<ProjectRow>('SELECT * FROM jira_project WHERE id = ?', id);
    if (row === undefined) throw new Error(`An issue is in project ${String(id)}, which is gone.`);
    this.projects.set(id, row);
    return row;
  }

  private parent(issue: IssueRow): Bean | undefined {
    if (issue.parentId === null) return undefined;
    const parent = this.site.store.one<IssueRow>('SELECT * FROM jira_issue WHERE id = ?', issue.parentId);
    return parent === undefined ? undefined : this.reference(parent);
  }

  private labels(issue: IssueRow): string[] {
    return this.site.column<string>('SELECT label AS value FROM jira_issue_label WHERE issueId = ? ORDER BY label', issue.id);
  }

  private components(issue: IssueRow): Bean[] {
    return this.site.store
      .all<ComponentRow>('SELECT c.* FROM jira_issue_component ic JOIN jira_component c ON c.id = ic.componentId WHERE ic.issueId = ? ORDER BY c.name', issue.id)
      .map((row) => componentBean(this.site, row));
  }

  private versions(issue: IssueRow): Bean[] {
    return this.site.store
      .all<VersionRow>('SELECT v.* FROM jira_issue_version iv JOIN jira_version v ON v.id = iv.versionId WHERE iv.issueId = ? ORDER BY v.id', issue.id)
      .map((row) => versionBean(this.site, row));
  }

  private subtasks(issue: IssueRow): Bean[] {
    const subtaskTypes = [...this.catalogue.types.values()].filter(({ level }) => level < 0).map(({ id }) => id);
    return this.site.store
      .all<IssueRow>(`SELECT * FROM jira_issue WHERE parentId = ? AND typeId IN (${marks(subtaskTypes)}) ORDER BY id`, issue.id, ...subtaskTypes)
      .filter((row) => this.viewer.sees(row))
      .map((row) => this.reference(row));
  }

  private security(issue: IssueRow): Bean | null {
    if (issue.securityId === null) return null;
    const level = this.site.store.one<{ id: number; name: string; description: string }>(
      'SELECT id, name, description FROM jira_security_level WHERE id = ?',
      issue.securityId,
    );
    if (level === undefined) return null;
    return {
      self: this.site.url(`securitylevel/${String(level.id)}`),
      id: String(level.id),
      name: level.name,
      description: level.description,
    };
  }
}

function timeTracking(issue: IssueRow): Bean {
  return {
    ...(issue.originalEstimate === null ? {} : { originalEstimateSeconds: issue.originalEstimate }),
    ...(issue.remainingEstimate === null ? {} : { remainingEstimateSeconds: issue.remainingEstimate }),
    ...(issue.timeSpent === null ? {} : { timeSpentSeconds: issue.timeSpent }),
  };
}
