import type { Param } from '../store';

/** A piece of SQL with its bound values. Text of a query never becomes SQL. */
export interface Sql {
  text: string;
  params: readonly Param[];
}

export const sql = (text: string, ...params: Param[]): Sql => ({ text, params });

export const NEVER = sql('0');

/** Joins conditions; none at all is true for AND and false for OR. */
export function combine(operator: 'and' | 'or', parts: readonly Sql[]): Sql {
  if (parts.length === 0) return sql(operator === 'and' ? '1' : '0');
  return {
    text: `(${parts.map((part) => part.text).join(operator === 'and' ? ' AND ' : ' OR ')})`,
    params: parts.flatMap((part) => part.params),
  };
}

/** `column IN (…)`; long lists go in as one JSON value, for the number of parameters is limited. */
export function isIn(column: string, values: readonly Param[]): Sql {
  if (values.length === 0) return NEVER;
  if (values.length <= 100) return sql(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
  return sql(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
}

/** `column NOT IN (…)`, which is not true of an empty column. */
export function isNotIn(column: string, values: readonly Param[]): Sql {
  if (values.length === 0) return sql(`${column} IS NOT NULL`);
  if (values.length <= 100) return sql(`${column} NOT IN (${values.map(() => '?').join(', ')})`, ...values);
  return sql(`${column} NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
}
