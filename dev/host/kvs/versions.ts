/**
 * The stored values. A write makes a new version of its key: reads by key see the newest at once, queries see an older
 * one until the newest is settled (see replica.ts). A deletion is a version without a value.
 */
import type { Db } from '../types';

/** Where a key lives: the plain store, the secrets, or an entity (whose name can hold no `#`). */
export type Space = string;
export const PLAIN: Space = '#plain';
export const SECRET: Space = '#secret';

export interface Version {
  seq: number;
  space: Space;
  key: string;
  /** JSON; null in a deletion. */
  value: string | null;
  /** Milliseconds on the platform's clock. */
  created_at: number;
  updated_at: number;
  expires_at: number | null;
  /** Milliseconds on the clock by which queries lag. */
  written_at: number;
}

/** A version that holds a value. */
export interface Row extends Version {
  value: string;
}

const COLUMNS = 'seq, space, key, value, created_at, updated_at, expires_at, written_at';

export class Versions {
  private readonly statements;

  constructor(
    db: Db,
    private readonly now: () => number,
    private readonly lagNow: () => number,
  ) {
    db.exec(`
      CREATE TABLE IF NOT EXISTS kvs_version (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        space TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        expires_at INTEGER,
        written_at INTEGER NOT NULL,
        newest INTEGER NOT NULL DEFAULT 1,
        settled INTEGER NOT NULL DEFAULT 0
      );
      CREATE UNIQUE INDEX IF NOT EXISTS kvs_newest ON kvs_version (space, key) WHERE newest = 1;
      CREATE UNIQUE INDEX IF NOT EXISTS kvs_settled ON kvs_version (space, key) WHERE settled = 1;
      CREATE INDEX IF NOT EXISTS kvs_unsettled ON kvs_version (seq) WHERE settled = 0;
      CREATE INDEX IF NOT EXISTS kvs_expiring ON kvs_version (expires_at) WHERE expires_at IS NOT NULL;
    `);
    this.statements = {
      newest: db.prepare(`SELECT ${COLUMNS} FROM kvs_version WHERE newest = 1 AND space = ? AND key = ?`),
      supersede: db.prepare('UPDATE kvs_version SET newest = 0 WHERE seq = ?'),
      insert: db.prepare(
        `INSERT INTO kvs_version (space, key, value, created_at, updated_at, expires_at, written_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ),
    };
  }

  /** What a read by key sees, whether expired or not. */
  get(space: Space, key: string): Row | undefined {
    const version = this.newest(space, key);
    return version && isRow(version) ? version : undefined;
  }

  /** Stores a value in place of what was there, time to live included. */
  put(space: Space, key: string, json: string, expiresAt: number | null): void {
    this.write(space, key, json, expiresAt);
  }

  /** Deletes a key; false when there was none. */
  remove(space: Space, key: string): boolean {
    if (!this.get(space, key)) return false;
    this.write(space, key, null, null);
    return true;
  }

  private newest(space: Space, key: string): Version | undefined {
    return this.statements.newest.get([space, key]) as Version | undefined;
  }

  private write(space: Space, key: string, json: string | null, expiresAt: number | null): void {
    const previous = this.newest(space, key);
    const now = this.now();
    const createdAt = previous && isRow(previous) ? previous.created_at : now;
    if (previous) this.statements.supersede.run([previous.seq]);
    this.statements.insert.run([space, key, json, createdAt, now, expiresAt, this.lagNow()]);
  }
}

export function isRow(version: Version): version is Row {
  return version.value !== null;
}
