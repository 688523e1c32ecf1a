import { z } from 'zod';
import { BulkTask } from '../bulk-task';
import type { ChangeItem } from '../change-item';
import { JiraError, forbidden } from '../error';
import { parseBody, type Answer, type Call, type Route } from '../route';
import { findIssue, findProject, type IssueRow, type ProjectRow } from '../viewer';
import { item } from '../write/edit';
import { changeDetails, emitIssue, eventIssue } from '../write/event';
import { current, recordChange, setColumns } from '../write/issue-store';
import { actorOf } from '../write/request';

const target = z.looseObject({ issueIdsOrKeys: z.array(z.string()).min(1), targetStatus: z.array(z.object({ statuses: z.record(z.string(), z.array(z.string())) })).optional() });
const body = z.looseObject({ targetToSourcesMapping: z.record(z.string(), target) });

interface Destination {
  project: ProjectRow;
  typeId: number;
  parentId: number | null;
  /** Id of the new status by the old one's. */
  statuses: ReadonlyMap<string, number>;
}

/** Moves issues to another project, or to another type: each gets a new key, and the old one still leads to it. */
function move(call: Call): Answer {
  const groups = Object.entries(parseBody(call, body).targetToSourcesMapping);
  const task = new BulkTask(call, groups.reduce((sum, [, { issueIdsOrKeys }]) => sum + issueIdsOrKeys.length, 0));
  for (const [key, { issueIdsOrKeys, targetStatus = [] }] of groups) {
    const destination = destinationOf(call, key, targetStatus);
    for (const idOrKey of issueIdsOrKeys) task.attempt(idOrKey, (issue) => moveOne(call, issue, destination));
  }
  return task.submitted();
}

/** `PROJECT,TYPE` or `PROJECT,TYPE,PARENT`, each by id or key. */
function destinationOf(call: Call, key: string, targetStatus: NonNullable<z.infer<typeof target>['targetStatus']>): Destination {
  const { site, viewer } = call;
  const [projectIdOrKey = '', typeId = '', parentIdOrKey] = key.split(',');
  const project = findProject(site, projectIdOrKey);
  if (project === undefined || !viewer.can('CREATE_ISSUES', project.id)) throw new JiraError(400, ['The target project is not valid, or you may not create issues there.']);
  const type = site.store.one<{ id: number }>('SELECT typeId AS id FROM jira_project_issuetype WHERE projectId = ? AND typeId = ?', project.id, Number(typeId));
  if (type === undefined) throw new JiraError(400, ['The target issue type is not one of the target project.']);
  const parent = parentIdOrKey === undefined ? undefined : findIssue(site, parentIdOrKey);
  if (parentIdOrKey !== undefined && (parent === undefined || !viewer.sees(parent))) throw new JiraError(400, ['The target parent is not valid.']);
  const statuses = new Map(targetStatus.flatMap(({ statuses: byTarget }) => Object.entries(byTarget).flatMap(([to, from]) => from.map((id): [string, number] => [id, Number(to)]))));
  return { project, typeId: type.id, parentId: parent?.id ?? null, statuses };
}

function moveOne(call: Call, issue: IssueRow, destination: Destination): void {
  const { viewer, site } = call;
  if (!viewer.canOn('MOVE_ISSUES', issue)) throw forbidden('You do not have permission to move issues of this project.');
  const subtasks = site.store.all<IssueRow>(
    'SELECT i.* FROM jira_issue i JOIN jira_issuetype t ON t.id = i.typeId WHERE i.parentId = ? AND t.level < 0', issue.id,
  );
  const actor = actorOf(call);
  const told = site.store.transaction(() => [
    { id: issue.id, items: relocate(call, issue, destination) },
    // Sub-tasks live where their parent does, in a type that the other project has.
    ...subtasks.map((subtask) => ({ id: subtask.id, items: relocate(call, subtask, { ...destination, parentId: issue.id, typeId: subtaskTypeIn(call, destination.project, subtask.typeId) }) })),
  ]);
  for (const { id, items } of told) emitIssue(site, actor, 'updated', eventIssue(site, current(site, id)), changeDetails(site, items));
}

