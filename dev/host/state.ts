import type { Db } from './types';

/** The platform's own small facts, kept in the data folder: the clock, the seed, when a schedule last ran. */
export class HostState {
  constructor(private readonly db: Db) {
    db.exec('CREATE TABLE IF NOT EXISTS host_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  }

  /** The stored value. It was written by `set` under the same key, so its type is the writer's. */
  get<T>(key: string): T | undefined {
    const row = this.db.prepare('SELECT value FROM host_state WHERE key = ?').get(key) as { value: string } | undefined;
    return row === undefined ? undefined : (JSON.parse(row.value) as T);
  }

  set(key: string, value: unknown): void {
    this.db
      .prepare('INSERT INTO host_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
      .run(key, JSON.stringify(value));
  }
}
