import { z } from 'zod';
import { JiraError, forbidden } from '../error';
import { writeProperty } from '../property-store';
import { NOTHING, param, type Answer, type Call, type Route } from '../route';
import { findProject, type IssueRow, type ProjectRow } from '../viewer';
import { changeDetails, emitIssue, eventIssue } from '../write/event';
import { applyEdits, current, indexText, recordChange, removeIssue, setColumns } from '../write/issue-store';
import { named } from '../write/lookup';
import { actorOf, editsOf, readUpdate, type IssueUpdate } from '../write/request';

const projectReference = z.object({ id: z.union([z.string(), z.number()]).transform(String).optional(), key: z.string().optional() });

/** The project that a new issue is to be in. */
function projectOf(call: Call, value: unknown): ProjectRow {
  const parsed = projectReference.safeParse(value);
  const idOrKey = parsed.success ? (parsed.data.id ?? parsed.data.key) : undefined;
  const project = idOrKey === undefined ? undefined : findProject(call.site, idOrKey);
  if (project === undefined || !call.viewer.can('CREATE_ISSUES', project.id)) throw JiraError.field('project', 'valid project is required');
  return project;
}

function create(call: Call): Answer {
  const actor = actorOf(call);
  const { site, viewer } = call;
  const update = readUpdate(call);
  const { project: projectValue, issuetype, ...fields } = update.fields ?? {};
  const project = projectOf(call, projectValue);
  if (typeof fields['summary'] !== 'string') throw JiraError.field('summary', 'You must specify a summary of the issue.');

  const made = site.store.transaction(() => {
    const type = typeOf(call, project, issuetype);
    const row = insert(call, project, type.id, actor.accountId);
    // A reporter that is not asked for is whoever creates the issue, which needs no permission.
    const edits = editsOf({ ...update, fields: withoutOwn(fields, actor.accountId) }, { site, viewer, issue: row });
    applyEdits(site, row.id, edits);
    const stored = current(site, row.id);
    if (type.level < 0 && stored.parentId === null) throw JiraError.field('parent', 'Issue type is a sub-task but parent issue key or id not specified.');
    indexText(site, row.id, stored.summary, stored.description);
    for (const { key, value } of update.properties ?? []) writeProperty(site, 'issue', String(row.id), key, value);
    return stored;
  });
  const event = eventIssue(site, made);
  emitIssue(site, actor, 'created', event);
  if (made.assignee !== null) emitIssue(site, actor, 'assigned', event);
  return { status: 201, body: { id: String(made.id), key: made.key, self: site.url(`issue/${String(made.id)}`) } };
}

function withoutOwn(fields: Readonly<Record<string, unknown>>, accountId: string): Record<string, unknown> {
  const reporter = z.object({ accountId: z.literal(accountId) }).safeParse(fields['reporter']);
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'reporter' || !reporter.success));
}

function typeOf(call: Call, project: ProjectRow, value: unknown): { id: number; level: number } {
  const { id } = named(call.site, 'issuetype', 'issuetype', value);
  const type = call.site.store.one<{ id: number; level: number }>(
    'SELECT t.id, t.level FROM jira_project_issuetype p JOIN jira_issuetype t ON t.id = p.typeId WHERE p.projectId = ? AND t.id = ?', project.id, id,
  );
  if (type === undefined) throw JiraError.field('issuetype', 'Specify a valid issue type');
  return type;
}

function insert({ site }: Call, project: ProjectRow, typeId: number, accountId: string): IssueRow {
  const id = site.nextId('issue');
  const now = site.now();
  const number = (site.store.one<{ last: number }>('SELECT lastNumber AS last FROM jira_project WHERE id = ?', project.id)?.last ?? 0) + 1;
  site.store.run('UPDATE jira_project SET lastNumber = ? WHERE id = ?', number, project.id);
  const status = site.store.one<{ id: number }>(
    `SELECT s.id FROM jira_project_status p JOIN jira_status s ON s.id = p.statusId WHERE p.projectId = ?
     ORDER BY s.category = 'new' DESC, p.rank LIMIT 1`, project.id,
  );
  // The middle priority is the default, as on a new site.
  const priority = site.store.one<{ id: number }>('SELECT id FROM jira_priority ORDER BY abs(rank - 6), rank LIMIT 1');
  site.store.run(
    `INSERT INTO jira_issue (id, key, projectId, number, typeId, statusId, priorityId, reporter, creator, created, updated, statusChanged, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')`,
    id, `${project.key}-${String(number)}`, project.id, number, typeId, status?.id ?? null, priority?.id ?? null, accountId, accountId, now, now, now,
  );
  return current(site, id);
}

/** Refuses with a 403 who may not edit the issue. */
export function requireEdit(call: Call, issue: IssueRow): void {
  if (!call.viewer.canOn('EDIT_ISSUES', issue)) throw forbidden('You do not have permission to edit issues in this project.');
}

function edit(call: Call): Answer {
  const actor = actorOf(call);
  const issue = call.viewer.issue(param(call, 'issueIdOrKey'));
  requireEdit(call, issue);
  const update = readUpdate(call);
  if (update.transition !== undefined) throw JiraError.field('transition', 'Use the transitions of the issue to change its status.');
  storeEdit(call, issue, update, actor);
  return NOTHING;
}

/** Stores what changes, with its line in the history, and tells of it. */
export function storeEdit(call: Call, issue: IssueRow, update: IssueUpdate, actor: ReturnType<typeof actorOf>): void {
  const { site, viewer } = call;
  const items = site.store.transaction(() => {
    const changed = applyEdits(site, issue.id, editsOf(update, { site, viewer, issue }));
    for (const { key, value } of update.properties ?? []) writeProperty(site, 'issue', String(issue.id), key, value);
    if (changed.length > 0) setColumns(site, issue.id, { updated: site.now() });
    recordChange(site, issue.id, actor.accountId, site.now(), changed);
    return changed;
  });
  if (items.length === 0) return;
  const event = eventIssue(site, current(site, issue.id));
  emitIssue(site, actor, 'updated', event, changeDetails(site, items));
  if (items.some(({ fieldId, to }) => fieldId === 'assignee' && to !== null)) emitIssue(site, actor, 'assigned', event);
}

function remove(call: Call): Answer {
  const actor = actorOf(call);
  const { site, viewer } = call;
  const issue = viewer.issue(param(call, 'issueIdOrKey'));
  if (!viewer.canOn('DELETE_ISSUES', issue)) throw forbidden('You do not have permission to delete issues in this project.');
  const subtasks = site.column<number>(
    'SELECT i.id AS value FROM jira_issue i JOIN jira_issuetype t ON t.id = i.typeId WHERE i.parentId = ? AND t.level < 0', issue.id,
  );
  if (subtasks.length > 0 && call.query.get('deleteSubtasks') !== 'true') {
    throw new JiraError(400, [`The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`]);
  }
  // Made while the issue is still there. The sub-tasks' going is told by no event of their own, as on Jira.
  const event = eventIssue(site, issue);
  site.store.transaction(() => {
    for (const id of [...subtasks, issue.id]) removeIssue(site, id);
  });
  emitIssue(site, actor, 'deleted', event);
  return NOTHING;
}

const write = ['write:jira-work'] as const;

export const writeIssueRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/issue', scopes: write, handle: create },
  { method: 'PUT', path: '/rest/api/3/issue/{issueIdOrKey}', scopes: write, handle: edit },
  { method: 'DELETE', path: '/rest/api/3/issue/{issueIdOrKey}', scopes: write, handle: remove },
];
