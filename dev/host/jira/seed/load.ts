import type { SeedReport } from '../../types';
import { isCategory } from '../catalogue';
import type { ChangeItem } from '../change-item';
import { SeedError } from '../error';
import { addLink } from '../link-store';
import { ROLES } from '../permission';
import {
  addProject, addStatusToProject, addTypeToProject, completeTypes, findOrAddComponent, findOrAddLevel, findOrAddPriority,
  findOrAddResolution, findOrAddStatus, findOrAddType, findOrAddVersion,
} from '../project-store';
import { ADMIN_GROUP, USER_GROUP, type Site } from '../site';
import { findProject } from '../viewer';
import { categoryOfName, levelOfName, rankOfPriority } from './guess';
import { KnownIds, itemsOf } from './history';
import { readLine, type SeedIssue } from './line';
import { CAST, madeUpName } from './names';
import { registerCustomFields } from './custom';
import { Notes } from './notes';
import { settle } from './settle';

/** How often progress is told. */
const PROGRESS_STEP = 50;

interface Pending {
  id: number;
  parent: string | undefined;
  links: NonNullable<SeedIssue['fields']['issuelinks']>;
}

/** Loads a seed in one transaction: a broken line leaves the site as it was. */
export function loadSeed(site: Site, lines: Iterable<string>, progress: (done: number) => void): SeedReport {
  return site.store.transaction(() => loadIssues(site, lines, progress, 'refuse').report);
}

/** What to do with an issue that the site has already. */
type Existing = 'refuse' | 'keep';

/** Loads issues and says which the file held. Call it inside a transaction. */
export function loadIssues(site: Site, lines: Iterable<string>, progress: (done: number) => void, existing: Existing): { report: SeedReport; keys: string[] } {
  const load = new Load(site, progress, existing);
  const report = load.run(lines);
  return { report, keys: load.keys() };
}

class Load {
  private readonly ids = new KnownIds();
  private readonly notes = new Notes();
  private readonly projects = new Map<string, number>();
  private readonly people = new Set<string>();
  private readonly pending: Pending[] = [];
  private readonly lineOfKey = new Map<string, number>();
  /** Counted here: a history holds many changes, and asking the site for each id would take longer than storing it. */
  private changeId: number;

  constructor(
    private readonly site: Site,
    private readonly progress: (done: number) => void,
    private readonly existing: Existing,
  ) {
    this.changeId = site.nextId('change');
  }

  /** Keys of the issues in the file, loaded or not. */
  keys(): string[] {
    return [...this.lineOfKey.keys()];
  }

  run(lines: Iterable<string>): SeedReport {
    let number = 0;
    for (const text of lines) {
      number += 1;
      if (text.trim() === '') continue;
      this.issue(readLine(text, number), number);
      if (this.pending.length % PROGRESS_STEP === 0) this.progress(this.pending.length);
    }
    this.site.reserveId('change', this.changeId);
    this.connect();
    this.cast();
    settle(this.site, this.ids, this.notes);
    this.progress(this.pending.length);
    return {
      issues: this.pending.length,
      projects: [...this.projects.keys()],
      users: this.people.size + CAST.length,
      notes: this.notes.sentences(),
    };
  }

