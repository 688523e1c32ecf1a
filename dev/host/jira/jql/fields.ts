import { customFields, type FieldBean } from '../field';
import { day, historical, instant, multiple, number, single, text, unsupported, type ClauseMaker } from './clauses';
import { sql } from './sql';
import { RESOLVERS, type Resolve, type Scope } from './values';

const categoryColumn = '(SELECT s.category FROM jira_status s WHERE s.id = i.statusId)';
const priorityRank = '(SELECT -p.rank FROM jira_priority p WHERE p.id = i.priorityId)';

/** Labels are made by use, so one that does not exist is no mistake. */
const anyLabel: Resolve = (label) => [label];

/** Keys are compared with `=` and `in`; `key > X-5` compares the numbers of one project. */
const key: ClauseMaker = (clause, scope) => {
  const [value] = clause.values;
  const isOrder = ['>', '>=', '<', '<='].includes(clause.operator);
  if (!isOrder) return single('i.id', RESOLVERS.issue)(clause, scope);
  if (value?.kind !== 'text') throw unsupported(clause);
  const [id] = RESOLVERS.issue(value.text, clause.field, scope);
  const row = scope.site.store.one<{ projectId: number; number: number }>('SELECT projectId, number FROM jira_issue WHERE id = ?', id ?? null);
  return sql(`(i.projectId = ? AND i.number ${clause.operator} ?)`, row?.projectId ?? null, row?.number ?? null);
};

/** Priorities have an order: `priority > Minor` is everything more urgent. */
const priority: ClauseMaker = (clause, scope) => {
  const [value] = clause.values;
  if (!['>', '>=', '<', '<='].includes(clause.operator)) return single('i.priorityId', RESOLVERS.priority)(clause, scope);
  if (value?.kind !== 'text') throw unsupported(clause);
  const [id] = RESOLVERS.priority(value.text, clause.field, scope);
  return sql(`${priorityRank} ${clause.operator} (SELECT -p.rank FROM jira_priority p WHERE p.id = ?)`, id ?? null);
};

interface JqlField {
  names: readonly string[];
  clause?: ClauseMaker;
  /** What `ORDER BY` compares; several expressions in turn. */
  order?: readonly string[];
}

const nameOf = (table: string, column: string): string => `(SELECT n.name FROM jira_${table} n WHERE n.id = i.${column})`;
const personOf = (column: string): string => `(SELECT u.displayName FROM jira_user u WHERE u.accountId = i.${column})`;

const FIELDS: readonly JqlField[] = [
  { names: ['project'], clause: single('i.projectId', RESOLVERS.project), order: [nameOf('project', 'projectId')] },
  { names: ['issuetype', 'type'], clause: single('i.typeId', RESOLVERS.type), order: [nameOf('issuetype', 'typeId')] },
  { names: ['status'], clause: historical('i.statusId', RESOLVERS.status), order: [nameOf('status', 'statusId')] },
  { names: ['statuscategory'], clause: single(categoryColumn, RESOLVERS.category) },
  { names: ['resolution'], clause: single('i.resolutionId', RESOLVERS.resolution), order: [nameOf('resolution', 'resolutionId')] },
  { names: ['parent'], clause: single('i.parentId', RESOLVERS.issue) },
  {
    names: ['key', 'issuekey', 'issue', 'id'],
    clause: key,
    order: ['(SELECT p.key FROM jira_project p WHERE p.id = i.projectId)', 'i.number'],
  },
  { names: ['labels'], clause: multiple('jira_issue_label', 'label COLLATE NOCASE', anyLabel) },
  { names: ['component'], clause: multiple('jira_issue_component', 'componentId', RESOLVERS.component) },
  { names: ['fixversion'], clause: multiple('jira_issue_version', 'versionId', RESOLVERS.version) },
  { names: ['priority'], clause: priority, order: [priorityRank] },
  { names: ['assignee'], clause: single('i.assignee', RESOLVERS.user), order: [personOf('assignee')] },
  { names: ['reporter'], clause: single('i.reporter', RESOLVERS.user), order: [personOf('reporter')] },
  { names: ['creator'], clause: single('i.creator', RESOLVERS.user), order: [personOf('creator')] },
  { names: ['level'], clause: single('i.securityId', RESOLVERS.level) },
  { names: ['created', 'createddate'], clause: instant('i.created'), order: ['i.created'] },
  { names: ['updated', 'updateddate'], clause: instant('i.updated'), order: ['i.updated'] },
  { names: ['resolved', 'resolutiondate'], clause: instant('i.resolved'), order: ['i.resolved'] },
  { names: ['statuscategorychangeddate'], clause: instant('i.statusChanged'), order: ['i.statusChanged'] },
  { names: ['due', 'duedate'], clause: day('i.due'), order: ['i.due'] },
  { names: ['summary'], clause: text(['summary']), order: ['i.summary COLLATE NOCASE'] },
  { names: ['description'], clause: text(['description']) },
  { names: ['text'], clause: text(['summary', 'description']) },
];

const BY_NAME = new Map(FIELDS.flatMap((field) => field.names.map((name) => [name, field] as const)));

/** The field that JQL calls by this name, custom fields of numbers included; undefined when there is none. */
export function jqlField(name: string, scope: Scope): Omit<JqlField, 'names'> | undefined {
  const known = BY_NAME.get(name.toLowerCase());
  if (known !== undefined) return known;
  const custom = customFields(scope.site).find((field) => isCalled(field, name));
  if (custom?.schema?.type !== 'number') return undefined;
  // The id comes from the site's own table and is digits after a fixed word.
  const column = `json_extract(i.custom, '$.${custom.id}')`;
  return { clause: number(column), order: [column] };
}

function isCalled(field: FieldBean, name: string): boolean {
  const wanted = name.toLowerCase();
  return field.id === wanted || field.clauseNames.some((clauseName) => clauseName.toLowerCase() === wanted);
}