function subtaskTypeIn({ site }: Call, project: ProjectRow, typeId: number): number {
  const found = site.store.one<{ id: number }>(
    `SELECT t.id FROM jira_project_issuetype p JOIN jira_issuetype t ON t.id = p.typeId
     WHERE p.projectId = ? AND t.level < 0 ORDER BY t.id = ? DESC, t.id LIMIT 1`, project.id, typeId,
  );
  if (found === undefined) throw new JiraError(400, ['The target project has no type of sub-task.']);
  return found.id;
}

/** Gives the issue its new place, and says in the history's words what changed. */
function relocate(call: Call, issue: IssueRow, { project, typeId, parentId, statuses }: Destination): ChangeItem[] {
  const { site } = call;
  const isElsewhere = project.id !== issue.projectId;
  const number = (findProject(site, String(project.id))?.lastNumber ?? 0) + 1;
  const key = isElsewhere ? `${project.key}-${String(number)}` : issue.key;
  const statusId = statusIn(call, project, issue.statusId, statuses);
  const before = findProject(site, String(issue.projectId));
  const items: ChangeItem[] = [];
  if (isElsewhere) {
    site.store.run('UPDATE jira_project SET lastNumber = ? WHERE id = ?', number, project.id);
    site.store.run('INSERT INTO jira_moved_key (key, issueId) VALUES (?, ?)', issue.key, issue.id);
    for (const table of ['component', 'version']) site.store.run(`DELETE FROM jira_issue_${table} WHERE issueId = ?`, issue.id);
    items.push(
      item('project', 'project', [String(issue.projectId), before?.name ?? null], [String(project.id), project.name]),
      item('Key', undefined, [null, issue.key], [null, key]),
    );
  }
  if (typeId !== issue.typeId) items.push(named(call, 'issuetype', issue.typeId, typeId));
  if (statusId !== issue.statusId) items.push(named(call, 'status', issue.statusId, statusId));
  if (parentId !== issue.parentId) {
    const [old, next] = [issue.parentId, parentId].map((id) => (id === null ? undefined : findIssue(site, String(id))));
    items.push(item('IssueParentAssociation', undefined, [textOf(issue.parentId), old?.key ?? null], [textOf(parentId), next?.key ?? null]));
  }
  if (items.length === 0) return items;
  setColumns(site, issue.id, {
    ...{ projectId: project.id, key, typeId, statusId, parentId, updated: site.now() },
    ...(isElsewhere ? { number, securityId: null } : {}),
    ...(statusId === issue.statusId ? {} : { statusChanged: site.now() }),
  });
  recordChange(site, issue.id, actorOf(call).accountId, site.now(), items);
  return items;
}

/** The same status where the other workflow has it, the one that is asked for, or the workflow's first. */
function statusIn({ site }: Call, project: ProjectRow, statusId: number, asked: ReadonlyMap<string, number>): number {
  const wanted = asked.get(String(statusId)) ?? statusId;
  const found = site.store.one<{ id: number }>(
    `SELECT s.id FROM jira_project_status p JOIN jira_status s ON s.id = p.statusId WHERE p.projectId = ?
     ORDER BY s.id = ? DESC, s.category = 'new' DESC, p.rank LIMIT 1`, project.id, wanted,
  );
  if (found === undefined) throw new JiraError(400, ['The target project has no statuses.']);
  return found.id;
}

function named({ site }: Call, table: 'issuetype' | 'status', from: number, to: number): ChangeItem {
  const name = (id: number): string | null => site.store.one<{ name: string }>(`SELECT name FROM jira_${table} WHERE id = ?`, id)?.name ?? null;
  return item(table, table, [String(from), name(from)], [String(to), name(to)]);
}

function textOf(id: number | null): string | null {
  return id === null ? null : String(id);
}

export const moveRoutes: readonly Route[] = [
  { method: 'POST', path: '/rest/api/3/bulk/issues/move', scopes: ['write:jira-work'], handle: move },
];
