import type { Param } from '../store';
import { dayOf, instantOf } from './dates';
import { combine, isIn, isNotIn, sql, type Sql } from './sql';
import { jqlError, type Operator, type Terminal, type Value } from './tree';
import { resolveAll, type Resolve, type Scope } from './values';

/** Makes the condition of one clause about one kind of field. Columns are those of `jira_issue i`. */
export type ClauseMaker = (clause: Terminal, scope: Scope) => Sql;

export function unsupported(clause: Terminal): Error {
  return jqlError(`The operator '${clause.operator}' is not supported by the '${clause.field}' field.`);
}

/** Whether the operator wants the values (`=`, `in`, `is`) or all but them; undefined for any other operator. */
function wants(clause: Terminal): boolean | undefined {
  const onlyEmpty = clause.values.every(({ kind }) => kind === 'empty');
  switch (clause.operator) {
    case '=':
    case 'in':
      return true;
    case '!=':
    case 'not in':
      return false;
    case 'is':
      return onlyEmpty ? true : undefined;
    case 'is not':
      return onlyEmpty ? false : undefined;
    default:
      return undefined;
  }
}

/** A field with one value or none, compared by identity. */
export function single(column: string, resolve: Resolve): ClauseMaker {
  return (clause, scope) => {
    const positive = wants(clause);
    if (positive === undefined) throw unsupported(clause);
    const { found, empty } = resolveAll(resolve, clause.field, clause.values, scope);
    if (positive) return combine('or', [isIn(column, found), ...(empty ? [sql(`${column} IS NULL`)] : [])]);
    return isNotIn(column, found);
  };
}

/**
 * A field whose history can be searched: `changed`, narrowed by what it changed from or to and when, of one and the same
 * change; with any other operator it is like `single`.
 */
export function historical(column: string, resolve: Resolve): ClauseMaker {
  const now = single(column, resolve);
  return (clause, scope) => {
    if (clause.operator !== 'changed') return now(clause, scope);
    const sides = { from: "json_extract(m.value, '$.from')", to: "json_extract(m.value, '$.to')" };
    const parts = clause.predicates.map(({ operator, values }) => {
      if (operator === 'from' || operator === 'to') return isIn(sides[operator], resolveAll(resolve, clause.field, values, scope).found.map(String));
      return sql(`c.created ${operator === 'after' ? '>' : '<'} ?`, instantOf(clause.field, onlyValue({ ...clause, values }), scope.moment));
    });
    const { text: narrowed, params } = combine('and', parts);
    return sql(
      `EXISTS (SELECT 1 FROM jira_change c, json_each(c.items) m WHERE c.issueId = i.id AND json_extract(m.value, '$.field') = ? AND ${narrowed})`,
      ...[clause.field.toLowerCase(), ...params],
    );
  };
}

/** A field with any number of values, held in a table of its own. */
export function multiple(table: string, column: string, resolve: Resolve): ClauseMaker {
  const any = `EXISTS (SELECT 1 FROM ${table} m WHERE m.issueId = i.id)`;
  return (clause, scope) => {
    const positive = wants(clause);
    if (positive === undefined) throw unsupported(clause);
    const { found, empty } = resolveAll(resolve, clause.field, clause.values, scope);
    const match = isIn(`m.${column}`, found);
    if (positive) {
      const having = { ...match, text: `i.id IN (SELECT m.issueId FROM ${table} m WHERE ${match.text})` };
      return combine('or', [having, ...(empty ? [sql(`NOT ${any}`)] : [])]);
    }
    // As on Jira, an issue without any value is no answer to "not this value".
    const lacking = { ...match, text: `NOT EXISTS (SELECT 1 FROM ${table} m WHERE m.issueId = i.id AND ${match.text})` };
    return combine('and', [sql(any), lacking]);
  };
}

const COMPARISONS: ReadonlySet<Operator> = new Set<Operator>(['>', '>=', '<', '<=']);
const MINUTE = 60_000;

function onlyValue(clause: Terminal): Value {
  const [value] = clause.values;
  if (value === undefined || clause.values.length > 1) throw unsupported(clause);
  return value;
}

/**
 * A field with an instant. JQL compares minutes, so later than 10:05 begins at 10:06. Equality is refused: what Jira
 * makes of it is not documented.
 */
