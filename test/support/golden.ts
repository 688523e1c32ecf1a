import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real series with their expected results, in a folder outside the repository; absent on machines that lack it. */
const shared = process.env['NEEDLE_SHARED'] ?? join(__dirname, '../../../shared');
const folder = join(shared, 'data/kpi');

export interface Golden {
  id: string;
  expected: { name: string; value: number; tol_rel?: number; tol_abs?: number }[];
}

/** A golden case; undefined where the folder does not have it, so that its test is skipped and seen to be. */
export function golden(id: string): Golden | undefined {
  const file = join(folder, `${id}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : undefined;
}

/** A column of numbers of the case's CSV file. */
export function goldenColumn({ id }: Golden, name: string): number[] {
  const [header = '', ...rows] = readFileSync(join(folder, `${id}.csv`), 'utf8').trim().split('\n');
  const at = header.split(',').indexOf(`"${name}"`);
  return rows.map((row) => Number(row.split(',')[at]));
}

/** A file of the shared folder; undefined where it is absent. */
export function sharedFile(path: string): string | undefined {
  const file = join(shared, path);
  return existsSync(file) ? file : undefined;
}
