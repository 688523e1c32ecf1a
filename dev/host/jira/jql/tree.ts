import { JastBuilder, ORDER_BY_DIRECTION_DESC, type Clause, type Operand, type OrderByField, type Predicate as ParsedPredicate, type TerminalClause } from '@atlaskit/jql-ast';
import { JiraError } from '../error';

/** What stands right of an operator. */
export type Value = { kind: 'text'; text: string } | { kind: 'empty' } | { kind: 'function'; name: string; args: string[] };

type Opposable = '=' | '!=' | '>' | '>=' | '<' | '<=' | 'in' | 'not in' | 'is' | 'is not' | '~' | '!~';
export type Operator = Opposable | 'changed';

/** What narrows `changed`; its other predicates (`by`, `during`, `on`) are not served. */
export const PREDICATES = ['from', 'to', 'after', 'before'] as const;
export interface Predicate {
  operator: (typeof PREDICATES)[number];
  values: Value[];
}

export interface Terminal {
  kind: 'terminal';
  /** As written, for messages. */
  field: string;
  operator: Operator;
  /** One value, or the members of a list. */
  values: Value[];
  /** Of `changed` alone. */
  predicates: Predicate[];
}

/** A query without NOT: it is pushed down to the operators, which is what Jira does. */
export type Tree = Terminal | { kind: 'and' | 'or'; parts: Tree[] };

export interface Query {
  where: Tree | undefined;
  orderBy: { field: string; descending: boolean }[];
}

const OPPOSITE: Readonly<Record<Opposable, Opposable>> = {
  '=': '!=', '!=': '=', '>': '<=', '<=': '>', '<': '>=', '>=': '<', in: 'not in', 'not in': 'in', is: 'is not', 'is not': 'is', '~': '!~', '!~': '~',
};

/** More of `ORDER BY` is refused, as Jira does. */
const MAX_ORDER_FIELDS = 7;

/** A 400 in the form of JQL's own messages. */
export function jqlError(text: string): JiraError {
  return new JiraError(400, [text]);
}

/** Reads JQL with Atlassian's parser. What is no JQL, or JQL that this site does not know, is a 400 that names it. */
export function parseJql(text: string): Query {
  const jast = new JastBuilder().build(text);
  const [error] = jast.errors;
  if (error !== undefined) throw jqlError(`Error in the JQL Query: ${error.message}`);
  const where = jast.query?.where;
  const fields = jast.query?.orderBy?.fields ?? [];
  if (fields.length > MAX_ORDER_FIELDS) throw jqlError(`The maximum number of ORDER BY fields is ${String(MAX_ORDER_FIELDS)}.`);
  return { where: where === undefined ? undefined : treeOf(where, false), orderBy: fields.map(orderOf) };
}

function orderOf(field: OrderByField): Query['orderBy'][number] {
  return { field: field.field.value, descending: field.direction?.value === ORDER_BY_DIRECTION_DESC };
}

function treeOf(clause: Clause, negated: boolean): Tree {
  switch (clause.clauseType) {
    case 'not':
      return treeOf(clause.clause, !negated);
    case 'compound': {
      const isAnd = (clause.operator.value === 'and') !== negated;
      return { kind: isAnd ? 'and' : 'or', parts: clause.clauses.map((part) => treeOf(part, negated)) };
    }
    case 'terminal':
      return terminalOf(clause, negated);
  }
}

function terminalOf(clause: TerminalClause, negated: boolean): Terminal {
  const field = clause.field.value;
  if ((clause.field.properties ?? []).length > 0) throw jqlError(`Searching by properties of '${field}' is not supported.`);
  const written = clause.operator?.value ?? '';
  if (written === 'changed' && !negated) return { kind: 'terminal', field, operator: written, values: [], predicates: (clause.predicates ?? []).map((one) => predicateOf(field, one)) };
  if (!isOpposable(written)) throw jqlError(`The operator '${written}' is not supported by the '${field}' field.`);
  if ((clause.predicates ?? []).length > 0) throw jqlError(`The operator '${written}' with predicates is not supported by the '${field}' field.`);
  if (clause.operand === undefined) throw jqlError(`Error in the JQL Query: '${field} ${written}' lacks a value.`);
  return { kind: 'terminal', field, operator: negated ? OPPOSITE[written] : written, values: valuesOf(clause.operand), predicates: [] };
}

function isOpposable(text: string): text is Opposable {
  return Object.hasOwn(OPPOSITE, text);
}

function predicateOf(field: string, { operator, operand }: ParsedPredicate): Predicate {
  const known = PREDICATES.find((one) => one === operator.value);
  if (known === undefined || operand === undefined) throw jqlError(`The predicate '${operator.value}' of 'changed' is not supported by the '${field}' field.`);
  return { operator: known, values: valuesOf(operand) };
}

function valuesOf(operand: Operand): Value[] {
  switch (operand.operandType) {
    case 'value':
      return [{ kind: 'text', text: operand.value }];
    case 'keyword':
      return [{ kind: 'empty' }];
    case 'function':
      return [{ kind: 'function', name: operand.function.value, args: operand.arguments.map((argument) => argument.value) }];
    case 'list':
      return operand.values.flatMap(valuesOf);
  }
}
