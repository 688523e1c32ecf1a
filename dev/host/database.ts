/** Opens the platform's database: one SQLite file in the data folder. */
import Database from 'libsql';
import type { Db } from './types';

/**
 * Opens the file, or makes it; `:memory:` gives one that is forgotten. A commit that was acknowledged survives the
 * death of the process (`kill -9`): the write-ahead log is with the operating system by then. A power cut may cost the
 * newest commits but never the file's integrity, which is enough for a local platform and spares a sync per write.
 */
export function openDatabase(file: string): Db {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  return db;
}