export function instant(column: string): ClauseMaker {
  return (clause, { moment }) => {
    const emptiness = ofEmptiness(column, clause);
    if (emptiness !== undefined) return emptiness;
    if (!COMPARISONS.has(clause.operator)) throw unsupported(clause);
    const at = instantOf(clause.field, onlyValue(clause), moment);
    switch (clause.operator) {
      case '>':
        return sql(`${column} >= ?`, at + MINUTE);
      case '<=':
        return sql(`${column} < ?`, at + MINUTE);
      default:
        return sql(`${column} ${clause.operator} ?`, at);
    }
  };
}

/** A field with a day. */
export function day(column: string): ClauseMaker {
  return (clause, { moment }) => {
    const emptiness = ofEmptiness(column, clause);
    if (emptiness !== undefined) return emptiness;
    return compare(column, clause, (value) => dayOf(clause.field, value, moment));
  };
}

/** A field with a number. */
export function number(column: string): ClauseMaker {
  return (clause) => {
    const emptiness = ofEmptiness(column, clause);
    if (emptiness !== undefined) return emptiness;
    return compare(column, clause, (value) => {
      const read = value.kind === 'text' && value.text.trim() !== '' ? Number(value.text) : Number.NaN;
      if (!Number.isFinite(read)) throw jqlError(`The field '${clause.field}' only accepts numbers.`);
      return read;
    });
  };
}

function ofEmptiness(column: string, clause: Terminal): Sql | undefined {
  const [value] = clause.values;
  if (clause.values.length !== 1 || value?.kind !== 'empty') return undefined;
  if (clause.operator === 'is' || clause.operator === '=') return sql(`${column} IS NULL`);
  if (clause.operator === 'is not' || clause.operator === '!=') return sql(`${column} IS NOT NULL`);
  throw unsupported(clause);
}

function compare(column: string, clause: Terminal, read: (value: Value) => Param): Sql {
  if (clause.values.some(({ kind }) => kind === 'empty')) throw unsupported(clause);
  switch (clause.operator) {
    case '=':
    case 'in':
      return isIn(column, clause.values.map(read));
    case '!=':
    case 'not in':
      return isNotIn(column, clause.values.map(read));
    case '>':
    case '>=':
    case '<':
    case '<=':
      return sql(`${column} ${clause.operator} ?`, read(onlyValue(clause)));
    default:
      throw unsupported(clause);
  }
}

/** Text, word by word: every word must occur, `word*` is a beginning, `"a phrase"` stands together. */
export function text(columns: readonly string[]): ClauseMaker {
  return (clause) => {
    const value = onlyValue(clause);
    if ((clause.operator !== '~' && clause.operator !== '!~') || value.kind !== 'text') throw unsupported(clause);
    const match = `{${columns.join(' ')}} : (${wordsOf(clause.field, value.text)})`;
    const negation = clause.operator === '!~' ? 'NOT ' : '';
    return sql(`i.id ${negation}IN (SELECT rowid FROM jira_issue_text WHERE jira_issue_text MATCH ?)`, match);
  };
}

function wordsOf(field: string, searched: string): string {
  const pieces = searched.match(/"[^"]*"|\S+/g) ?? [];
  const terms = pieces.map((piece) => {
    const isPhrase = piece.length > 1 && piece.startsWith('"') && piece.endsWith('"');
    const isBeginning = !isPhrase && piece.endsWith('*');
    const words = isPhrase ? piece.slice(1, -1) : isBeginning ? piece.slice(0, -1) : piece;
    // Jira's other signs (fuzzy, boost, wildcards inside, boolean words) mean things that are not served here.
    if (!isPhrase && (/[*?~^+!"(){}[\]\\]/.test(words) || /^-/.test(words) || /^(AND|OR|NOT)$/.test(words))) {
      throw jqlError(`The text query '${searched}' for field '${field}' uses '${piece}', which is not supported.`);
    }
    if (!/[\p{L}\p{N}]/u.test(words)) throw jqlError(`The text query '${searched}' for field '${field}' holds no word in '${piece}'.`);
    return `"${words}"${isBeginning ? ' *' : ''}`;
  });
  if (terms.length === 0) throw jqlError(`The text query for field '${field}' is not allowed to be empty.`);
  return terms.join(' AND ');
}
