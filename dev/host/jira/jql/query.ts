import type { Param } from '../store';
import type { IssueRow } from '../viewer';
import { jqlField } from './fields';
import { combine, isIn, sql, type Sql } from './sql';
import { jqlError, parseJql, type Query, type Tree } from './tree';
import type { Scope } from './values';

interface OrderTerm {
  expression: string;
  descending: boolean;
}

/** A query that is ready to run for the one who asked. */
export interface Search {
  where: Sql;
  order: readonly OrderTerm[];
}

/** Reads a query for someone. A query that restricts nothing is refused: Jira's new search wants bounds. */
export function readJql(text: string, scope: Scope): Search {
  const query = parseJql(text);
  if (query.where === undefined) {
    throw jqlError('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  return { where: combine('and', [visibleTo(scope), conditionOf(query.where, scope)]), order: orderOf(query.orderBy, scope) };
}

/** The search among these issues alone. */
export function among(search: Search, issueIds: readonly number[]): Search {
  return { ...search, where: combine('and', [search.where, isIn('i.id', [...issueIds])]) };
}

/** What the asker may see: projects they browse, issues that are theirs where that suffices, and no issue above their security levels. */
function visibleTo({ viewer }: Scope): Sql {
  const theirs = (['reporter', 'assignee'] as const).flatMap((person) => {
    const projects = [...viewer.projectsWhere(person, 'BROWSE_PROJECTS')];
    return projects.length === 0 ? [] : [combine('and', [sql(`i.${person} = ?`, viewer.accountId ?? null), isIn('i.projectId', projects)])];
  });
  return combine('and', [
    combine('or', [isIn('i.projectId', [...viewer.projectsWith('BROWSE_PROJECTS')]), ...theirs]),
    combine('or', [sql('i.securityId IS NULL'), isIn('i.securityId', [...viewer.securityLevels()])]),
  ]);
}

function conditionOf(tree: Tree, scope: Scope): Sql {
  if (tree.kind !== 'terminal') return combine(tree.kind, tree.parts.map((part) => conditionOf(part, scope)));
  const clause = jqlField(tree.field, scope)?.clause;
  if (clause === undefined) throw jqlError(`Field '${tree.field}' does not exist or you do not have permission to view it.`);
  return clause(tree, scope);
}

/** Newest first, where a query asks for no order: Jira promises none, and this one is an index. */
const DEFAULT_ORDER: Query['orderBy'] = [{ field: 'created', descending: true }];

/** The order asked for, made total by the id. Empty values come last, first when descending. */
function orderOf(asking: Query['orderBy'], scope: Scope): OrderTerm[] {
  const fields = asking.length === 0 ? DEFAULT_ORDER : asking;
  const asked = fields.flatMap(({ field, descending }) => {
    const order = jqlField(field, scope)?.order;
    if (order === undefined) throw jqlError(`Not able to sort using field '${field}'.`);
    return order.flatMap((expression) => [
      ...(ALWAYS_FILLED.has(expression) ? [] : [{ expression: `(${expression} IS NULL)`, descending }]),
      { expression, descending },
    ]);
  });
  return [...asked, { expression: 'i.id', descending: asked[0]?.descending ?? true }];
}

const ALWAYS_FILLED: ReadonlySet<string> = new Set(['i.created', 'i.updated', 'i.number', 'i.statusChanged']);

/** Where a page ended: the values of the order's terms in its last row. */
export type Position = readonly Param[];

/** One page of issues and, unless it is the last, the position after which the next begins. */
export function runSearch(search: Search, scope: Scope, limit: number, after: Position | undefined): { issues: IssueRow[]; next?: Position } {
  const where = after === undefined ? search.where : combine('and', [search.where, ...beyond(search.order, after)]);
  const keys = search.order.map(({ expression }, index) => `${expression} AS order${String(index)}`);
  const order = search.order.map(({ expression, descending }) => `${expression} ${descending ? 'DESC' : 'ASC'}`);
  const rows = scope.site.store.all<IssueRow & Record<`order${number}`, Param>>(
    `SELECT i.*, ${keys.join(', ')} FROM jira_issue i WHERE ${where.text} ORDER BY ${order.join(', ')} LIMIT ?`,
    ...where.params,
    limit + 1,
  );
  const issues = rows.slice(0, limit);
  const last = issues.at(-1);
  if (rows.length <= limit || last === undefined) return { issues };
  return { issues, next: search.order.map((_, index) => last[`order${index}`] ?? null) };
}

/** The rows that come after a position: greater in the first term, or equal there and greater in the next, and so on. */
function beyond(order: readonly OrderTerm[], position: Position): Sql[] {
  const ways = order.map(({ expression, descending }, index) =>
    combine('and', [
      ...order.slice(0, index).map((term, at) => sql(`${term.expression} IS ?`, position[at] ?? null)),
      sql(`${expression} ${descending ? '<' : '>'} ?`, position[index] ?? null),
    ]),
  );
  const [first] = order;
  // Said once more by itself, the first term lets an index skip what earlier pages held.
  const bound = first === undefined || !ALWAYS_FILLED.has(first.expression) ? [] : [sql(`${first.expression} ${first.descending ? '<=' : '>='} ?`, position[0] ?? null)];
  return [...bound, combine('or', ways)];
}

/** How many issues the query finds. */
export function countSearch(search: Search, scope: Scope): number {
  const row = scope.site.store.one<{ count: number }>(`SELECT count(*) AS count FROM jira_issue i WHERE ${search.where.text}`, ...search.where.params);
  return row?.count ?? 0;
}
