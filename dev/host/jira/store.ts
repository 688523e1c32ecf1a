import type { Db } from '../types';

/** What can be bound to a parameter of a statement. */
export type Param = string | number | null;

type Statement = ReturnType<Db['prepare']>;

/** JQL makes statements of many shapes; more than this many are not kept prepared. */
const KEPT_STATEMENTS = 500;

/**
 * The database with prepared statements kept. Parameters go in as an array: the driver cannot bind a lone null. A
 * statement is either for one row or for all: the driver's `get` answers with the last row of an `all` before it.
 */
export class Store {
  private readonly forOne = new Map<string, Statement>();
  private readonly forAll = new Map<string, Statement>();

  constructor(private readonly db: Db) {}

  /** Runs several statements without parameters, such as the tables' definitions. */
  define(sql: string): void {
    this.db.exec(sql);
  }

  /** The first row. The statement names its columns, so their type is the caller's to state. */
  one<T>(sql: string, ...params: Param[]): T | undefined {
    return this.statement(sql, this.forOne).get(params) as T | undefined;
  }

  all<T>(sql: string, ...params: Param[]): T[] {
    return this.statement(sql, this.forAll).all(params) as T[];
  }

  /** Runs a write and says how many rows it changed. */
  run(sql: string, ...params: Param[]): number {
    return this.statement(sql, this.forAll).run(params).changes;
  }

  /** All or nothing. Inside another transaction the work joins that one. */
  transaction<T>(work: () => T): T {
    return this.db.inTransaction ? work() : this.db.transaction(work)();
  }

  private statement(sql: string, statements: Map<string, Statement>): Statement {
    const kept = statements.get(sql);
    if (kept !== undefined) return kept;
    if (statements.size >= KEPT_STATEMENTS) statements.clear();
    const made = this.db.prepare(sql);
    statements.set(sql, made);
    return made;
  }
}

/** `?, ?, ?` for a list of parameters. */
export function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