  private issue(issue: SeedIssue, line: number): void {
    const earlier = this.lineOfKey.get(issue.key);
    if (earlier !== undefined) throw new SeedError(line, `${issue.key} was already on line ${String(earlier)}.`);
    const isHere = this.site.store.one('SELECT 1 AS found FROM jira_issue WHERE key = ?', issue.key) !== undefined;
    if (isHere && this.existing === 'refuse') {
      throw new SeedError(line, `${issue.key} is already on this site.`);
    }
    this.lineOfKey.set(issue.key, line);
    if (isHere) return;

    const { fields } = issue;
    const histories = issue.changelog?.histories ?? [];
    const changes = histories.map((history) => ({
      created: history.created,
      author: this.person(history.author),
      items: itemsOf(history, (accountId) => this.nameOf(accountId)),
    }));
    for (const { items } of changes) this.ids.learn(items);

    const projectId = this.project(issue);
    const id = this.issueId(issue.id);
    const created = fields.created ?? earliest(changes) ?? this.site.now();
    const updated = fields.updated ?? Math.max(created, ...changes.map((change) => change.created));
    const resolved = fields.resolutiondate ?? (fields.resolution === undefined ? null : lastOf(changes, 'resolution') ?? updated);
    const status = this.status(projectId, fields.status, fields.resolution !== undefined);
    if (fields.summary === undefined) this.notes.count('summary');
    const summary = fields.summary ?? `${fields.issuetype?.name ?? 'Issue'} ${issue.key}`;
    const description = asDocument(fields.description);

    this.site.store.run(
      `INSERT INTO jira_issue (id, key, projectId, number, typeId, statusId, priorityId, resolutionId, securityId, assignee,
         reporter, creator, created, updated, resolved, statusChanged, due, summary, description, custom, commentCount)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id, issue.key, projectId, Number(issue.key.slice(issue.key.lastIndexOf('-') + 1)), this.type(projectId, fields.issuetype), status,
      this.priority(fields.priority?.name), this.resolution(fields.resolution?.name),
      fields.security === undefined ? null : findOrAddLevel(this.site, projectId, fields.security.name),
      this.person(fields.assignee), this.person(fields.reporter), this.person(fields.creator ?? fields.reporter),
      created, updated, resolved, lastOf(changes, 'status') ?? created, fields.duedate ?? null, summary,
      description, JSON.stringify(registerCustomFields(this.site, fields)), fields.commentCount ?? 0,
    );
    this.site.store.run('INSERT INTO jira_issue_text (rowid, summary, description) VALUES (?, ?, ?)', id, summary, description ?? '');
    this.parts(id, projectId, fields);
    for (const change of changes) this.change(id, change);
    for (const { items } of changes) this.statusesOf(projectId, items);
    if (changes.length === 0) this.notes.count('history');
    this.pending.push({
      id,
      parent: fields.parent?.key,
      links: fields.issuelinks ?? [],
    });
  }

  private parts(id: number, projectId: number, fields: SeedIssue['fields']): void {
    for (const label of fields.labels ?? []) {
      this.site.store.run('INSERT OR IGNORE INTO jira_issue_label (issueId, label) VALUES (?, ?)', id, label);
    }
    for (const { name } of fields.components ?? []) {
      this.site.store.run('INSERT OR IGNORE INTO jira_issue_component (issueId, componentId) VALUES (?, ?)', id, findOrAddComponent(this.site, projectId, name));
    }
    for (const version of fields.fixVersions ?? []) {
      this.site.store.run('INSERT OR IGNORE INTO jira_issue_version (issueId, versionId) VALUES (?, ?)', id, findOrAddVersion(this.site, projectId, version));
    }
  }

  private change(issueId: number, change: { created: number; author: string | null; items: ChangeItem[] }): void {
    this.changeId += 1;
    this.site.store.run(
      'INSERT INTO jira_change (id, issueId, author, created, items) VALUES (?, ?, ?, ?, ?)',
      this.changeId, issueId, change.author, change.created, JSON.stringify(change.items),
    );
  }

  /** Statuses that issues were once in belong to the site too: reading a history needs their category. */
  private statusesOf(projectId: number, items: readonly ChangeItem[]): void {
    for (const item of items.filter(({ fieldId }) => fieldId === 'status')) {
      for (const name of [item.fromString, item.toString]) {
        if (name !== null && name !== '') this.status(projectId, { name }, undefined);
      }
    }
  }

  private project(issue: SeedIssue): number {
    const key = issue.key.slice(0, issue.key.lastIndexOf('-'));
    const known = this.projects.get(key);
    if (known !== undefined) return known;
    const { name, projectTypeKey } = issue.fields.project ?? {};
    const type = projectTypeKey === 'service_desk' || projectTypeKey === 'business' ? projectTypeKey : 'software';
    if (name === undefined) this.notes.count('projectName');
    const id = findProject(this.site, key)?.id ?? addProject(this.site, { key, name: name ?? key, type, leadId: 'project-admin' }).id;
    this.projects.set(key, id);
    return id;
  }

  /** The id that the file gives, unless it is none or taken. */
  private issueId(given: string | number | undefined): number {
    const id = given !== undefined && /^[1-9]\d{0,14}$/.test(String(given)) ? Number(given) : undefined;
    if (id === undefined || this.site.store.one('SELECT 1 AS found FROM jira_issue WHERE id = ?', id) !== undefined) return this.site.nextId('issue');
    this.site.reserveId('issue', id);
    return id;
  }

  private type(projectId: number, type: SeedIssue['fields']['issuetype']): number {
    const name = type?.name ?? 'Task';
    const level = type?.hierarchyLevel ?? (type?.subtask === true ? -1 : levelOfName(name));
    const id = findOrAddType(this.site, name, level, this.ids.of('issuetype', name));
    addTypeToProject(this.site, projectId, id);
    return id;
  }

  /** `resolved` is undefined where a history mentions the status and no issue is in it. */
  private status(projectId: number, status: SeedIssue['fields']['status'], resolved: boolean | undefined): number {
    const name = status?.name ?? (resolved === true ? 'Done' : 'To Do');
    const told = status?.statusCategory?.key;
    const known = told !== undefined && isCategory(told) ? told : categoryOfName(name);
    const id = findOrAddStatus(this.site, name, known ?? 'indeterminate', this.ids.of('status', name));
    if (known === undefined) this.notes.unknownStatus(id, name, resolved);
    addStatusToProject(this.site, projectId, id);
    return id;
  }

  private priority(name: string | undefined): number | null {
    return name === undefined ? null : findOrAddPriority(this.site, name, rankOfPriority(name), this.ids.of('priority', name));
  }

  private resolution(name: string | undefined): number | null {
    if (name === undefined) return null;
    this.notes.resolution(name);
    return findOrAddResolution(this.site, name, this.ids.of('resolution', name));
  }

  private person(person: { accountId: string; displayName?: string | undefined; timeZone?: string | undefined } | undefined): string | null {
    if (person === undefined) return null;
    const { accountId, displayName, timeZone } = person;
    if (!this.people.has(accountId)) {
      this.people.add(accountId);
      if (displayName === undefined) this.notes.count('personName');
      this.site.addUser({ accountId, displayName: displayName ?? madeUpName(accountId), ...(timeZone === undefined ? {} : { timeZone }) });
    }
    return accountId;
  }

  private nameOf(accountId: string): string {
    this.person({ accountId });
    return this.site.user(accountId)?.displayName ?? accountId;
  }

  /** Parents and links, once all issues are there. */
  private connect(): void {
    const find = (key: string): number | undefined => this.site.store.one<{ id: number }>('SELECT id FROM jira_issue WHERE key = ?', key)?.id;
    for (const { id, parent, links } of this.pending) {
      if (parent !== undefined) {
        const parentId = find(parent);
        if (parentId === undefined) this.notes.missingParent(parent);
        else this.site.store.run('UPDATE jira_issue SET parentId = ? WHERE id = ?', parentId, id);
      }
      for (const { type, outward, inward } of links) {
        const other = outward ?? inward;
        const otherId = other === undefined ? undefined : find(other);
        if (otherId === undefined) this.notes.count('link');
        else if (outward === undefined) addLink(this.site, type, otherId, id);
        else addLink(this.site, type, id, otherId);
      }
    }
  }

  /** Who is who in the loaded projects. */
  private cast(): void {
    for (const person of CAST) this.site.addUser(person);
    const everyone = this.site.addGroup(USER_GROUP);
    const admins = this.site.addGroup(ADMIN_GROUP);
    this.site.addToGroup(admins, 'admin');
    for (const accountId of [...this.people, ...CAST.map((person) => person.accountId)]) this.site.addToGroup(everyone, accountId);
    for (const projectId of this.projects.values()) {
      this.site.addActor(projectId, ROLES.administrators.id, 'group', admins);
      this.site.addActor(projectId, ROLES.administrators.id, 'user', 'project-admin');
      for (const accountId of ['project-admin', 'engineer', 'manager', ...this.people]) this.site.addActor(projectId, ROLES.members.id, 'user', accountId);
      completeTypes(this.site, projectId);
      this.site.store.run('UPDATE jira_project SET lastNumber = (SELECT max(number) FROM jira_issue WHERE projectId = ?1) WHERE id = ?1', projectId);
    }
  }
}

function earliest(changes: readonly { created: number }[]): number | undefined {
  return changes.length === 0 ? undefined : Math.min(...changes.map(({ created }) => created));
}

/** When the field last changed. */
function lastOf(changes: readonly { created: number; items: readonly ChangeItem[] }[], fieldId: string): number | undefined {
  const times = changes.filter(({ items }) => items.some((item) => item.fieldId === fieldId)).map(({ created }) => created);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A description as Atlassian's document format, which plain text is put into. */
function asDocument(description: unknown): string | null {
  if (description === undefined || description === null) return null;
  const isDocument = typeof description === 'object';
  return JSON.stringify(
    isDocument ? description : { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: String(description) }] }] },
  );
}
