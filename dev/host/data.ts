/** The data folder: one database, used by one platform at a time. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformError } from './error';
import { isAlive } from './process';

const DATABASE = 'platform.db';

/** Everything of ours in the folder; a reset removes these files and nothing else. */
const OWN_FILES = [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, `${DATABASE}-journal`];

const LOCK = 'platform.pid';

/** Takes the folder for this process and returns the database's path. Throws PlatformError when another holds it. */
export function takeDataFolder(folder: string, reset: boolean): string {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, LOCK);
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : undefined;
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) {
    throw new PlatformError(`The data folder ${folder} is used by the platform with process id ${holder}. Stop that one, or name another with --data DIR.`);
  }
  writeFileSync(lock, String(process.pid));
  process.on('exit', () => rmSync(lock, { force: true }));
  if (reset) emptyDataFolder(folder);
  return join(folder, DATABASE);
}

export function emptyDataFolder(folder: string): void {
  for (const file of OWN_FILES) rmSync(join(folder, file), { force: true });
}
